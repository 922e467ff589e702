/**
 * A process that is killed leaves its machine running, and what the machine has not written to the disk yet is not lost
 * with it. So that a killed terminal loses nothing does not show that a power cut would lose nothing: the system calls do.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { errands } from './errands.ts';
import { reckon, straceOrSkip } from './syncs.ts';
import { watchUnsynced, watchVisits } from './watched-visits.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-syncs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tool = straceOrSkip();

describe.skipIf(tool.skip)(`syncs, counted${tool.title}`, () => {
  test('each commit of a visit is on the disk before the terminal is told so', async () => {
    const { trace, writes, acknowledged } = await watchVisits(errands.slice(0, 2), folder, join(folder, 'cache'));
    expect(trace.commits).toHaveLength(writes);
    expect(acknowledged).toBeGreaterThan(50);
    // Both come to a checkpoint at their first write, and the second when its log is full.
    expect(reckon(trace)).toEqual({ checkpoints: 3, logsBegun: 3, unsynced: 0, unexplained: 0 });
  }, 60_000);

  test('one that is not written through would be seen', () => {
    const trace = watchUnsynced(20, folder);
    expect(trace.commits).toHaveLength(20);
    expect(reckon(trace)).toMatchObject({ unsynced: 20, unexplained: 0 });
  });
});

describe('the reckoning', () => {
  const commit = { log: 1, file: 0, other: 0 };
  const checkpoint = { log: 2, file: 1, other: 0 };
  const outside = { log: 0, file: 0, other: 0 };

  test('explains what a checkpoint writes through, and the head of the log after it', () => {
    const commits = [commit, checkpoint, { ...commit, log: 2 }, commit];
    expect(reckon({ commits, outside })).toEqual({ checkpoints: 1, logsBegun: 1, unsynced: 0, unexplained: 0 });
  });
  test('explains a checkpoint before the first write', () => {
    const commits = [{ log: 3, file: 1, other: 0 }, commit];
    expect(reckon({ commits, outside })).toEqual({ checkpoints: 1, logsBegun: 1, unsynced: 0, unexplained: 0 });
  });
  test('finds what nothing explains', () => {
    const commits = [commit, { ...commit, log: 2 }, { log: 0, file: 1, other: 1 }, commit];
    expect(reckon({ commits, outside })).toEqual({ checkpoints: 1, logsBegun: 0, unsynced: 1, unexplained: 3 });
  });
});
