import type { Kysely } from 'kysely';
import type { UsageCursor } from '../../terminal/hub-contract.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { AlarmKind, Tables } from './tables.ts';

/** How far one epoch of a terminal was heard. The hash is empty where it was heard before events were chained. */
export interface EpochMark extends UsageCursor {
  /** What it followed; null for a terminal's first. */
  readonly follows: { readonly epoch: string; readonly sequence: number } | null;
}

/** What the hub knows of a terminal that brings something, as far as it matters to what it brings. */
export interface Standing {
  /** Ed25519 in hex; absent when no such terminal is enrolled. */
  readonly publicKey?: string;
  readonly revoked: boolean;
  /** The epoch of the last event taken; absent before the first. */
  readonly current?: EpochMark;
  /** Of the epochs asked about those the hub has heard. */
  readonly known: ReadonlyMap<string, EpochMark>;
  /** Of the epochs asked about those that another one follows already. */
  readonly followed: ReadonlySet<string>;
}

/** Opened unless one of its kind is open at the terminal. */
export interface AlarmCause {
  readonly kind: AlarmKind;
  /** In one word; empty where there is nothing to add. */
  readonly detail: string;
  /** UTC milliseconds of the hub's clock. */
  readonly at: number;
}

/** What a batch adds to the store, all of it or none. */
export interface Intake {
  /** The epoch these events are of, how far it is heard with them, and what it follows. */
  readonly mark: EpochMark;
  /** In the order of their sequence, every one of them past the mark before. */
  readonly events: readonly UsageEvent[];
  /** Of `events` those that are kept and counted nowhere, by sequence. */
  readonly quarantined: ReadonlySet<number>;
  /** UTC milliseconds of the hub's clock. */
  readonly heardAt: number;
  readonly alarms: readonly AlarmCause[];
}

export interface Decision<Answer> {
  readonly answer: Answer;
  /** Absent when there is nothing to write. */
  readonly intake?: Intake;
  /** To be opened although nothing is taken. */
  readonly alarms?: Intake['alarms'];
}

/**
 * Where the hub keeps what terminals reported. A promise rejects when the store itself failed (disk full, connection
 * lost); then nothing was written.
 */
export interface IntakeStore {
  /**
   * One transaction on one terminal: locks it, lets `decide` look at how it stands with these epochs, writes the intake
   * with the roll-ups it moves. Resolves with the answer once that is durable. An event that is there already rejects the
   * whole intake. `decide` is called once and may not wait.
   */
  take<Answer>(
    terminal: string,
    epochs: readonly string[],
    decide: (standing: Standing) => Decision<Answer>,
  ): Promise<Answer>;
  /** Events of one epoch of a terminal after a sequence, in order, at most `limit`; quarantined ones too. */
  events(terminal: string, epoch: string, after: number, limit: number): Promise<readonly UsageEvent[]>;
  /** The epochs of a terminal that were heard, in the order in which they were opened. */
  epochs(terminal: string): Promise<readonly EpochMark[]>;
}

export interface Connections {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
}

/** The hub's SQL database, its tables up to date. Columns are named as in `Tables`. */
export interface HubDatabase {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** How many connections work, rest, and are waited for. */
  connections(): Connections;
  close(): Promise<void>;
}
