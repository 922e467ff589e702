/**
 * A process that is killed leaves its machine running, and what the machine has not written to the disk yet is not lost
 * with it. So that a killed terminal loses nothing does not show that a power cut would lose nothing: the system calls do.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { errands } from './errands.ts';
import { visit } from './patient.ts';
import { createSite } from './site.ts';
import { commitsIn, straceOrSkip, watchedBy } from './syncs.ts';
import { startTerminalProcess } from './terminal-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-syncs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tool = straceOrSkip();

describe.skipIf(tool.skip)(`syncs, counted${tool.title}`, () => {
  test('each commit of a visit is on the disk before the terminal is told so', async () => {
    const trace = join(folder, 'terminal.trace');
    const process = startTerminalProcess(join(folder, 'cache'), watchedBy(trace));
    const site = createSite({ journal: join(folder, 'journal.sqlite'), seed: 3, marks: true });
    await site.powerOn(process);
    await site.until(
      () => site.shown?.screen.name === 'attract' && site.shown.screen.errands.every(({ open }) => open),
      60_000,
    );
    const [errand] = errands;
    if (errand) await visit(site, errand);
    await site.pass(180_000);
    await site.powerOff();
    await process.end();

    const commits = commitsIn(trace);
    expect(commits).toHaveLength(site.writes);
    expect(site.acknowledged.size).toBeGreaterThan(25);
    expect(commits.filter(({ syncs }) => syncs === 0)).toEqual([]);
  }, 60_000);

  test('one that is not written through would be seen', () => {
    const trace = join(folder, 'unsynced.trace');
    const [command = '', ...args] = watchedBy(trace);
    const program = resolve(import.meta.dirname, 'unsynced-main.ts');
    spawnSync(command, [...args, process.execPath, program, join(folder, 'unsynced.sqlite'), '20']);
    const commits = commitsIn(trace);
    expect(commits).toHaveLength(20);
    expect(commits.filter(({ syncs }) => syncs > 0)).toEqual([]);
  });
});
