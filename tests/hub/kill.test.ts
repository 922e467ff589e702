/**
 * A hub process is killed after each statement of the transaction that takes batches, and started again over the same
 * database; terminals go on as the contract says. In the end every event is there once. `npm run proof` kills more of them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import { inOneFile } from '../proof/one-file.ts';
import { type HubDeath, liveThrough } from './hub-life.ts';
import { createHubProcesses, hubProgram } from './hub-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hub-kill-'));
const processes = createHubProcesses(join(folder, 'cache'), await inOneFile(hubProgram, folder));
afterAll(async () => {
  await processes.end();
  rmSync(folder, { recursive: true });
});

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`in ${name}`, () => {
    test('killed after each statement of an intake, the hub loses nothing and counts nothing twice', {
      timeout: 300_000,
    }, async () => {
      const { url, drop } = await make();
      let statements = 0;
      let isThrough = false;
      function* eachStatement(): Generator<HubDeath> {
        while (!isThrough) yield { statements: ++statements };
        // And a few at instants that nobody chose.
        yield { afterStarting: 40_000 };
        for (const afterSending of [0, 1_000, 5_000]) yield { afterSending };
      }
      const life = await liveThrough(url, eachStatement(), 1, processes, (answered) => {
        isThrough ||= answered;
      });
      await drop();
      expect(life.faults).toEqual([]);
      // Of one transaction at the least: begin, what is asked, what is written, commit.
      expect(statements).toBeGreaterThan(14);
      expect(life).toMatchObject({ killed: statements + 5, lost: 0 });
    });
  });
}
