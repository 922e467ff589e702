/** A rule of the contract and how it is tried. */
import type { Scene } from './scene.ts';

export interface Rule {
  /** Such as `lock.sameId`. */
  readonly id: string;
  /** What the contract says, in one sentence. */
  readonly says: string;
  /** Returns when the rule was kept; throws `Broken` or `NotTried`, and nothing else unless there is a bug. */
  try(scene: Scene): Promise<void>;
}

export interface Group {
  readonly title: string;
  readonly rules: readonly Rule[];
}
