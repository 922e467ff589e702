import { Worker } from 'node:worker_threads';
import type { Lifetime } from '../world/lifetime.ts';
import type { RunOptions } from './options.ts';
import { worldsOf } from './worlds.ts';

/** What a worker says: that it can begin, or what became of the world it was given. */
export type WorkerWord =
  | { readonly kind: 'ready' }
  | { readonly kind: 'lived'; readonly world: number; readonly life: Lifetime }
  | { readonly kind: 'failed'; readonly world: number; readonly why: string };

/** A world could not be lived to its end: not a promise that was broken, but a program that was. */
export class BrokenWorldError extends Error {
  override name = 'BrokenWorldError';
}

/**
 * Lives through all worlds of a run, as many at a time as there are workers; each takes the next when it is free. `each`
 * is told of them one by one in their order, however they came; nothing is kept.
 */
export function liveAll(
  run: RunOptions,
  each: (world: number, life: Lifetime) => void,
  workerFile = new URL('./worker-main.ts', import.meta.url),
): Promise<void> {
  const worlds = worldsOf(run);
  const crew = new Set<Worker>();
  const early = new Map<number, Lifetime>();
  let given = 0;
  let told = 0;

  function tellInOrder(): void {
    for (let life = early.get(told); life; life = early.get(told)) {
      early.delete(told);
      each(told++, life);
    }
  }

  const lived = new Promise<void>((resolve, reject) => {
    const again = (world: number) =>
      `npm run simulate -- --sessions ${run.sessions} --seed ${run.seed} --terminals ${run.terminals} --world ${world}`;
    const fails = (world: number | undefined, why: string) =>
      reject(
        new BrokenWorldError(
          world === undefined ? `a worker died: ${why}` : `world ${world} broke: ${why}\n  again: ${again(world)}`,
        ),
      );

    function hire(): void {
      const worker = new Worker(workerFile, { workerData: run });
      let at: number | undefined;
      crew.add(worker);
      worker.on('message', (word: WorkerWord) => {
        if (word.kind === 'failed') return fails(word.world, word.why);
        if (word.kind === 'lived') {
          early.set(word.world, word.life);
          tellInOrder();
        }
        at = given < worlds ? given++ : undefined;
        if (at !== undefined) worker.postMessage(at);
        else if (told === worlds) resolve();
      });
      worker.on('error', (error) => fails(at, String(error.stack ?? error)));
      worker.on('exit', (code) => fails(at, `its thread ended with ${code}`));
    }
    for (let hired = 0; hired < Math.min(run.workers, worlds); hired++) hire();
  });

  return lived.finally(async () => {
    for (const worker of crew) worker.removeAllListeners('exit');
    await Promise.all([...crew].map((worker) => worker.terminate()));
  });
}
