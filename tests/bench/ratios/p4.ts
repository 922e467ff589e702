import { liveThrough, seedOfWorld, sessionsOfWorld } from '../../../simulator/world/lifetime.ts';
import { liveStub } from '../flow/stub-sessions.ts';
import type { Measurement, Ratio } from '../ratio.ts';
import { inRounds, usualRounds } from '../rounds.ts';
import { atLeast, roundByRound, spreadOf } from '../statistics.ts';

const seed = 4;
/** Of the simulation, in a round. */
const usualWorlds = 24;
/** Of the stub, in a round. */
const usualSessions = 400;

interface Lived {
  readonly sessions: number;
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  /** Of the whole process, its collector of garbage and its compiler too. */
  readonly cpuSeconds: number;
}

async function timed(sessions: number, live: () => Promise<number>): Promise<Lived> {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  const virtualSeconds = await live();
  const { user, system } = process.cpuUsage(used);
  return {
    sessions,
    virtualSeconds,
    wallSeconds: (performance.now() - begun) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
  };
}

/** The worlds of a round, one after another: drivers, bytes, journal, money, hospital, hub, and everything breaking. */
async function liveWorlds(round: number, worlds: number): Promise<number> {
  let virtualSeconds = 0;
  for (let world = 0; world < worlds; world++) {
    const life = await liveThrough(seedOfWorld(seed, (round + 1) * worlds + world), sessionsOfWorld);
    if (life.violations.length > 0) throw new Error(`a promise was broken: ${JSON.stringify(life.violations)}`);
    virtualSeconds += life.virtualSeconds;
  }
  return virtualSeconds;
}

export async function measureSimulation(
  rounds = usualRounds,
  worlds = usualWorlds,
  sessions = usualSessions,
): Promise<Measurement> {
  const full = (round: number) => timed(worlds * sessionsOfWorld, () => liveWorlds(round, worlds));
  const stub = () => timed(sessions, () => liveStub(sessions));
  const taken = await inRounds({ full, again: full, stub }, rounds);
  const each = (lived: readonly Lived[], figure: (of: Lived) => number) => lived.map(figure);
  const aCore = ({ sessions, cpuSeconds }: Lived) => sessions / cpuSeconds;
  const times = ({ virtualSeconds, wallSeconds }: Lived) => virtualSeconds / wallSeconds;
  const rates = { full: each(taken.full, aCore), again: each(taken.again, aCore), stub: each(taken.stub, aCore) };
  const whole = (samples: readonly number[]) => spreadOf(samples.map(Math.round));
  return {
    findings: [
      { of: 'sessions/s a core', spread: whole(rates.full), target: atLeast(500) },
      { of: 'virtual ÷ wall', spread: whole(each(taken.full, times)), target: atLeast(20_000) },
    ],
    beside: [
      { name: 'full stack ÷ the same', spread: spreadOf(roundByRound(rates.full, rates.again)), control: true },
      { name: 'stub, sessions/s a core', spread: whole(rates.stub) },
      { name: 'stub, virtual ÷ wall', spread: whole(each(taken.stub, times)) },
      { name: 'full stack ÷ stub, sessions/s', spread: spreadOf(roundByRound(rates.full, rates.stub)) },
      {
        name: 'virtual seconds a session',
        spread: whole(each(taken.full, ({ sessions, virtualSeconds }) => virtualSeconds / sessions)),
      },
    ],
  };
}

export const simulationSpeed: Ratio = {
  name: 'P4',
  about:
    'sessions a second of CPU, and virtual ÷ wall time, of the simulation of the whole stack; beside it flows alone',
  measure: () => measureSimulation(),
};
