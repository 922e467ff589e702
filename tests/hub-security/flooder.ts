/** Floods a hub from a thread of its own, so many requests at once, while it is told to; at `end` it says what came back. */
import { parentPort, workerData } from 'node:worker_threads';

const { url, init, atOnce } = workerData as { url: string; init: RequestInit; atOnce: number };
const statuses: Record<number, number> = {};
let flooding = false;
let under: Promise<void>[] = [];

const flood = async () => {
  while (flooding) {
    const { status } = await fetch(url, init);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
};

parentPort?.on('message', async (word: 'begin' | 'pause' | 'end') => {
  flooding = word === 'begin';
  if (flooding) under = Array.from({ length: atOnce }, flood);
  else await Promise.all(under);
  parentPort?.postMessage(statuses);
  if (word === 'end') parentPort?.close();
});
