import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerWord } from './crew.ts';
import type { RunOptions } from './options.ts';
import { livedWorld } from './worlds.ts';

/** A worker of a run: lives through the worlds it is given, one after the other. */
const run: RunOptions = workerData;
const say = (word: WorkerWord) => parentPort?.postMessage(word);

parentPort?.on('message', (world: number) => {
  livedWorld(run, world).then(
    (life) => say({ kind: 'lived', world, life }),
    (error: unknown) =>
      say({ kind: 'failed', world, why: error instanceof Error ? String(error.stack) : String(error) }),
  );
});
say({ kind: 'ready' });
