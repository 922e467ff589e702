import type { NetworkRequest } from '../../terminal/hospital/network.ts';
import { brokenAt, recordsAfter } from '../../terminal/journal/journal.ts';
import type { JournalRecord, JournalStore } from '../../terminal/journal/store.ts';
import type { Act } from '../../terminal/money/order.ts';
import { usageOf } from '../../terminal/usage/reading.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { Ledgers } from '../hospital/ledgers.ts';

/** A promise of the terminal that was not kept: which, and the numbers of the things it was not kept for. */
export interface Violation {
  readonly invariant: 'I1' | 'I4' | 'I5' | 'I6' | 'I7';
  readonly what: string;
}

const violated = (invariant: Violation['invariant'], what: string): Violation => ({ invariant, what });

/**
 * I1: every captured payment ends delivered, refunded, or as an open case with evidence in the journal; to the fen.
 * Holds when all is quiet.
 */
export function moneyIsAccountedFor(ledgers: Ledgers, journal: JournalStore): Violation[] {
  return ledgers.accounts().flatMap(({ orderNumber, captured, delivered, refunded }) => {
    const order = journal.order(orderNumber);
    const open = order?.state === 'refundFailed' ? captured - delivered - refunded : 0;
    const found: Violation[] = [];
    if (captured !== delivered + refunded + open) {
      const sums = `captured ${captured}, delivered ${delivered}, refunded ${refunded}, open ${open}`;
      found.push(violated('I1', `order ${orderNumber} (${order?.state ?? 'not in the journal'}): ${sums}`));
    }
    if (captured > 0 && delivered > 0 !== (order?.state === 'fulfilled')) {
      found.push(
        violated('I1', `order ${orderNumber}: the journal says ${order?.state}, the hospital gave ${delivered}`),
      );
    }
    return found;
  });
}

/** I4: the chain is whole, and every record whose writing was acknowledged is there. */
export function journalIsWhole(journal: JournalStore, acknowledged: JournalRecord | undefined): Violation[] {
  const broken = brokenAt(journal);
  if (broken) return [violated('I4', `record ${broken.sequence} ${broken.why}`)];
  if (!acknowledged) return [];
  const [there] = journal.read(acknowledged.sequence - 1, 1);
  return there?.hash === acknowledged.hash ? [] : [violated('I4', `record ${acknowledged.sequence} is not there`)];
}

const outwardActs: readonly { readonly act: Act; readonly request: RegExp }[] = [
  { act: 'lockSlot', request: /^PUT .*\/locks\/([^/]+)$/ },
  { act: 'releaseLock', request: /^POST .*\/locks\/([^/]+)\/release$/ },
  { act: 'createPayment', request: /^PUT .*\/payment-orders\/([^/]+)$/ },
  { act: 'closePayment', request: /^POST .*\/payment-orders\/([^/]+)\/close$/ },
  { act: 'confirm', request: /^PUT .*\/registrations\/([^/]+)$/ },
  { act: 'refund', request: /^PUT .*\/refunds\/([^/]+)$/ },
];

/** I4: no outward act leaves the terminal before its intent is in the journal. Looked at when a request is sent. */
export function actIsIntended({ method, url }: NetworkRequest, journal: JournalStore): Violation[] {
  for (const { act, request } of outwardActs) {
    const number = request.exec(`${method} ${url}`)?.[1];
    if (number === undefined) continue;
    const order = journal
      .openOrders()
      .find((it) => it.order === number || it.lockId === number || it.refundNumber === number);
    return order?.unresolved === act ? [] : [violated('I4', `${act} of ${number} was sent before it was written down`)];
  }
  return [];
}

/** I5: the hub has the journal's usage events, each once. Holds when all is quiet. */
export function usageArrived(journal: JournalStore, zone: string, atHub: readonly UsageEvent[]): Violation[] {
  const here = [...recordsAfter(journal, 0)].flatMap((record) => usageOf(record, zone) ?? []);
  const text = (events: readonly UsageEvent[]) => JSON.stringify(events.map((event) => sorted(event)));
  return text(here) === text(atHub)
    ? []
    : [violated('I5', `${here.length} in the journal, ${atHub.length} at the hub`)];
}

const sorted = (event: UsageEvent) => Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));

/** I7: no registration, charge or refund twice. Holds at any time. */
export function nothingHappenedTwice(ledgers: Ledgers): Violation[] {
  const found: Violation[] = [];
  const twice = (what: string, keys: readonly string[]) => {
    const seen = new Set<string>();
    for (const key of keys) {
      if (seen.has(key)) found.push(violated('I7', `${what} twice: ${key}`));
      seen.add(key);
    }
  };
  const registrations = ledgers.registrations();
  twice(
    'registered',
    registrations.map(({ recordId, day, department }) => `${recordId} ${day} ${department.zh}`),
  );
  twice(
    'queue number',
    registrations.map(({ doctor, day, queueNumber }) => `${doctor.zh} ${day} ${queueNumber}`),
  );
  twice(
    'charged',
    ledgers
      .accounts()
      .filter(({ captured }) => captured > 0)
      .map(({ lockId }) => lockId),
  );
  for (const { orderNumber, captured, delivered, refunded } of ledgers.accounts()) {
    if (refunded > captured) found.push(violated('I7', `order ${orderNumber}: refunded ${refunded} of ${captured}`));
    if (delivered > 0 && refunded > 0) found.push(violated('I7', `order ${orderNumber}: delivered and refunded`));
  }
  for (const slot of ledgers.slots()) {
    if (slot.left < 0) found.push(violated('I7', `slot ${slot.slotId} was given out more often than it holds`));
  }
  return found;
}
