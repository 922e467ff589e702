import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Hospital } from '../hospital/client.ts';
import { type LedgerRow, ledgerNames } from '../hospital/contract/ledgers.ts';
import { dayAfter } from '../zone.ts';
import type { DifferenceClass } from './difference.ts';
import { exitCodeOf, reconcile } from './reconciliation.ts';
import { reportLines } from './report-lines.ts';
import {
  type Booked,
  begun,
  createDesk,
  type Desk,
  day,
  lock,
  midnight,
  nextDay,
  noon,
  open,
  payment,
  price,
  release,
  self,
  settle,
  showCode,
  stories,
  zone,
} from './scripted-day.ts';

type Story = keyof typeof stories;
const storyNames = Object.keys(stories) as Story[];

const days = fc.array(
  fc.record({ story: fc.constantFrom(...storyNames), second: fc.integer({ min: 0, max: 86_000 }) }),
  { minLength: 1, maxLength: 12 },
);

function lived(orders: readonly { readonly story: Story; readonly second: number }[]): Desk {
  const desk = createDesk();
  for (const [at, { story, second }] of orders.entries()) {
    desk.at(midnight + second * 1000);
    stories[story](desk, `O${at}`);
  }
  return desk;
}

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
  desk.at(noon);
});

test('books made from the same orders match, row for row, and reading them twice says the same', async () => {
  await fc.assert(
    fc.asyncProperty(days, async (orders) => {
      const it = lived(orders);
      const found = await it.reconcile();
      expect(found.differences).toEqual([]);
      for (const { book, here, there, match } of found.books) {
        expect([here, there]).toEqual([match, match]);
        expect(match).toBe(it.books[book].length);
      }
      expect(found.cases.every(({ kind }) => kind === 'refundFailed')).toBe(true);
      expect(found.cases).toHaveLength(orders.filter(({ story }) => story === 'bounced').length);
      expect(exitCodeOf(found)).toBe(0);
      expect(await it.reconcile()).toEqual(found);
    }),
    { numRuns: 60 },
  );
});

type Plant = (it: Booked, book: Booked[]) => void;
const wrongState = { paid: 'closed', closed: 'paid', arrived: 'accepted', settled: 'undoing' } as const;
/** Each fault, in a row it can be planted in. */
const plants: readonly [string, DifferenceClass, (row: LedgerRow) => boolean, Plant][] = [
  ['a row is gone', 'onlyHere', ({ state }) => state !== 'closed', (it, book) => book.splice(book.indexOf(it), 1)],
  ['a row stands twice', 'onlyThere', () => true, (it, book) => book.push({ day, row: { ...it.row } })],
  [
    'a row of nobody',
    'onlyThere',
    () => true,
    ({ row }, book) => book.push({ day, row: { ...row, orderNumber: 'X', reference: 'X' } }),
  ],
  [
    'another amount',
    'amountDiffers',
    () => true,
    (it) => {
      it.row.amount += 1;
    },
  ],
  [
    'another state',
    'stateDiffers',
    ({ state }) => state in wrongState,
    (it) => {
      it.row.state = wrongState[it.row.state as keyof typeof wrongState];
    },
  ],
  [
    'booked a day later',
    'crossesMidnight',
    () => true,
    (it) => {
      it.day = nextDay;
    },
  ],
  [
    'booked a day earlier',
    'crossesMidnight',
    () => true,
    (it) => {
      it.day = dayAfter(day, -1);
    },
  ],
  [
    'marked as a test',
    'test',
    () => true,
    (it) => {
      it.row.test = true;
    },
  ],
];

test.each(plants)('planted: %s is found as %s, and nothing else is', async (_, expected, fits, plant) => {
  let planted = 0;
  await fc.assert(
    fc.asyncProperty(days, fc.nat(), async (orders, which) => {
      const it = lived(orders);
      const spots = ledgerNames.flatMap((ledger) =>
        it.books[ledger].filter(({ row }) => fits(row)).map((row) => ({ ledger, row })),
      );
      const spot = spots[which % spots.length];
      if (!spot) return;
      planted += 1;
      plant(spot.row, it.books[spot.ledger]);
      const found = await it.reconcile();
      expect(found.differences).toHaveLength(1);
      expect(found.differences[0]).toMatchObject({ class: expected, book: spot.ledger });
      expect(found.differences[0]?.remedy).not.toContain('\n');
      expect(exitCodeOf(found)).toBe(expected === 'crossesMidnight' || expected === 'test' ? 0 : 1);
    }),
    { numRuns: 40 },
  );
  expect(planted).toBeGreaterThan(10);
});

test('a row under another order’s number is not the one that is looked for', async () => {
  stories.paid(desk, 'O1');
  const [row] = desk.books.platform;
  if (row) row.row.orderNumber = 'O2';
  const { differences } = await desk.reconcile();
  expect(differences.map((it) => [it.class, it.order])).toEqual([
    ['onlyThere', 'O2'],
    ['onlyHere', 'O1'],
  ]);
});

test('what crosses midnight is said on both days, and once as a row of each', async () => {
  desk.at(midnight + 86_400_000 - 3500);
  open(desk, 'O1');
  lock(desk, 'O1');
  desk.order('O1', begun('createPayment'));
  desk.book('platform', payment('O1', 'paid'), day);
  desk.order('O1', { kind: 'payment.paid' });
  const crossing = [{ class: 'crossesMidnight', here: { day: nextDay }, there: { day } }];
  expect((await desk.reconcile(day)).differences).toMatchObject(crossing);
  expect((await desk.reconcile(nextDay)).differences).toMatchObject(crossing);
});

test('what a terminal without power learnt days later is found on the day it happened', async () => {
  open(desk, 'O1');
  lock(desk, 'O1');
  showCode(desk, 'O1');
  desk.book('platform', payment('O1', 'paid'));
  const monday = dayAfter(day, 3);
  desk.at(noon + 3 * 86_400_000);
  desk.order('O1', { kind: 'payment.paid' });
  for (const on of [day, monday]) {
    expect((await desk.reconcile(on)).differences).toMatchObject([
      { class: 'crossesMidnight', here: { day: monday }, there: { day } },
    ]);
  }
});

test('an order closed by the platform alone is told as such: the terminal has only to run', async () => {
  open(desk, 'O1');
  lock(desk, 'O1');
  showCode(desk, 'O1');
  desk.book('platform', payment('O1', 'closed'));
  const found = await desk.reconcile();
  expect(found.differences).toMatchObject([
    { class: 'stateDiffers', order: 'O1', here: { state: 'open' }, there: { state: 'closed' } },
  ]);
  expect(found.differences[0]?.remedy).toContain('Let it run');
  expect(found.cases).toMatchObject([{ kind: 'unfinished', order: 'O1' }]);
});

test('open cases come with the journal’s own account of them', async () => {
  stories.bounced(desk, 'O1');
  open(desk, 'O2', { insuranceToken: 't', settle: 'beforePayment' });
  lock(desk, 'O2');
  settle(desk, 'O2');
  desk.order('O2', { kind: 'order.abandoned', why: 'patient' }, begun('undoInsurance'));
  desk.order('O2', { kind: 'act.refused', act: 'undoInsurance', code: 'undoRefused' });
  release(desk, 'O2');
  const { cases, differences } = await desk.reconcile();
  expect(differences).toEqual([]);
  expect(cases).toMatchObject([
    { kind: 'refundFailed', order: 'O1', reference: 'O1-F', amount: self },
    { kind: 'insuranceStuck', order: 'O2', reference: 'O2-S', amount: price - self },
  ]);
  expect(cases[0]?.evidence.map(({ what }) => what)).toEqual([
    'opened: slot',
    'lock begun',
    'lock.held',
    'createPayment begun',
    'payment.open',
    'payment.paid',
    'confirm begun',
    'confirm refused: clinicCancelled',
    'refund begun',
    'refund.accepted',
    'refund.failed',
    'releaseLock begun',
    'lock.released',
  ]);
  expect(cases[1]?.evidence).toContainEqual({
    at: expect.stringMatching(/^2026-11-20T04:/),
    what: 'undoInsurance refused: undoRefused',
  });
  expect((await desk.reconcile(nextDay)).cases).toEqual([]);
});

test('at a terminal for tests nothing is anybody’s to do', async () => {
  stories.paid(desk, 'O1');
  desk.books.platform.length = 0;
  desk.write({ kind: 'supply.counted', device: 'cardDispenser', count: 10 });
  desk.write({ kind: 'supply.counted', device: 'cardDispenser', count: 9 });
  const found = await desk.reconcile(day, 'TEST-1');
  expect(found.differences.map((it) => [it.class, it.book])).toEqual([
    ['test', 'hospital'],
    ['test', 'platform'],
    ['test', 'cards'],
  ]);
  expect(exitCodeOf(found)).toBe(0);
});

test('a book that cannot be had is said so after three tries, and the others are compared', async () => {
  stories.insured(desk, 'O1');
  desk.books.hospital.length = 0;
  desk.silence('platform');
  const found = await desk.reconcile();
  expect(found.notFetched).toEqual([{ book: 'platform', day: dayAfter(day, -1), why: 'no answer' }]);
  expect(desk.asked).toBe(3 + 3 + 3);
  expect(found.books.map(({ book }) => book)).toEqual(['hospital', 'insurance']);
  expect(found.differences).toMatchObject([{ class: 'onlyHere', book: 'hospital' }]);
  expect(exitCodeOf(found)).toBe(2);
  expect(reportLines(found)).toContainEqual(expect.stringContaining('platform: NOT COMPARED'));
  expect(reportLines(found).at(-1)).toBe('2026-11-20: 1 match, 1 onlyHere, 1 book not compared');
});

test('a book whose pages go round is not read for ever', async () => {
  const round = { ok: true, value: { ledger: 'hospital', rows: [], next: '0' }, serverTime: 0 };
  const hospital = { call: async () => round } as unknown as Hospital;
  const clock = createVirtualClock(0);
  const found = await reconcile({ hospital, clock, terminal: 'T-1', zone, day, records: [] });
  expect(found.notFetched.map(({ why }) => why)).toEqual(Array(3).fill('its pages do not come to an end'));
});
