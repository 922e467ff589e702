import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerTask } from './crew-message.ts';
import type { HubLine } from './evening-line.ts';
import type { PlannedTerminal } from './visit-plan.ts';

export interface CrewParts extends WorkerTask {
  readonly workers: number;
  readonly hub: HubLine;
  /** Told of visits as they are made. */
  readonly visited: (visits: number) => void;
  /** Told of a terminal whose month is over, and known to the hub. */
  readonly lived: (terminal: PlannedTerminal, visits: number) => void;
}

/** Has every terminal lived by the next worker that is free. Rejects when one could not be; the others end there. */
export async function liveAll(terminals: readonly PlannedTerminal[], parts: CrewParts): Promise<void> {
  const queue = terminals.values();
  const crew = Array.from({ length: Math.min(parts.workers, terminals.length) }, () => startWorker(parts));
  try {
    await Promise.all(
      crew.map(async (live) => {
        for (const terminal of queue) parts.lived(terminal, await live.of(terminal));
      }),
    );
  } finally {
    await Promise.all(crew.map((live) => live.end()));
  }
}

function startWorker({ plan, hub, visited }: CrewParts) {
  const task: WorkerTask = { plan };
  const worker = new Worker(new URL('./worker-main.ts', import.meta.url), { workerData: task });
  const order = (message: ToWorker) => worker.postMessage(message);
  let over: { resolve(visits: number): void; reject(error: Error): void } | undefined;
  const fail = (error: Error) => over?.reject(error);

  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'tells': {
        const { id } = message;
        return void hub(message.message).then(
          (reply) => order({ kind: 'answer', id, reply }),
          () => order({ kind: 'noAnswer', id }),
        );
      }
      case 'visited':
        return visited(message.visits);
      case 'lived':
        return over?.resolve(message.visits);
      case 'failed':
        return fail(new Error(message.why));
    }
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`a worker ended with code ${code}`)));

  return {
    of: (planned: PlannedTerminal) =>
      new Promise<number>((resolve, reject) => {
        over = { resolve, reject };
        order({ kind: 'live', planned });
      }),
    end: () => worker.terminate(),
  };
}
