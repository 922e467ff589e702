import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Booking } from '../../hospital/contract/records.ts';
import type { Split } from '../../screen/parts.ts';
import { type Ending, troubled } from '../ending.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import type { settlementMachine } from '../settlement/settlement-machine.ts';
import type { Settled } from '../settlement/settlement-setup.ts';
import type { Trial } from '../trial.ts';
import { collectionMachine } from './collection-machine.ts';
import { collectionScreen } from './collection-screen.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const booking = (bookingId: string, more: Partial<Booking> = {}): Booking => ({
  bookingId,
  channel: 'app',
  state: 'booked',
  payment: 'unpaid',
  day: '2026-11-21',
  from: '08:30',
  to: '09:00',
  department: text('heart'),
  doctor: text('doctor'),
  place: text('room'),
  price: 2500,
  paid: 0,
  collect: 'now',
  collectFrom: '08:00',
  collectUntil: '09:00',
  mayCancel: true,
  mayCheckIn: false,
  ...more,
});
/** Nothing can be done with it. */
const idle = (bookingId: string, more: Partial<Booking>) => booking(bookingId, { mayCancel: false, ...more });

const patient: KnownPatient = { recordId: 'R1', masked: '张*三', insuranceToken: 'token', hasCard: true };
const policy = { insurance: null } as Capabilities;
const at = { zone: 'Asia/Shanghai', scan: true };
const split: Split = { total: 2500, insured: 1500, self: 1000 };
const nothing: Split = { total: 0, insured: 0, self: 0 };
const ended: Ending = troubled('tooLate');
const when = [
  { label: 'patient', value: { plain: '张*三' } },
  { label: 'when', value: { day: '2026-11-21', from: '08:30', to: '09:00' } },
  { label: 'department', value: { text: text('heart') } },
  { label: 'doctor', value: { text: text('doctor') } },
  { label: 'where', value: { text: text('room') } },
];
const price = { label: 'price', value: { fen: 2500 } };

let clock: VirtualClock;
let actor: Actor<typeof collectionMachine>;
let bookings: Loaded<{ bookings: readonly Booking[] }>;
let loads: number;
let trials: Trial[];
let trial: Loaded<{ split: Split }>;
let requests: OrderRequest[];
let settle: (settled: Settled) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  trial = { ok: true, split };
  loads = 0;
  trials = [];
  requests = [];
});

interface Given {
  readonly list: readonly Booking[];
  /** The booking whose code was shown. */
  readonly code?: string;
  readonly rules?: Capabilities;
  readonly who?: Identified;
}

/** Begins the errand, and lets the hospital answer. */
async function begin({ list, code, rules = policy, who }: Given) {
  bookings = { ok: true, bookings: list };
  const known = code === undefined ? patient : { ...patient, bookingId: code };
  const identified: Identified = who ?? { kind: 'patient', patient: known };
  const machine = collectionMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => identified) as unknown as typeof identifyMachine,
      settlement: fromPromise<Settled, OrderRequest>(
        ({ input }) =>
          new Promise((resolve) => {
            requests.push(input);
            settle = resolve;
          }),
      ) as unknown as typeof settlementMachine,
      loadBookings: fromPromise(async () => {
        loads += 1;
        return bookings;
      }),
      trial: fromPromise(async ({ input }) => {
        trials.push(input);
        return trial;
      }),
    },
  });
  actor = createActor(machine, { input: { today: '2026-11-21', ways: ['idCard', 'booking'], policy: rules } }).start();
  await clock.advance(0);
}

const value = () => actor.getSnapshot().value;
const output = () => actor.getSnapshot().output;
const screen = () => collectionScreen(actor.getSnapshot(), at);

async function choose(...ids: string[]) {
  for (const id of ids) {
    actor.send({ type: 'tap.choose', id });
    await clock.advance(0);
  }
}

test('the list says of each booking how it stands, and only those something can be done with are open', async () => {
  const list = [
    booking('now'),
    booking('early', { collect: 'tooEarly', payment: 'prepaid' }),
    idle('late', { collect: 'tooLate' }),
    idle('off', { collect: 'no' }),
    booking('there', { collect: 'done', state: 'collected', mayCheckIn: true }),
    idle('gone', { collect: 'no', state: 'cancelled' }),
  ];
  await begin({ list });
  const { choices, ...rest } = screen() as Extract<ReturnType<typeof screen>, { name: 'chooseOne' }>;
  expect(rest).toEqual({ name: 'chooseOne', what: 'booking', patient: '张*三' });
  expect(choices[0]).toEqual({
    id: 'now',
    title: { text: text('heart') },
    details: [{ day: '2026-11-21', from: '08:30', to: '09:00' }, { text: text('doctor') }, { word: 'app' }],
    amount: 2500,
    mark: 'collectNow',
    open: true,
  });
  expect(choices.map(({ id, mark, open, amount }) => [id, mark, open, amount])).toEqual([
    ['now', 'collectNow', true, 2500],
    ['early', 'tooEarly', true, undefined],
    ['late', 'tooLate', false, 2500],
    ['off', 'cancelled', false, 2500],
    ['there', 'collected', true, 2500],
    ['gone', 'cancelled', false, 2500],
  ]);
  await choose('late', 'nowhere');
  expect(value()).toBe('choosing');
});

test('what is possible with a booking is what can be answered to its summary', async () => {
  await begin({ list: [booking('b'), booking('c', { collect: 'tooEarly' })] });
  await choose('c', 'collect', 'checkIn');
  expect(screen()).toEqual({
    name: 'review',
    what: 'booking',
    rows: [
      ...when,
      { label: 'channel', value: { word: 'app' } },
      { label: 'state', value: { word: 'unpaid' } },
      { label: 'collectFrom', value: { plain: '08:00' } },
    ],
    options: ['cancelBooking'],
  });
  actor.send({ type: 'tap.back' });
  await choose('b');
  expect(screen()).toMatchObject({ options: ['collect', 'cancelBooking'] });
});

test('the code of a booking leads straight to it, and back from there to the end', async () => {
  await begin({ list: [booking('a'), booking('b', { payment: 'prepaid' })], code: 'b' });
  expect(screen()).toMatchObject({ name: 'review', what: 'booking', options: ['collect', 'cancelBooking'] });
  actor.send({ type: 'tap.back' });
  expect(output()).toEqual({ kind: 'left' });
});

test('a code whose booking is not in the list leads to the list', async () => {
  await begin({ list: [booking('a')], code: 'b' });
  expect(value()).toBe('choosing');
});

test.each<[Partial<Booking>, string]>([
  [{ collect: 'tooEarly' }, 'tooEarly'],
  [{ collect: 'tooLate' }, 'tooLate'],
  [{ collect: 'wrongDay' }, 'wrongDay'],
  [{ collect: 'done', state: 'checkedIn' }, 'alreadyCollected'],
  [{ collect: 'no', state: 'cancelled' }, 'alreadyCancelled'],
  [{ collect: 'no', state: 'missed' }, 'tooLate'],
  [{ collect: 'no' }, 'clinicCancelled'],
])('a code of a booking with which nothing can be done says why: %o', async (more, trouble) => {
  await begin({ list: [idle('b', more)], code: 'b' });
  expect(output()).toMatchObject({ kind: 'trouble', trouble, money: { money: 'untouched' } });
});

test('an unpaid booking is read over with its price before it is paid', async () => {
  await begin({ list: [booking('b')] });
  await choose('b', 'collect');
  expect(trials).toEqual([{ recordId: 'R1', insurance: 'token', subject: { kind: 'booking', bookingId: 'b' } }]);
  expect(screen()).toEqual({ name: 'review', what: 'booking', rows: when, split, options: ['pay'] });
  expect(requests).toEqual([]);
  await choose('pay');
  expect(requests).toEqual([{ patient, purpose: { kind: 'booking', bookingId: 'b' }, split, rows: [...when, price] }]);
});

test('what insurance bears in full is read over too', async () => {
  trial = { ok: true, split: { total: 2500, insured: 2500, self: 0 } };
  await begin({ list: [booking('b')] });
  await choose('b', 'collect');
  expect(screen()).toMatchObject({ split: { insured: 2500, self: 0 }, options: ['pay'] });
});

test('a prepaid booking is collected at once, and its order costs nothing', async () => {
  trial = { ok: true, split: nothing };
  await begin({ list: [booking('b', { payment: 'prepaid' })] });
  await choose('b', 'collect');
  expect(requests).toMatchObject([
    { purpose: { kind: 'booking', bookingId: 'b' }, split: nothing, rows: [...when, price] },
  ]);
});

test('a free booking is collected at once, and nothing is said of money', async () => {
  trial = { ok: true, split: nothing };
  await begin({ list: [booking('b', { payment: 'free', price: 0 })] });
  await choose('b', 'collect');
  expect(requests).toMatchObject([{ split: nothing }]);
  expect(requests[0]?.rows).toEqual(when);
});

test('a patient who has the number checks in, and nothing is held for money', async () => {
  await begin({ list: [booking('b', { collect: 'done', state: 'collected', payment: 'prepaid', mayCheckIn: true })] });
  await choose('b');
  expect(screen()).toMatchObject({ options: ['checkIn', 'cancelBooking'] });
  await choose('checkIn');
  expect(trials).toEqual([]);
  expect(requests).toMatchObject([{ purpose: { kind: 'checkIn', bookingId: 'b' }, split: nothing }]);
});

test('a booking is given back only after the patient has said so twice', async () => {
  await begin({ list: [booking('b', { payment: 'prepaid', paid: 2500 })] });
  await choose('b', 'cancelBooking');
  expect(screen()).toEqual({
    name: 'review',
    what: 'cancellation',
    rows: [...when, { label: 'state', value: { word: 'prepaid' } }, { label: 'refund', value: { fen: 2500 } }],
    options: ['cancelBooking', 'keepBooking'],
  });
  expect(requests).toEqual([]);
  await choose('cancelBooking');
  expect(requests).toEqual([
    {
      patient,
      purpose: { kind: 'cancel', bookingId: 'b' },
      split: { total: 2500, insured: 0, self: 2500 },
      rows: [...when, price],
    },
  ]);
});

test('where insurance bore a part, what is promised is what the patient paid', async () => {
  await begin({ list: [booking('b', { payment: 'prepaid', paid: 700 })] });
  await choose('b', 'cancelBooking');
  expect(screen()).toMatchObject({ rows: [...when, { label: 'state' }, { label: 'refund', value: { fen: 700 } }] });
});

test('an unpaid booking given back gives no money back', async () => {
  await begin({ list: [booking('b')] });
  await choose('b', 'cancelBooking');
  expect(screen()).toMatchObject({ rows: [...when, { label: 'state', value: { word: 'unpaid' } }] });
  await choose('cancelBooking');
  expect(requests).toMatchObject([{ split: nothing, rows: when }]);
});

test('a booking that is kept stands as before', async () => {
  await begin({ list: [booking('b')] });
  await choose('b', 'cancelBooking', 'keepBooking');
  expect(value()).toBe('reviewing');
  await choose('cancelBooking');
  actor.send({ type: 'tap.back' });
  expect(value()).toBe('reviewing');
  expect(requests).toEqual([]);
});

test('a payment given up leads back to a fresh list, or to the booking whose code was shown', async () => {
  await begin({ list: [booking('b')] });
  await choose('b', 'collect', 'pay');
  settle({ kind: 'givenUp' });
  await clock.advance(0);
  expect([value(), loads]).toEqual(['choosing', 2]);
  await begin({ list: [booking('b')], code: 'b' });
  await choose('collect', 'pay');
  settle({ kind: 'givenUp' });
  await clock.advance(0);
  expect([value(), loads]).toEqual(['reviewing', 4]);
});

test('what the settlement ended in is what the errand ends in', async () => {
  trial = { ok: true, split: nothing };
  await begin({ list: [booking('b')], code: 'b' });
  await choose('collect');
  settle(ended);
  await clock.advance(0);
  expect(output()).toEqual(ended);
});

test('a time that passed between the list and the tap is told by the hospital, with nothing taken', async () => {
  trial = { ok: false, trouble: 'tooLate' };
  await begin({ list: [booking('b')] });
  await choose('b', 'collect');
  expect(output()).toEqual(troubled('tooLate'));
  expect(requests).toEqual([]);
});

test('nobody booked, nobody identified, a journal that fails: each its own end', async () => {
  await begin({ list: [] });
  expect(output()).toEqual(troubled('noBookings'));
  await begin({ list: [booking('b')], who: { kind: 'trouble', trouble: 'bookingUnknown' } });
  expect(output()).toEqual(troubled('bookingUnknown'));
  await begin({ list: [booking('b')] });
  actor.send({ type: 'journalFailed' });
  expect(output()).toEqual(troubled('terminalFault'));
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, said: unknown) => ({ type: `xstate.done.actor.${id}`, output: said });
const events = [
  answer('identify', { kind: 'patient', patient }),
  answer('0.collection.loading', { ok: true, bookings: [booking('b', { mayCheckIn: true })] }),
  answer('0.collection.asking', { ok: true, split }),
  answer('settlement', { kind: 'givenUp' }),
  answer('settlement', ended),
  ...['b', 'collect', 'checkIn', 'cancelBooking', 'keepBooking', 'pay'].map((id) => ({ type: 'tap.choose', id })),
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

/** Passed through without a stop. */
type Passing = 'deciding' | 'pricing';

const screens: Readonly<Record<Exclude<SnapshotFrom<typeof collectionMachine>['value'], Passing>, string>> = {
  identifying: 'presentCredential',
  loading: 'working',
  choosing: 'chooseOne',
  reviewing: 'review',
  asking: 'working',
  reviewingPrice: 'review',
  reviewingCancellation: 'review',
  settling: 'working',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const input = { today: '2026-11-21', ways: ['idCard'] as const, policy };
  const paths = getShortestPaths(collectionMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(collectionScreen(state, at).name).toBe(screens[state.value as keyof typeof screens]);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
