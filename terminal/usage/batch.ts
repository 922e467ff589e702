import { mostEventsInBatch, type UsageBatch, type UsageCursor } from '../hub-contract.ts';
import type { JournalStore } from '../journal/store.ts';
import { sha256Hex } from '../sha256.ts';
import { nextHash, noEventsHash, type UsageEvent } from '../usage-event.ts';
import { usageAfter } from './reading.ts';

export interface NextBatch {
  readonly batch: UsageBatch;
  /** The batch's last event: where the cursor stands when the hub has it. */
  readonly reached: UsageCursor;
}

/** The events after the cursor, of one epoch, as many as a batch may have. Nothing when there are none. */
export function nextBatch(store: JournalStore, terminal: string, zone: string): NextBatch | undefined {
  const previous = store.uploaded();
  const events: UsageEvent[] = [];
  let reached = previous;
  for (const { epoch, event } of usageAfter(store, previous, zone)) {
    if (events.length > 0 && epoch !== reached?.epoch) break;
    const hash = nextHash(sha256Hex, reached?.hash ?? noEventsHash, epoch, event);
    reached = { epoch, sequence: event.sequence, hash };
    if (events.push(event) === mostEventsInBatch) break;
  }
  if (!reached || events.length === 0) return undefined;
  return { batch: { terminal, epoch: reached.epoch, previous, events }, reached };
}
