/**
 * A terminal in a process of its own, on a journal in a real file, kills itself with SIGKILL exactly at a write of its
 * journal, before the commit or after it; the hospital and the machine live on in this process. It is started again on
 * the same file, the patient gone. Whatever write it was, what was begun is then the patient's or was taken back.
 *
 * A seeded sample of the writes, KILLS_SEED; KILLS=all tries every write of every errand, with and without a patient who
 * does what can still be done, and a second death during the start that follows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFate } from '../../simulator/world/fate.ts';
import { type Errand, errands } from './errands.ts';
import { createProcesses, type Outcome, type Run, run } from './killing.ts';
import type { Death } from './messages.ts';

const all = process.env.KILLS === 'all';
const fate = createFate(Number(process.env.KILLS_SEED ?? 1));
const sampled = 3;

const folder = mkdtempSync(join(tmpdir(), 'kiosk-kill-'));
const processes = createProcesses(join(folder, 'cache'));
afterAll(async () => {
  await processes.end();
  rmSync(folder, { recursive: true });
});

const moments = ['beforeCommit', 'afterCommit'] as const;
/** A start writes about so much when it finds something to settle. */
const writesOfStart = 8;

/** The deaths to be tried of an errand, each with those that follow it. Sampled ones leave out where nothing has begun yet. */
function deathsOf({ name }: Errand, writes: number): (readonly Death[])[] {
  const drawn = (below: number) => Math.floor(below * fate.draw(name));
  const moment = () => moments[drawn(2)] ?? 'beforeCommit';
  const again = (): Death => ({ write: 1 + drawn(writesOfStart), when: moment() });
  if (all) {
    const every = Array.from({ length: writes }, (_, at) =>
      moments.map((when): Death => ({ write: at + 1, when })),
    ).flat();
    return every.flatMap((death) => [[death], [death, again()]]);
  }
  return Array.from({ length: sampled }, (_, at) => {
    const from = Math.floor((writes * (at + 1)) / (sampled + 1));
    const write = Math.min(writes, 1 + from + drawn(Math.ceil(writes / (sampled + 1))));
    const death: Death = { write, when: moment() };
    return drawn(3) === 0 ? [death, again()] : [death];
  });
}

async function faultsOf(it: Run): Promise<{ outcome: Outcome; faults: readonly string[] }> {
  const outcome = await run(it, folder, processes);
  const deaths = it.deaths.map(({ write, when }) => `write ${write} ${when}`).join(', then ');
  const about = `${deaths || 'undisturbed'}${it.lingers ? ', patient lingers' : ''}`;
  return { outcome, faults: outcome.faults.map((fault) => `${about}: ${fault}`) };
}

async function tryAll(errand: Errand): Promise<{ faults: string[]; ends: Set<string>; killed: number }> {
  const undisturbed = await faultsOf({ errand, deaths: [], lingers: false });
  const faults = [...undisturbed.faults];
  const ends = new Set<string>([undisturbed.outcome.end]);
  let killed = 0;
  for (const deaths of deathsOf(errand, undisturbed.outcome.writes)) {
    for (const lingers of [false, true]) {
      const tried = await faultsOf({ errand, deaths, lingers });
      faults.push(...tried.faults);
      if (tried.outcome.killed === 0) faults.push(`${JSON.stringify(deaths)}: nothing was killed`);
      ends.add(tried.outcome.end);
      killed += tried.outcome.killed;
      if (!tried.outcome.mightLinger) break;
    }
  }
  return { faults, ends, killed };
}

test.for(errands)(
  '$name: killed at a write, it is done or taken back after the next start',
  { timeout: all ? 3_600_000 : 60_000 },
  async (errand) => {
    const { faults, ends, killed } = await tryAll(errand);
    expect(faults).toEqual([]);
    if (!all) return;
    // Tried at every write, it must have ended in every way it can: otherwise the killing came to nothing.
    expect([...ends].sort()).toEqual([...errand.ends].sort());
    console.log(`${errand.name}: ${killed} processes killed`);
  },
);
