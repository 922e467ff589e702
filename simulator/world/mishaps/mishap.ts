import type { ErrandName } from '../../../seeds/clinic.ts';
import type { Fate, FaultSite } from '../fate.ts';
import type { Visitor } from '../patient/at-the-terminal.ts';
import type { World } from '../world.ts';

/** What may break around a terminal in one session, and how often. Whatever strikes does so at its own moment. */
export interface Mishap {
  readonly site: FaultSite;
  readonly probability: number;
  /** It strikes somewhere in the first so many milliseconds of the session; 0: before it begins. */
  readonly within: number;
  /** The errands it can strike at all; all of them unless told. */
  readonly errands?: readonly ErrandName[];
  /** Returns how to mend what does not pass by itself. */
  readonly strike: (scene: Scene) => (() => void) | undefined;
}

export interface Scene {
  readonly world: World;
  readonly fate: Fate;
  readonly visitor: Visitor;
}
