import {
  hubPaths,
  mostEventsInBatch,
  signedText,
  type UsageBatch,
  type UsageCursor,
} from '../../terminal/hub-contract.ts';
import type { Signer } from '../../terminal/ports.ts';
import { nextHash, noEventsHash, type UsageEvent } from '../../terminal/usage-event.ts';
import type { InventedEpoch } from './day.ts';

export interface SignedBatch {
  readonly batch: UsageBatch;
  /** As it is sent. */
  readonly body: string;
  readonly signature: string;
  /** Where the terminal stands once the hub has it. */
  readonly cursor: UsageCursor;
}

export interface OutboxParts {
  readonly sha256: (text: string) => string;
  readonly signer: Signer;
  readonly largest?: number;
}

/** What a terminal says after `cursor`, in batches as terminals send them: each of one epoch, chained and signed. */
export function* batchesOf(
  terminal: string,
  epochs: Iterable<InventedEpoch>,
  cursor: UsageCursor | null,
  { sha256, signer, largest = mostEventsInBatch }: OutboxParts,
): Generator<SignedBatch> {
  let previous = cursor;
  for (const { epoch, events } of epochs) {
    const after = previous?.sequence ?? 0;
    const fresh = events.filter(({ sequence }) => sequence > after);
    for (let from = 0; from < fresh.length; from += largest) {
      const batch: UsageBatch = { terminal, epoch, previous, events: fresh.slice(from, from + largest) };
      const body = JSON.stringify(batch);
      previous = cursorAfter(batch, sha256);
      yield { batch, body, signature: signer.sign(signedText(hubPaths.usage, body)), cursor: previous };
    }
  }
}

function cursorAfter({ epoch, previous, events }: UsageBatch, sha256: OutboxParts['sha256']): UsageCursor {
  let hash = previous?.hash ?? noEventsHash;
  let last: UsageEvent | undefined;
  for (const event of events) {
    hash = nextHash(sha256, hash, epoch, event);
    last = event;
  }
  return { epoch, sequence: last?.sequence ?? 0, hash };
}
