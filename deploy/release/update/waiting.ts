import { sleep } from '../../../device-drivers/contract/clock.ts';
import type { Machine } from './machine.ts';
import type { Program } from './programs.ts';

/** How long is waited, in milliseconds. */
export interface Patience {
  /** Until nobody is at the screen and no money is under way; without it nobody is waited for. */
  readonly idle?: number;
  /** Until a program that was started says that it is well. */
  readonly health: number;
}

const askEvery = 2_000;

const until = async (machine: Machine, patience: number, holds: () => Promise<boolean>): Promise<boolean> => {
  const end = machine.clock.now() + patience;
  while (!(await holds())) {
    if (machine.clock.now() >= end) return false;
    await sleep(machine.clock, askEvery);
  }
  return true;
};

/** Whether nobody is disturbed any more. A program that does not answer has nobody to disturb. */
export const idle = async (machine: Machine, patience: number | undefined): Promise<boolean> => {
  if (patience === undefined) return true;
  let said = false;
  return until(machine, patience, async () => {
    for (const program of machine.programs) {
      if (!(await machine.health(program))?.busy) continue;
      if (!said) machine.say(`a visit or an order is under way at the ${program.name}: waiting for its end`);
      said = true;
      return false;
    }
    return true;
  });
};

/** Whether a page has the screen of this machine. */
export const screenLives = async (machine: Machine): Promise<boolean> => {
  for (const program of machine.programs) {
    if ((await machine.health(program))?.screen) return true;
  }
  return false;
};

/** The programs that do not answer, or from another release than this one. */
export const strangers = async (machine: Machine, release: string): Promise<readonly Program[]> => {
  const found: Program[] = [];
  for (const program of machine.programs) {
    const health = await machine.health(program);
    if (!health || (health.release !== undefined && health.release !== release)) found.push(program);
  }
  return found;
};

/** What has to run for a release to work. */
export interface Wanted {
  readonly release: string;
  /** A page has to have the screen: a terminal that is well behind a black one serves nobody. */
  readonly screen: boolean;
}

const well = async (machine: Machine, program: Program, { release, screen }: Wanted): Promise<boolean> => {
  const health = await machine.health(program);
  if (health?.good !== true || (screen && health.screen === false)) return false;
  return health.release === undefined || health.release === release;
};

/** The first program that does not say in time that it is well, running what is wanted; nothing when all do. */
export const unwell = async (machine: Machine, wanted: Wanted, patience: number): Promise<Program | undefined> => {
  for (const program of machine.programs) {
    if (!(await until(machine, patience, () => well(machine, program, wanted)))) return program;
  }
  return undefined;
};
