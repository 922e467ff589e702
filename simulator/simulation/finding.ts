import type { Lifetime } from '../world/lifetime.ts';
import type { RunOptions } from './options.ts';
import { liveAgain, type Replay, writeReplay } from './replay.ts';
import { type Excerpt, shrink } from './shrinking.ts';
import { sessionsOf } from './worlds.ts';

/** A violated world of a run. */
export interface Finding {
  readonly world: number;
  readonly life: Lifetime;
}

/** Where a violated world's replay file goes. */
export const replayFileOf = ({ seed }: Pick<RunOptions, 'seed'>, world: number): string =>
  `var/replays/seed-${seed}-world-${world}.json`;

/** The violated world as a replay, shrunk as far as it goes. */
export async function replayOf(
  run: RunOptions,
  { world, life }: Finding,
  live: (part: Excerpt) => Promise<Pick<Lifetime, 'violations'>> = (part) =>
    liveAgain({ seed: run.seed, world, ...part }),
): Promise<Replay> {
  const [violation] = life.violations;
  if (!violation) throw new RangeError('a world that kept every promise has nothing to replay');
  const whole = { sessions: sessionsOf(run, world), strikes: life.strikes };
  const shrunk = (await shrink(whole, violation, live)) ?? { ...whole, violation };
  return {
    seed: run.seed,
    world,
    terminals: run.terminals,
    sessions: shrunk.sessions.map((numbers) => [...numbers]),
    strikes: shrunk.strikes.map((strike) => ({ ...strike })),
    violation: shrunk.violation,
    shrunkFrom: { sessions: life.sessions, faults: life.strikes.length },
  };
}

/** Shrinks a violated world, writes it down and says how to live it again. */
export async function report(run: RunOptions, finding: Finding, say: (line: string) => void): Promise<void> {
  const file = replayFileOf(run, finding.world);
  say(`  shrinking world ${finding.world} …`);
  const replay = await replayOf(run, finding);
  writeReplay(file, replay);
  const { violation, sessions, strikes, shrunkFrom } = replay;
  say(
    `  ${violation.invariant} with ${strikes.length} of ${shrunkFrom.faults} faults in ${sessions.flat().length} visits:`,
  );
  for (const { terminal, session, site, ordinal } of strikes) {
    say(`    terminal ${terminal + 1}, visit ${session}: ${site}, passing ${ordinal + 1}`);
  }
  say(`  again: npm run simulate -- --replay ${file} --trace`);
}
