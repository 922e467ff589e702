import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { liveAll } from './crew.ts';

const run = { sessions: 64, seed: 5, terminals: 1, workers: 3 };

/** A worker of its own kind: `does` is run with the number of a world, and `say`. */
function workerThat(does: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'worker.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     const say = (word) => parentPort.postMessage(word);
     parentPort.on('message', (world) => { ${does} });
     say({ kind: 'ready' });`,
  );
  return pathToFileURL(file);
}

test('worlds are told of in their order, in whichever they come', async () => {
  const worlds: number[] = [];
  const late = workerThat(`setTimeout(() => say({ kind: 'lived', world, life: {} }), world % 3 === 0 ? 30 : 1)`);
  await liveAll(run, (world) => worlds.push(world), late);
  expect(worlds).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('a world that breaks the program is named, with how to live it again', async () => {
  const broken = workerThat(
    `say(world === 5 ? { kind: 'failed', world, why: 'no such order' } : { kind: 'lived', world, life: {} })`,
  );
  await expect(liveAll(run, () => {}, broken)).rejects.toThrow(
    /^world 5 broke: no such order\n {2}again: .*--seed 5 .*--world 5$/,
  );
});

test.each([
  [
    'throws where nobody waits',
    `setTimeout(() => { throw new Error('out of the blue') })`,
    /world \d broke: .*out of the blue/,
  ],
  ['ends', 'process.exit(3)', /world \d broke: its thread ended with 3/],
])('a worker that %s is an error', async (_, does, message) => {
  await expect(liveAll(run, () => {}, workerThat(does))).rejects.toThrow(message);
});
