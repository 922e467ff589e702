import type { ProblemCode } from './problem.ts';
import type { HubStore } from './store/hub-store.ts';

/** What the hub tells the log: kinds of events and numbers, never what a batch carried. */
export type HubEvent =
  | {
      readonly event: 'usage.taken';
      readonly terminal: string;
      /** Events that were new. */
      readonly fresh: number;
      /** Events of the batch the hub had already. */
      readonly repeated: number;
      readonly upTo: number;
    }
  | { readonly event: 'usage.refused'; readonly code: ProblemCode; readonly terminal?: string }
  | { readonly event: 'hub.failed'; readonly cause: string };

export type HubLog = (event: HubEvent) => void;

/** Everything the hub needs of the outside. */
export interface HubPorts {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly clock: { now(): number };
  readonly store: HubStore;
  readonly log: HubLog;
}
