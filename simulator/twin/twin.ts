import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { daysOf, isMonth } from '../../statistics/bulletin/month.ts';
import { DatabaseError } from '../../statistics/store/open-database.ts';
import type { Chance } from '../../terminal/ports.ts';
import { fleetSigner } from '../fleet/signer.ts';
import { cityOf, registerOf, type TwinCity } from './city.ts';
import { liveAll } from './crew.ts';
import { type HubEnd, openHub } from './hub-end.ts';
import { whyUnlivable } from './livable.ts';
import { daysFrom, visitCountOf } from './month-of-visits.ts';
import type { TwinOptions } from './options.ts';
import { openRemembered } from './remembered.ts';
import { type Administrator, openRemoteHub, type Pause } from './remote-hub.ts';
import { TwinTrouble } from './trouble.ts';
import { readUsageTable, type UsageTable } from './usage-table.ts';
import { verdictLines, verdictOf } from './verdict.ts';

/** What a run has of the machine it runs on. */
export interface TwinOutside {
  /** Milliseconds of our own time. */
  readonly now: () => number;
  readonly pause: Pause;
  readonly chance: Chance;
  /** Where a twin keeps what it has to. */
  readonly folder: string;
  readonly administrator?: Administrator;
  /** One line on standard output; one on standard error. */
  say(line: string): void;
  complain(line: string): void;
  /** Begins to show how far it is. */
  progress(visits: number, done: number): Progress;
}

export interface Progress {
  add(visits: number): void;
  end(): void;
}

export const zone = 'Asia/Shanghai';

interface Prepared {
  readonly table: UsageTable;
  readonly month: string;
  readonly city: TwinCity;
}

/** The table and what is planned from it. Throws with everything that is wrong with it. */
function prepared({ file, month: said, seed }: TwinOptions, text: string): Prepared {
  const read = readUsageTable(file, text);
  const name = basename(file);
  if (!read.ok) throw new TwinTrouble(read.mistakes.map((it) => `${name}: ${it}`).join('\n'));
  const { table } = read;
  const month = said ?? table.period;
  if (!isMonth(month)) throw new TwinTrouble(`${name}: which month is it of? Say --month YYYY-MM`);
  const problems = whyUnlivable(table, daysFrom(daysOf(month)).length);
  if (problems.length > 0) {
    throw new TwinTrouble([`${name} cannot be lived:`, ...problems.map((it) => `  ${it}`)].join('\n'));
  }
  return { table, month, city: cityOf(table, seed) };
}

/** Stands up every terminal of a table, lives its month, and asks the hub for the bulletin. Resolves with the exit code. */
export async function runTwin(options: TwinOptions, outside: TwinOutside): Promise<0 | 1 | 2> {
  const { say, complain } = outside;
  let hub: HubEnd | undefined;
  try {
    const text = readFileSync(options.file, 'utf8');
    const twin = prepared(options, text);
    for (const name of twin.table.others) complain(`column ${name} is none of a terminal’s; it is left alone`);
    const key = createHash('sha256').update(JSON.stringify([text, twin.month, options.seed, placeOf(options)]));
    const folder = join(outside.folder, `${twin.month}-${key.digest('hex').slice(0, 10)}`);
    if (options.afresh) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    hub = await hubOf(options, twin, folder, outside);
    return await live(twin, options, hub, folder, outside);
  } catch (error) {
    if (!(error instanceof TwinTrouble || error instanceof DatabaseError || isFileProblem(error))) throw error;
    complain(error.message);
    return 2;
  } finally {
    await hub?.close();
  }

  /** The last line, whatever became of it. */
  async function live(
    { table, month, city }: Prepared,
    { seed, workers }: TwinOptions,
    end: HubEnd,
    folder: string,
    { now, progress }: TwinOutside,
  ): Promise<0 | 1> {
    const began = now();
    const days = daysOf(month);
    const plan = { seed, ...days, zone };
    const remembered = openRemembered(join(folder, 'lived.txt'), basename(folder));
    const signer = fleetSigner();
    const waiting = city.terminals.filter(({ terminal }) => !remembered.lived.has(terminal));
    if (waiting.length > 0) await end.enrol(registerOf({ ...city, terminals: waiting }, days.from), signer.publicKey);
    const counts = new Map(city.terminals.map((it) => [it.terminal, visitCountOf(it, plan)]));
    const visits = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const before = [...remembered.lived.values()].reduce((sum, count) => sum + count, 0);
    if (before > 0) complain(`${remembered.lived.size} of ${city.terminals.length} terminals were lived before`);
    // The longest first, so that no worker is left with one at the end.
    waiting.sort((a, b) => (counts.get(b.terminal) ?? 0) - (counts.get(a.terminal) ?? 0));
    const shown = progress(visits, before);
    try {
      await liveAll(waiting, {
        plan,
        workers,
        hub: end.line,
        visited: shown.add,
        lived: ({ terminal }, count) => remembered.add(terminal, count),
      });
    } finally {
      shown.end();
    }
    const verdict = verdictOf(table, await end.bulletin());
    for (const line of verdictLines(verdict)) say(line);
    const wallSeconds = (now() - began) / 1000;
    say(
      JSON.stringify({
        units: city.units.length,
        terminals: city.terminals.length,
        visits,
        virtualDays: daysFrom(days).length,
        wallSeconds: rounded(wallSeconds),
        visitsPerSecond: rounded((visits - before) / wallSeconds),
        mismatches: verdict.mismatches.length,
      }),
    );
    return verdict.mismatches.length > 0 ? 1 : 0;
  }
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const placeOf = ({ database, hub }: TwinOptions): string => database ?? hub ?? 'own';

function hubOf(options: TwinOptions, { month }: Prepared, folder: string, outside: TwinOutside): Promise<HubEnd> {
  const parts = { month, ...daysOf(month), zone };
  if (options.hub === undefined) {
    return openHub(options.database ?? `sqlite:${join(folder, 'hub.sqlite')}`, parts, outside.chance);
  }
  if (!outside.administrator) {
    throw new TwinTrouble('--hub: HUB_ACCOUNT and HUB_PASSWORD of an administrator are expected in the environment');
  }
  return openRemoteHub(options.hub, parts, outside.administrator, fleetSigner(), outside.pause);
}

const isFileProblem = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
