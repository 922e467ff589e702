import { type RawBuilder, sql } from 'kysely';
import type { UsageEvent, VisitEnding } from '../../terminal/usage-event.ts';
import type { CountName } from '../intake/roll-up.ts';

type Kind = UsageEvent['kind'];

const when = (condition: RawBuilder<unknown>, value: RawBuilder<unknown> = sql`1`): RawBuilder<number> =>
  sql<number>`case when ${condition} then ${value} else 0 end`;
const kind = (name: Kind) => sql`kind = ${sql.lit(name)}`;
const times = (name: Kind) => when(kind(name));
const ended = (ending: VisitEnding) => when(sql`kind = 'visitEnded' and ending = ${sql.lit(ending)}`);
const paidHere = sql`kind = 'bookingCollected' and paid_here = 1`;
const column = (name: string) => sql`${sql.raw(name)}`;

/** What a row of `usage_event` counts for: `countsOf` of `intake/roll-up.ts`, said to a database. */
export const eventCounts: Readonly<Record<CountName, RawBuilder<number>>> = {
  visits: times('visitEnded'),
  completed: ended('completed'),
  registrations: times('registrationConfirmed'),
  registrationAmount: when(kind('registrationConfirmed'), column('amount')),
  refunds: times('refunded'),
  refundAmount: when(kind('refunded'), column('amount')),
  deviceFaults: times('deviceFault'),
  collections: times('bookingCollected'),
  collectionsPaidHere: when(paidHere),
  collectionAmount: when(paidHere, column('amount')),
  checkIns: times('checkedIn'),
  cancellations: times('bookingCancelled'),
  payments: times('billsPaid'),
  paymentAmount: when(kind('billsPaid'), column('amount')),
  cardsIssued: times('cardIssued'),
  cardsCaptured: times('cardCaptured'),
  reportPrintings: times('reportsPrinted'),
  pages: when(kind('pagesPrinted'), column('pages')),
  slipReprints: times('slipReprinted'),
  abandoned: ended('abandoned'),
  timedOut: ended('timedOut'),
  troubled: ended('trouble'),
  interrupted: ended('interrupted'),
  firstTries: when(sql`kind = 'visitEnded' and ending = 'completed' and first_try = 1`),
  visitSeconds: when(kind('visitEnded'), column('seconds')),
  reports: when(kind('reportsPrinted'), column('reports')),
  slips: times('slipPrinted'),
  starts: times('started'),
};
