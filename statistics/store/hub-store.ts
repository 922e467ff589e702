import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { Counts, DayCounts } from '../roll-up.ts';

/** How far the hub has heard a terminal. */
export interface Watermark {
  /** The sequence up to which everything of the terminal is in the store; 0 before its first event. */
  readonly upTo: number;
  /** UTC milliseconds of the hub's clock at the last intake; absent before the first. */
  readonly heardAt?: number;
}

/** What a batch adds to the store, all of it or none. */
export interface Intake {
  /** In the order of their sequence, every one of them past the watermark. */
  readonly events: readonly UsageEvent[];
  /** What these events add to the terminal's days. */
  readonly days: readonly DayCounts[];
  readonly upTo: number;
  readonly heardAt: number;
}

export interface Decision<Answer> {
  readonly answer: Answer;
  /** Absent when there is nothing to write. */
  readonly intake?: Intake;
}

/**
 * Where the hub keeps what terminals reported. Every key starts with the terminal, so that a store may be split by it.
 * A promise rejects when the store itself failed (disk full, connection lost); then nothing was written.
 */
export interface HubStore {
  /**
   * One transaction on one terminal: locks its watermark, lets `decide` look at it, writes the intake and moves the
   * watermark. Resolves with the answer once that is durable. An event whose sequence is there already rejects the
   * whole intake. `decide` is called once and may not wait.
   */
  take<Answer>(terminal: string, decide: (watermark: Watermark) => Decision<Answer>): Promise<Answer>;
  /**
   * Sums of the roll-up from one business day to another, both included, YYYY-MM-DD. A terminal without a counted day
   * in between has no entry.
   */
  usage(from: string, to: string): Promise<ReadonlyMap<string, Counts>>;
  /** When each terminal was last heard, UTC milliseconds. */
  lastHeard(): Promise<ReadonlyMap<string, number>>;
  /** Events of a terminal after a sequence, in order, at most `limit` of them. */
  events(terminal: string, after: number, limit: number): Promise<readonly UsageEvent[]>;
  close(): Promise<void>;
}
