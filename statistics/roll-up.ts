import type { UsageEvent } from '../terminal/usage-event.ts';

/**
 * Everything that is counted and in what: the HTTP interface, the CSV and the columns of the store follow from it. A new
 * count goes to the end, where it moves no column of the CSV; amounts are gross, whoever bore them.
 */
export const countUnits = {
  visits: 'times',
  /** Visits that ended with what the patient came for. */
  completed: 'times',
  /** Confirmed by the hospital, of today or ahead. */
  registrations: 'times',
  registrationAmount: 'fen',
  refunds: 'times',
  refundAmount: 'fen',
  deviceFaults: 'times',
  /** Bookings that became a number. */
  collections: 'times',
  /** Of the collections those that were paid at the terminal; a prepaid one brings no money here. */
  collectionsPaidHere: 'times',
  /** Of those paid here. */
  collectionAmount: 'fen',
  checkIns: 'times',
  /** Bookings given back. */
  cancellations: 'times',
  /** Bills paid in one go. */
  payments: 'times',
  paymentAmount: 'fen',
  /** Cards in patients' hands. */
  cardsIssued: 'times',
  /** Cards that went into a bin. */
  cardsCaptured: 'times',
  /** Printings that came to their end; one may hold several reports. */
  reportPrintings: 'times',
  /** Sheets of reports that came out, of whole printings and of others. */
  pages: 'times',
  slipReprints: 'times',
} as const satisfies Record<string, 'times' | 'fen'>;

export type CountName = keyof typeof countUnits;
export type Counts = Readonly<Record<CountName, number>>;

export const countNames = Object.keys(countUnits) as readonly CountName[];

/** What happened at one terminal on one business day. */
export interface DayCounts {
  /** YYYY-MM-DD in the terminal's zone. */
  readonly businessDay: string;
  readonly counts: Counts;
}

const countsBy = (count: (name: CountName) => number): Counts =>
  Object.fromEntries(countNames.map((name) => [name, count(name)])) as Counts;

export const noCounts: Counts = countsBy(() => 0);

export const addCounts = (a: Counts, b: Partial<Counts>): Counts => countsBy((name) => a[name] + (b[name] ?? 0));

/** What one event counts for. A refund takes nothing from a registration or a payment, it stands apart. */
const countsOf = (event: UsageEvent): Partial<Counts> => {
  switch (event.kind) {
    case 'visitEnded':
      return { visits: 1, completed: event.ending === 'completed' ? 1 : 0 };
    case 'registrationConfirmed':
      return { registrations: 1, registrationAmount: event.amount };
    case 'bookingCollected':
      return { collections: 1, ...(event.paidHere && { collectionsPaidHere: 1, collectionAmount: event.amount }) };
    case 'checkedIn':
      return { checkIns: 1 };
    case 'bookingCancelled':
      return { cancellations: 1 };
    case 'billsPaid':
      return { payments: 1, paymentAmount: event.amount };
    case 'cardIssued':
      return { cardsIssued: 1 };
    case 'cardCaptured':
      return { cardsCaptured: 1 };
    case 'reportsPrinted':
      return { reportPrintings: 1 };
    case 'pagesPrinted':
      return { pages: event.pages };
    case 'slipReprinted':
      return { slipReprints: 1 };
    case 'refunded':
      return { refunds: 1, refundAmount: event.amount };
    case 'deviceFault':
      return { deviceFaults: 1 };
  }
};

/** The events summed by the business day each counts for. */
export const rollUp = (events: readonly UsageEvent[]): DayCounts[] => {
  const days = new Map<string, Counts>();
  for (const event of events) {
    days.set(event.businessDay, addCounts(days.get(event.businessDay) ?? noCounts, countsOf(event)));
  }
  return [...days].map(([businessDay, counts]) => ({ businessDay, counts }));
};
