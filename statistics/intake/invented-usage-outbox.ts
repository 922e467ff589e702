/** What a terminal's outbox makes of its events, for tests: signed batches, and the cursors between them. */
import { hubPaths, type UsageBatch, type UsageCursor } from '../../terminal/hub-contract.ts';
import { nextHash, noEventsHash, type UsageEvent } from '../../terminal/usage-event.ts';
import type { Arrival } from './collecting.ts';
import { keyOf } from './invented-terminal.ts';
import { nodeSeals } from './node-seals.ts';

const { sha256 } = nodeSeals();

/** The cursor after events of an epoch that follow `previous`. */
export const cursorAfter = (
  previous: UsageCursor | null,
  epoch: string,
  events: readonly UsageEvent[],
): UsageCursor => {
  const hash = events.reduce((before, event) => nextHash(sha256, before, epoch, event), previous?.hash ?? noEventsHash);
  return { epoch, sequence: events.at(-1)?.sequence ?? previous?.sequence ?? 0, hash };
};

export const inventedOutbox = (terminal: string, key = keyOf()) => ({
  terminal,
  publicKey: key.publicKey,
  signed: (batch: unknown): Arrival => key.signed(hubPaths.usage, batch),
  batch: (epoch: string, previous: UsageCursor | null, events: readonly UsageEvent[]): Arrival =>
    key.signed(hubPaths.usage, { terminal, epoch, previous, events: [...events] } satisfies UsageBatch),
});
export type InventedOutbox = ReturnType<typeof inventedOutbox>;
