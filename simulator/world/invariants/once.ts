import type { Ledgers } from '../../hospital/ledgers.ts';
import { type Violation, violated } from './violation.ts';

/** I7: no registration, charge, settlement, refund, bill or card twice. Holds at any time. */
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
  const confirmed = ledgers.confirmations().map(({ lockId }) => lockId);
  twice('confirmed', confirmed);
  const bills = ledgers.locks().filter(({ lockId }) => confirmed.includes(lockId));
  twice(
    'bill',
    bills.flatMap(({ subject }) => (subject.kind === 'bills' ? subject.billIds : [])),
  );
  const accounts = ledgers.accounts();
  const charged = accounts.filter(({ captured }) => captured > 0);
  twice(
    'charged',
    charged.map(({ lockId }) => lockId),
  );
  const settled = ledgers.settlements().filter(({ state }) => state === 'settled');
  twice(
    'settled',
    settled.flatMap(({ lockId }) => lockId ?? []),
  );
  const active = ledgers.cards().filter(({ state }) => state !== 'lost');
  twice(
    'card',
    active.map(({ recordId }) => recordId),
  );
  for (const { orderNumber, captured, delivered, refunded } of accounts) {
    if (refunded + delivered > captured) {
      found.push(violated('I7', `order ${orderNumber}: delivered ${delivered}, refunded ${refunded} of ${captured}`));
    }
  }
  for (const { orderNumber, amount, items, refunds } of ledgers.transactions()) {
    const given = refunds.filter(({ state }) => state !== 'failed').reduce((sum, refund) => sum + refund.amount, 0);
    const due = items.filter(({ state }) => state === 'refunded').reduce((sum, item) => sum + item.amount, 0);
    if (given !== due || given > amount.self) {
      found.push(violated('I7', `transaction ${orderNumber}: given back ${given}, of items ${due}`));
    }
  }
  for (const slot of ledgers.slots()) {
    if (slot.left < 0) found.push(violated('I7', `slot ${slot.slotId} was given out more often than it holds`));
  }
  return found;
}
