/** A worker that kills terminals: each point it is given is tried, and what came of it answered. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { errands } from '../kill/errands.ts';
import { createProcesses, run } from '../kill/killing.ts';
import { serve } from './crew.ts';
import type { Point } from './point.ts';
import type { RigSetting } from './setting.ts';
import type { Tried } from './terminals.ts';

const { folder: shared, cache, joined } = workerData as RigSetting;
const folder = mkdtempSync(join(shared, 'terminal-'));
let processes = createProcesses(cache, joined);

const nothing = { writes: 0, turns: 0, writing: [], killed: 0, acknowledged: 0, lost: 0, checkpointed: 0 };

async function tried(point: Point): Promise<Tried> {
  const errand = errands.find(({ name }) => name === point.errand);
  if (!errand) throw new Error(`no errand is called ${point.errand}`);
  const { deaths, lingers, logged } = point;
  try {
    const { mightLinger: _, ...outcome } = await run(
      { errand, deaths, lingers, ...(logged !== undefined && { logged }) },
      folder,
      processes,
    );
    return { point, ...outcome };
  } catch (error) {
    // The process it broke down in is of no use to the next.
    await processes.end();
    processes = createProcesses(cache, joined);
    const why = error instanceof Error ? error.message : String(error);
    return { point, ...nothing, faults: [`the trial broke down: ${why}`] };
  }
}

if (parentPort) serve(parentPort, tried, () => processes.end());
