import {
  type LifeOptions,
  type Lifetime,
  liveThrough,
  seedOfWorld,
  sessionsAt,
  sessionsOfWorld,
} from '../world/lifetime.ts';
import type { RunOptions } from './options.ts';

/** How the sessions of a run are divided into worlds, each of which is lived for itself. */
type Plan = Pick<RunOptions, 'sessions' | 'seed' | 'terminals'>;

const sessionsOfOne = ({ terminals }: Plan) => sessionsOfWorld * terminals;

export const worldsOf = (plan: Plan): number => Math.ceil(plan.sessions / sessionsOfOne(plan));

/** For each terminal of a world the numbers of its sessions; the last world of a run may have fewer. */
export function sessionsOf(plan: Plan, world: number): readonly (readonly number[])[] {
  const left = plan.sessions - world * sessionsOfOne(plan);
  return sessionsAt(Math.min(sessionsOfOne(plan), left), plan.terminals);
}

export const livedWorld = (plan: Plan, world: number, options?: LifeOptions): Promise<Lifetime> =>
  liveThrough(seedOfWorld(plan.seed, world), sessionsOf(plan, world), options);
