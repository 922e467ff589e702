import type { Clock } from '../../device-drivers/contract/clock.ts';

/** The clock of a world: what is to happen in it can be set for an instant exactly. */
export interface WorldClock extends Clock {
  /** Runs `task` once at an instant, UTC milliseconds and parts of them; one in the past is now. */
  at(instant: number, task: () => void): () => void;
}
