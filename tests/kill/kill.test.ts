/**
 * A terminal in a process of its own, on a journal in a real file, is killed with SIGKILL: by itself exactly at a write of
 * its journal, before the commit or after it, or from outside at any instant; the hospital and the machine live on in this
 * process. It is started again on the same file, the patient gone. Whenever it was, what was begun is then the patient's
 * or was taken back.
 *
 * A few kills of every errand, KILLS_SEED; `npm run proof` tries every write and thousands of instants.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inOneFile } from '../proof/one-file.ts';
import { planOf } from '../proof/plan.ts';
import { pointText } from '../proof/point.ts';
import { errands } from './errands.ts';
import { createProcesses, run } from './killing.ts';
import { terminalProgram } from './terminal-process.ts';

const seed = Number(process.env.KILLS_SEED ?? 1);
const killsEach = 3;

const folder = mkdtempSync(join(tmpdir(), 'kiosk-kill-'));
const processes = createProcesses(join(folder, 'cache'), await inOneFile(terminalProgram, folder));
afterAll(async () => {
  await processes.end();
  rmSync(folder, { recursive: true });
});

test.for(errands)(
  '$name: killed, it is done or taken back after the next start',
  { timeout: 60_000 },
  async (errand) => {
    const undisturbed = await run({ errand, deaths: [], lingers: false }, folder, processes);
    expect(undisturbed.faults).toEqual([]);
    const { points } = planOf([{ errand: errand.name, ...undisturbed }], killsEach, seed + errands.indexOf(errand));
    let killed = 0;
    for (const point of points) {
      const outcome = await run({ ...point, errand }, folder, processes);
      expect(outcome.faults, pointText(point)).toEqual([]);
      killed += outcome.killed;
    }
    expect(killed).toBe(killsEach);
  },
);

test('a terminal that says it is on the disk before it is, is found out', async () => {
  const [errand] = errands;
  if (!errand) throw new Error('there is no errand');
  const deaths = [{ write: 5, when: 'beforeCommit' }] as const;
  const { faults, lost } = await run({ errand, deaths, lingers: false, hasty: true }, folder, processes);
  expect(faults).toContain('after the kill: record 6 was acknowledged, and is not there');
  expect(lost).toBe(1);
});

test('a write that is never reached is no kill', async () => {
  const [errand] = errands;
  if (!errand) throw new Error('there is no errand');
  const deaths = [{ write: 500, when: 'beforeCommit' }] as const;
  const { faults } = await run({ errand, deaths, lingers: false }, folder, processes);
  expect(faults).toEqual(['nothing was killed']);
});
