import type { UsageEvent, VisitEnding } from '../../terminal/usage-event.ts';

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
  /** Visits the patient left, or fell silent in, or that ended in trouble, or with the power: with `completed` all visits. */
  abandoned: 'times',
  timedOut: 'times',
  troubled: 'times',
  interrupted: 'times',
  /** Completed visits in which nothing had to be done twice. */
  firstTries: 'times',
  /** Of all visits together. */
  visitSeconds: 'seconds',
  /** Reports in the printings that came to their end. */
  reports: 'times',
  slips: 'times',
  /** Times the terminal started. */
  starts: 'times',
} as const satisfies Record<string, 'times' | 'fen' | 'seconds'>;

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

export const countOfEnding = {
  completed: 'completed',
  abandoned: 'abandoned',
  timedOut: 'timedOut',
  trouble: 'troubled',
  interrupted: 'interrupted',
} as const satisfies Record<VisitEnding, CountName>;

/** What is counted of the visits themselves, whatever they were for. */
export const visitCounts = [
  'visits',
  'completed',
  'abandoned',
  'timedOut',
  'troubled',
  'interrupted',
  'firstTries',
  'visitSeconds',
] as const satisfies readonly CountName[];

/** What one event counts for. A refund takes nothing from a registration or a payment, it stands apart. */
export const countsOf = (event: UsageEvent): Partial<Counts> => {
  switch (event.kind) {
    case 'started':
      return { starts: 1 };
    case 'visitEnded':
      return {
        visits: 1,
        [countOfEnding[event.ending]]: 1,
        visitSeconds: event.seconds,
        ...(event.ending === 'completed' && event.firstTry && { firstTries: 1 }),
      };
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
      return { reportPrintings: 1, reports: event.reports };
    case 'pagesPrinted':
      return { pages: event.pages };
    case 'slipPrinted':
      return { slips: 1 };
    case 'slipReprinted':
      return { slipReprints: 1 };
    case 'refunded':
      return { refunds: 1, refundAmount: event.amount };
    case 'deviceFault':
      return { deviceFaults: 1 };
    case 'deviceChanged':
    case 'serviceChanged':
      return {};
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
