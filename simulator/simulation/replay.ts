import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { type FaultSite, faultSites } from '../world/fate.ts';
import { type LifeOptions, type Lifetime, liveThrough, seedOfWorld } from '../world/lifetime.ts';
import type { Excerpt } from './shrinking.ts';

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Counts = v.strictObject({ sessions: Whole, faults: Whole });

/** A world that broke a promise, as small as it still does. */
const Replay = v.strictObject({
  /** Of the run, and which of its worlds. */
  seed: Whole,
  world: Whole,
  terminals: v.pipe(Whole, v.minValue(1), v.maxValue(20)),
  /** For each terminal the numbers of the sessions that are lived. */
  sessions: v.array(v.array(v.pipe(Whole, v.minValue(1)))),
  /** The only faults that happen. */
  strikes: v.array(
    v.strictObject({ terminal: Whole, session: Whole, site: v.picklist<FaultSite[]>([...faultSites]), ordinal: Whole }),
  ),
  violation: v.strictObject({
    invariant: v.picklist(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8']),
    what: v.string(),
  }),
  shrunkFrom: Counts,
  /** In the corpus: what was wrong, in a sentence. */
  wrong: v.optional(v.string()),
  /** It failed with this mutant put into the program, and never without. */
  planted: v.optional(v.string()),
});
export type Replay = v.InferOutput<typeof Replay>;

/** A replay file that cannot be lived. */
export class ReplayError extends Error {
  override name = 'ReplayError';
}

/** Reads a replay file; throws `ReplayError` with what is wrong with it. */
export function readReplay(file: string): Replay {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ReplayError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const read = v.safeParse(Replay, json);
  if (!read.success) {
    const [issue] = read.issues;
    throw new ReplayError(`${file} is no replay file: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const { terminals, sessions } = read.output;
  if (sessions.length !== terminals) {
    throw new ReplayError(`${file} is no replay file: ${terminals} terminals, and sessions of ${sessions.length}`);
  }
  return read.output;
}

export function writeReplay(file: string, replay: Replay): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(replay, undefined, 2)}\n`);
}

/** Lives a violated world again: its sessions, its faults and nothing else. */
export const liveAgain = (
  { seed, world, sessions, strikes }: Pick<Replay, 'seed' | 'world'> & Excerpt,
  options: Omit<LifeOptions, 'only'> = {},
): Promise<Lifetime> => liveThrough(seedOfWorld(seed, world), sessions, { ...options, only: strikes });
