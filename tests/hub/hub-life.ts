/**
 * A hub's database through many deaths of the hub: terminals report to it as the contract says, the hub is killed, looked
 * at as it was left, and started again. In the end every event is there once.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { signatureHeader, type UsageCursor } from '../../terminal/hub-contract.ts';
import type { HubProcess, HubProcesses } from './hub-process.ts';
import { type Reply, type ScriptedTerminal, scriptedTerminal, seededChance } from './scripted-terminal.ts';
import { everyEventOnce, noteDisk, rollUpsAreSums, settings, type Truth } from './whole.ts';

/**
 * When a hub is killed: by itself after so many statements, or from outside, so many microseconds after the batches were
 * sent or after it was told to start. One that came to its end before is killed while it waits.
 */
export type HubDeath =
  | { readonly statements: number }
  | { readonly afterSending: number }
  | { readonly afterStarting: number };

export interface Life {
  readonly killed: number;
  /** Events the terminals have a receipt for, and those of them that were not there after a kill or in the end. */
  readonly acknowledged: number;
  readonly lost: number;
  /** What does not hold, in words. */
  readonly faults: readonly string[];
}

/** A first start takes so many milliseconds. */
const firstStart = 100;
/** How many events a terminal has to tell at each start of the hub. */
const eventsEach = 20;
/** So many starts after which a terminal begins a new epoch. */
const startsPerEpoch = 7;

/** Undefined when nobody answered to the end. */
async function ask(hub: string, terminal: ScriptedTerminal, receipts: Receipts): Promise<Reply | undefined> {
  const delivery = terminal.next();
  if (!delivery) return undefined;
  const { path, body, signature } = delivery.arrival;
  const headers = { [signatureHeader]: signature ?? '', 'content-type': 'application/json', connection: 'close' };
  let said: { upTo: number } | { code: string };
  try {
    const answer = await fetch(new URL(path, hub), { method: 'POST', body, headers });
    said = (await answer.json()) as typeof said;
  } catch {
    return undefined;
  }
  if (!('upTo' in said)) throw new RangeError(`the hub refused: ${said.code}`);
  const reply: Reply = { receipt: said };
  terminal.heard(reply, delivery.events);
  receipts.count += delivery.events.length;
  return reply;
}

interface Receipts {
  count: number;
}

async function register({ db }: HubDatabase, terminal: string, publicKey: string): Promise<void> {
  const row = { terminal, publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
  await db.insertInto('terminal').values(row).execute();
  const place = { unit: 'unit', ward: '', placeZh: '', placeEn: '' };
  await db
    .insertInto('placement')
    .values({ terminal, fromDay: '2020-01-01', ...place })
    .execute();
}

/** Turns the event loop until then, so that answers are heard that come before. */
async function until(due: number): Promise<void> {
  while (performance.now() < due) await new Promise<void>((done) => setImmediate(done));
}

/** Receipts in the database's own words that the terminals' are ahead of. A file is looked at in a copy: to open it is to mend it. */
async function lostAfterDeath(url: string, terminals: readonly ScriptedTerminal[]): Promise<number> {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : undefined;
  const copy = `${file}.copy`;
  if (file) {
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
  }
  const database = await openDatabase(file ? `sqlite:${copy}` : url);
  try {
    const store = databaseIntake(database, settings);
    let lost = 0;
    for (const terminal of terminals) {
      const { written, cursor } = terminal.disk();
      if (!cursor) continue;
      const at = (await store.epochs(terminal.terminal)).find(({ epoch }) => epoch === cursor.epoch)?.sequence ?? 0;
      const isLost = (it: UsageCursor) =>
        it.epoch === cursor.epoch && it.sequence > at && it.sequence <= cursor.sequence;
      lost += written.filter(({ epoch, event: { sequence }, hash }) => isLost({ epoch, sequence, hash })).length;
    }
    return lost;
  } finally {
    await database.close();
    if (file) for (const part of ['', '-wal', '-shm']) rmSync(copy + part, { force: true });
  }
}

/**
 * Kills hubs over one database, as told, and looks at it after each kill and in the end. `onDeath` hears whether the hub
 * had answered all that it was sent.
 */
export async function liveThrough(
  url: string,
  deaths: Iterable<HubDeath>,
  seed: number,
  processes: HubProcesses,
  onDeath: (answered: boolean) => void = () => {},
): Promise<Life> {
  const outboxes = ['T-1', 'T-2'].map((terminal) => inventedOutbox(terminal));
  const terminals = outboxes.map((outbox, at) => scriptedTerminal(outbox, seededChance(2 * seed + at)));
  const receipts: Receipts = { count: 0 };
  const faults: string[] = [];
  let killed = 0;
  let lost = 0;
  let answered = false;

  const askAll = (hub: string) => Promise.all(terminals.map((terminal) => ask(hub, terminal, receipts)));

  async function dies(hub: HubProcess, death: HubDeath): Promise<void> {
    await reachesItsEnd(hub, death);
    const signal = await hub.ended;
    if (signal !== 'SIGKILL') throw new Error(`the hub ended with ${signal}`);
  }

  async function reachesItsEnd(hub: HubProcess, death: HubDeath): Promise<void> {
    const began = performance.now();
    const starting = hub.start({ database: url, ...('statements' in death && death) });
    if ('afterStarting' in death) {
      await until(began + death.afterStarting / 1000);
      return hub.kill();
    }
    const address = await starting;
    if (address === undefined) throw new Error('the hub did not start');
    const sent = performance.now();
    const replies = askAll(address);
    if ('afterSending' in death) {
      await until(sent + death.afterSending / 1000);
      hub.kill();
    }
    answered = (await replies).every((reply) => reply !== undefined);
    if (answered) hub.kill();
  }

  // The first dies somewhere in its first start, in which the tables are made.
  await dies(processes.take(), { afterStarting: 1000 * seededChance(seed).below(firstStart) });
  killed += 1;
  const database = await openDatabase(url);
  for (const { terminal, publicKey } of outboxes) await register(database, terminal, publicKey);
  await database.close();

  for (const death of deaths) {
    const hub = processes.take();
    for (const terminal of terminals) {
      if (killed % startsPerEpoch === startsPerEpoch - 1) terminal.start();
      terminal.live(eventsEach);
    }
    await dies(hub, death);
    killed += 1;
    const missing = await lostAfterDeath(url, terminals);
    if (missing > 0) faults.push(`after kill ${killed}: ${missing} events have a receipt, and are not there`);
    lost += missing;
    onDeath(answered);
    answered = false;
  }

  const last = processes.take();
  const address = await last.start({ database: url });
  for (const terminal of terminals) {
    while (address !== undefined && terminal.next()) {
      if ((await ask(address, terminal, receipts)) === undefined) throw new Error('the last hub does not answer');
    }
  }
  last.kill();
  await last.ended;
  faults.push(...(await wholeFaults(url, terminals)));
  return { killed, acknowledged: receipts.count, lost, faults };
}

async function wholeFaults(url: string, terminals: readonly ScriptedTerminal[]): Promise<string[]> {
  const truth: Truth = new Map();
  for (const terminal of terminals) noteDisk(truth, terminal.terminal, terminal.written());
  const database = await openDatabase(url);
  try {
    const held = await everyEventOnce(database, truth);
    await rollUpsAreSums(database, held, () => 'unit');
    return [];
  } catch (error) {
    return [`in the end: ${error instanceof Error ? error.message.split('\n')[0] : error}`];
  } finally {
    await database.close();
  }
}
