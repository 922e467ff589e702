/** Lines of the format of `@statelyai/inspect` 0.7. Times are UTC milliseconds written as text, and `id` is always null. */

/** The format's, which an inspector looks for. */
export const version = '0.7.2';

export interface Line {
  readonly sessionId: string;
  readonly rootId: string;
  readonly createdAt: string;
  readonly id: null;
  readonly _version: string;
}

export interface ActorLine extends Line {
  readonly type: '@xstate.actor';
  readonly name: string;
  readonly parentId: string | undefined;
  /** JSON of what the machine is made of. */
  readonly definition: string;
  readonly snapshot: unknown;
}

export interface EventLine extends Line {
  readonly type: '@xstate.event';
  readonly sourceId: string | undefined;
  readonly event: unknown;
}

export interface SnapshotLine extends Line {
  readonly type: '@xstate.snapshot';
  readonly event: unknown;
  readonly snapshot: unknown;
}
