/** `npm run proof`: what was acknowledged survives a real crash. */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errands } from '../kill/errands.ts';
import { liveHour } from './hour.ts';
import { killHubs, killThrough, readLife } from './hubs.ts';
import { type Options, type Part, readOptions, usage } from './options.ts';
import { readPoint } from './point.ts';
import { type Found, lastLine, together } from './report.ts';
import type { Setting } from './setting.ts';
import { countSyncs } from './syncs.ts';
import { killOnce, killTerminals } from './terminals.ts';
import { tearDisks } from './torn-disk.ts';

/** As `statfs` numbers a file system that is no disk. */
const tmpfs = 0x01021994;

/** Of the kills, unless only hubs are asked for: their intake is one transaction, an errand is a hundred. */
const shareOfHubs = 0.25;

const partOf: Record<Part, (setting: Setting, isAlone: boolean) => Promise<Found>> = {
  terminal: killTerminals,
  hub: (setting, isAlone) => killHubs(Math.ceil(setting.kills * (isAlone ? 1 : shareOfHubs)), setting),
  syncs: countSyncs,
  disk: tearDisks,
  hour: liveHour,
};

async function proven({ only, point, times }: Options, setting: Setting): Promise<Found> {
  if (point !== undefined) {
    const life = readLife(point);
    return life ? killThrough(Array(times).fill(life), setting) : killOnce(readPoint(point, errands), times, setting);
  }
  const found: Found[] = [];
  for (const part of only) found.push(await partOf[part](setting, only.length === 1));
  return together(found);
}

async function main(): Promise<void> {
  const began = performance.now();
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(usage);
  const base = resolve(options.folder);
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'run-'));
  const { kills, seed, workers, minutes } = options;
  console.log(`seed ${seed}, ${kills} kills, ${workers} at a time, in ${base}`);
  if (statfsSync(base).type === tmpfs) console.log('this is memory, and no disk');
  try {
    const found = await proven(options, {
      kills,
      seed,
      workers,
      minutes,
      folder,
      cache: join(folder, 'cache'),
      say: console.log,
    });
    for (const { what, again } of found.failures)
      console.log(`FAILED ${what}\n  npm run proof -- ${again} --seed ${seed}`);
    console.log(lastLine(found, Math.round((performance.now() - began) / 100) / 10));
    if (found.failures.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
