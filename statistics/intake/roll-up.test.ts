import { expect, test } from 'vitest';
import { type UsageEvent, visitEndings } from '../../terminal/usage-event.ts';
import { countsOfEach, oneOfEach, refund, registration, visit } from './invented-usage.ts';
import { type Counts, noCounts, rollUp } from './roll-up.ts';

const dayOf = (...events: UsageEvent[]): Counts | undefined => rollUp(events)[0]?.counts;

const counted: Record<UsageEvent['kind'], Partial<Counts>> = {
  started: { starts: 1 },
  visitEnded: { visits: 1, completed: 1, firstTries: 1, visitSeconds: 42 },
  registrationConfirmed: { registrations: 1, registrationAmount: 2_500 },
  bookingCollected: { collections: 1, collectionsPaidHere: 1, collectionAmount: 3_000 },
  checkedIn: { checkIns: 1 },
  bookingCancelled: { cancellations: 1 },
  billsPaid: { payments: 1, paymentAmount: 12_345 },
  cardIssued: { cardsIssued: 1 },
  cardCaptured: { cardsCaptured: 1 },
  reportsPrinted: { reportPrintings: 1, reports: 3 },
  pagesPrinted: { pages: 4 },
  slipPrinted: { slips: 1 },
  slipReprinted: { slipReprints: 1 },
  refunded: { refunds: 1, refundAmount: 2_500 },
  deviceFault: { deviceFaults: 1 },
  deviceChanged: {},
  serviceChanged: {},
};

test('there is an event of every kind', () => {
  expect(oneOfEach.map(({ kind }) => kind).sort()).toEqual(Object.keys(counted).sort());
});

test.each(oneOfEach)('$kind counts where it should and nowhere else', (event) => {
  expect(dayOf(event)).toEqual({ ...noCounts, ...counted[event.kind] });
});

test('the events of a day are summed', () => {
  expect(dayOf(...oneOfEach)).toEqual(countsOfEach);
  expect(dayOf(registration(1, 100), registration(2, 25))).toMatchObject({ registrations: 2, registrationAmount: 125 });
});

test('a visit that did not end with what the patient came for is a visit, not a completed one', () => {
  expect(dayOf(visit(1, 'abandoned'))).toEqual({ ...noCounts, visits: 1, abandoned: 1, visitSeconds: 42 });
});

test('the endings add up to the visits, and only a completed visit can be a first try', () => {
  const ended = visitEndings.map(
    (ending, at): UsageEvent => ({ ...visit(at + 1), ending, firstTry: true }) as UsageEvent,
  );
  const counts = dayOf(...ended);
  const { completed, abandoned, timedOut, troubled, interrupted } = counts ?? noCounts;
  expect([completed, abandoned, timedOut, troubled, interrupted]).toEqual([1, 1, 1, 1, 1]);
  expect(counts).toMatchObject({ visits: 5, firstTries: 1, visitSeconds: 5 * 42 });
});

test('a booking paid before brings no money to the terminal', () => {
  const prepaid: UsageEvent = { ...registration(1), kind: 'bookingCollected', amount: 3_000, paidHere: false };
  expect(dayOf(prepaid)).toEqual({ ...noCounts, collections: 1 });
});

test('a refund takes nothing from what was registered', () => {
  expect(dayOf(registration(1), refund(2))).toMatchObject({ registrationAmount: 2_500, refundAmount: 2_500 });
});

test('each event counts for its own business day, in whatever order the days come', () => {
  const events = [
    registration(1, 1, '2026-11-02'),
    registration(2, 20, '2026-11-01'),
    registration(3, 300, '2026-11-02'),
  ];
  expect(rollUp(events)).toMatchObject([
    { businessDay: '2026-11-02', counts: { registrations: 2, registrationAmount: 301 } },
    { businessDay: '2026-11-01', counts: { registrations: 1, registrationAmount: 20 } },
  ]);
});
