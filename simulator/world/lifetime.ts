import { people } from '../../seeds/people.ts';
import { createWallet } from '../rehearsal/wallet.ts';
import { busyHospital } from './busy-hospital.ts';
import { createFate, mix, type Strike } from './fate.ts';
import type { Violation } from './invariants/violation.ts';
import { lookOver } from './last-look.ts';
import { nothingReached, type Reached } from './reached.ts';
import { createTerminalLife, type LifeAround, type TerminalLife } from './terminal-life.ts';
import { createWaits } from './waits.ts';
import { createHouse, mondayMorning } from './world.ts';

/** A fault that happened at one of the terminals, counted from 0. */
export interface StrikeAt extends Strike {
  readonly terminal: number;
}

/** What one world came to: a hospital, a hub and some terminals through a number of visits. */
export interface Lifetime {
  readonly sessions: number;
  readonly strikes: readonly StrikeAt[];
  readonly reached: Reached;
  readonly virtualSeconds: number;
  readonly violations: readonly Violation[];
  /** Stands for everything that happened: two runs of one seed have the same. */
  readonly hash: string;
}

/** How a world is lived otherwise than its seed has it, and who listens. */
export interface LifeOptions {
  /** Told line by line what happens. */
  readonly trace?: (line: string) => void;
  /** Only these faults happen; those of the seed unless told. */
  readonly only?: readonly StrikeAt[];
}

/** After the last fault everything must have settled in this time. */
const quietTime = 20 * 60_000;
/** How often it is looked whether it has. */
const glance = 10_000;
/** What still moves has shown itself by then. */
const lingering = 60_000;
/** No lock of a busy hospital holds longer. */
const longestLock = 16 * 60_000;

/** How many visits one world sees before it is left in peace and looked over. */
export const sessionsOfWorld = 8;

export const seedOfWorld = (seed: number, world: number): number => mix(mix(0x5eed, seed), world);

/** So many sessions at so many terminals, as evenly as can be: for each terminal the numbers of its sessions, from 1. */
export const sessionsAt = (sessions: number, terminals: number): readonly (readonly number[])[] =>
  Array.from({ length: terminals }, (_, terminal) =>
    Array.from({ length: Math.ceil((sessions - terminal) / terminals) }, (_, at) => at + 1),
  );

/**
 * Lives through visits with everything breaking, then waits until all is quiet and checks the promises. `sessions`: how
 * many at one terminal, or for each terminal the numbers of its sessions.
 */
export async function liveThrough(
  seed: number,
  sessions: number | readonly (readonly number[])[],
  { trace, only }: LifeOptions = {},
): Promise<Lifetime> {
  const plan = typeof sessions === 'number' ? sessionsAt(sessions, 1) : sessions;
  const fates = plan.map((_, terminal) =>
    createFate(terminal === 0 ? seed : mix(seed, terminal), {
      ...(only && { only: among(only, terminal) }),
      onStrike(strike) {
        strikes.push({ ...strike, terminal });
        lives[terminal]?.strikes(strike.site);
        tellOf(terminal)?.('fault', strike);
      },
    }),
  );
  const [fate] = fates;
  if (!fate) throw new RangeError('a world needs a terminal');

  const timeOf = (instant: number) => new Date(instant).toISOString().slice(11, 23);
  const tellOf = (terminal: number) => {
    const where = plan.length > 1 ? ` ${nameOf(terminal)}` : '';
    return (
      trace &&
      ((what: string, more: object) => trace(`${timeOf(house.clock.now())}${where} ${what} ${JSON.stringify(more)}`))
    );
  };
  const strikes: StrikeAt[] = [];
  const violations: Violation[] = [];
  const lives: TerminalLife[] = [];
  let calm = false;

  const seeds = busyHospital(fate);
  const house = createHouse({ fate, hospital: seeds });
  const { clock } = house;
  const waits = createWaits(clock);
  const around: LifeAround = {
    house,
    seeds,
    waits,
    wallet: createWallet(people, house.newCards),
    reached: nothingReached(),
    isCalm: () => calm,
    check: (found) => violations.push(...found),
    elsewhere: (terminal) =>
      lives.flatMap(({ world, visitor }) => (world.config.terminal === terminal ? [] : (visitor ?? []))),
  };
  for (const [terminal, fate] of fates.entries()) {
    lives.push(createTerminalLife(nameOf(terminal), fate, around, tellOf(terminal)));
  }

  await waits.run(lives.map((life, terminal) => life.live(plan[terminal] ?? [])));
  calm = true;
  await waits.run(lives.map((life) => life.clear()));
  const isQuiet = () => lives.every((life) => life.isQuiet());
  const becomesQuiet = async () => {
    for (const end = clock.now() + quietTime; clock.now() < end && !isQuiet(); ) await clock.advance(glance);
  };
  await becomesQuiet();
  // What nobody knows of any more, the hospital lets go of by itself; who is idle that long need not be watched at it.
  await clock.skipTo(clock.now() + longestLock);
  await clock.advance(lingering);
  await becomesQuiet();
  violations.push(...(await lookOver(lives)));
  for (const { world } of lives) {
    world.end();
    for (const { at, text } of world.journal.read(0, 100_000)) trace?.(`${timeOf(at)} entry ${text}`);
  }

  return {
    sessions: plan.flat().length,
    strikes,
    reached: around.reached,
    virtualSeconds: (clock.now() - mondayMorning) / 1000,
    violations,
    hash: lives.map(({ world }) => world.journal.last()?.hash ?? '').join(''),
  };
}

const nameOf = (terminal: number) => `T-${String(terminal + 1).padStart(3, '0')}`;

/** Whether a fault is one of those that happen. */
function among(strikes: readonly StrikeAt[], terminal: number): (strike: Strike) => boolean {
  const keyOf = ({ site, session, ordinal }: Strike) => `${site} ${session} ${ordinal}`;
  const keys = new Set(strikes.filter((strike) => strike.terminal === terminal).map(keyOf));
  return (strike) => keys.has(keyOf(strike));
}
