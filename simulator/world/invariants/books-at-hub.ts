import type { UsageEvent } from '../../../terminal/usage-event.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import type { UsageOfEpochs } from './usage.ts';
import { type Violation, violated } from './violation.ts';

/** How many of one kind there were, and what they came to. */
interface Sum {
  count: number;
  amount: number;
}

type Sums = Map<string, Sum>;

function add(sums: Sums, kind: string, amount: number): void {
  const sum = sums.get(kind) ?? { count: 0, amount: 0 };
  sums.set(kind, { count: sum.count + 1, amount: sum.amount + amount });
}

/** What an event counts, beside that it is one. */
const worthOf = (event: UsageEvent): number =>
  'amount' in event ? event.amount : event.kind === 'reportsPrinted' ? event.reports : 0;

const kindOf = {
  slot: 'registrationConfirmed',
  booking: 'bookingCollected',
  checkIn: 'checkedIn',
  bills: 'billsPaid',
  reports: 'reportsPrinted',
  card: undefined,
} as const;

/** What the hospital's own books say that terminals did. */
function sumsOf(ledgers: Ledgers, cardsInHands: number): Sums {
  const sums: Sums = new Map();
  const subjects = new Map(ledgers.locks().map(({ lockId, subject }) => [lockId, subject]));
  for (const { lockId, amount } of ledgers.confirmations()) {
    const subject = subjects.get(lockId);
    const kind = subject && kindOf[subject.kind];
    if (!subject || !kind) continue;
    add(sums, kind, subject.kind === 'reports' ? subject.reportIds.length : amount.total);
  }
  for (const { state, amount } of ledgers.refunds()) if (state === 'arrived') add(sums, 'refunded', amount);
  for (let card = 0; card < cardsInHands; card++) add(sums, 'cardIssued', 0);
  return sums;
}

const counted = [...Object.values(kindOf), 'refunded', 'cardIssued'];
const withoutAmount: readonly string[] = ['checkedIn', 'cardIssued'];

/**
 * I5: what the hub counts is what the hospital's own books say, to the fen: the two come by different ways. Holds when all
 * is quiet. `atHub`: of every terminal there is.
 */
export function hubAgreesWithHospital(
  ledgers: Ledgers,
  atHub: readonly UsageOfEpochs[],
  cardsInHands: number,
): Violation[] {
  const there = sumsOf(ledgers, cardsInHands);
  const here: Sums = new Map();
  for (const event of atHub.flatMap((epochs) => [...epochs.values()].flat())) add(here, event.kind, worthOf(event));
  return counted.flatMap((kind) => {
    if (kind === undefined) return [];
    const hub = here.get(kind) ?? { count: 0, amount: 0 };
    const hospital = there.get(kind) ?? { count: 0, amount: 0 };
    const isSame = hub.count === hospital.count && (withoutAmount.includes(kind) || hub.amount === hospital.amount);
    if (isSame) return [];
    const sums = `${hub.count} of ${hub.amount} at the hub, ${hospital.count} of ${hospital.amount} at the hospital`;
    return [violated('I5', `${kind}: ${sums}`)];
  });
}
