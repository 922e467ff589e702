/** A worker that kills hubs: each life it is given is lived, and what came of it answered. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import { liveThrough } from '../hub/hub-life.ts';
import { createHubProcesses } from '../hub/hub-process.ts';
import { serve } from './crew.ts';
import { deathsOf, type HubLife, type Lived } from './hubs.ts';
import type { RigSetting } from './setting.ts';

const { folder: shared, cache, joined } = workerData as RigSetting;
const folder = mkdtempSync(join(shared, 'hub-'));
const processes = createHubProcesses(cache, joined);
const [, onServer] = lastingDatabases;
let made = 0;

async function databaseOf({ database }: HubLife): Promise<{ url: string; drop(): Promise<void> }> {
  if (database === 'postgres') return onServer.make();
  return { url: `sqlite:${join(folder, `${made++}.sqlite`)}`, drop: async () => {} };
}

async function lived(life: HubLife): Promise<Lived> {
  try {
    const { url, drop } = await databaseOf(life);
    const it = await liveThrough(url, deathsOf(life), life.seed, processes);
    await drop();
    return { life, ...it };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { life, killed: 0, acknowledged: 0, lost: 0, faults: [`the trial broke down: ${why}`] };
  }
}

if (parentPort) serve(parentPort, lived, () => processes.end());
