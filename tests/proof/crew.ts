import { Worker } from 'node:worker_threads';

export interface Crew {
  /** A module that answers each `{ at, piece }` with `{ at, done }`, and with `'rested'` when told to `'rest'`. */
  readonly program: string;
  readonly workers: number;
  readonly setting: unknown;
}

/** Has pieces of work done by several workers, each taking the next when it is free. Resolves with what came of each, in order. */
export async function spread<Piece, Done>(
  { program, workers, setting }: Crew,
  pieces: readonly Piece[],
  onDone: (done: Done) => void,
): Promise<readonly Done[]> {
  const results: Done[] = [];
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(program, { workerData: setting });
      const give = () => worker.postMessage(next < pieces.length ? { at: next, piece: pieces[next++] } : 'rest');
      worker.on('message', (said: 'rested' | { at: number; done: Done }) => {
        if (said === 'rested') {
          resolve();
          void worker.terminate();
          return;
        }
        results[said.at] = said.done;
        onDone(said.done);
        give();
      });
      worker.on('error', reject);
      worker.on('exit', (code) => code !== 0 && reject(new Error(`a worker of ${program} ended with code ${code}`)));
      give();
    });
  await Promise.all(Array.from({ length: Math.min(workers, pieces.length) }, one));
  return results;
}

type Given<Piece> = 'rest' | { readonly at: number; readonly piece: Piece };

/** The other side: what a worker does with the pieces it is given, and at the end. */
export function serve<Piece, Done>(
  port: NonNullable<typeof import('node:worker_threads')['parentPort']>,
  work: (piece: Piece) => Promise<Done>,
  rest: () => Promise<void>,
): void {
  port.on('message', async (given: Given<Piece>) => {
    if (given === 'rest') {
      await rest();
      port.postMessage('rested');
    } else port.postMessage({ at: given.at, done: await work(given.piece) });
  });
}
