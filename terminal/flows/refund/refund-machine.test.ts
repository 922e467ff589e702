import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { type Amount, selfPaid } from '../../hospital/amount.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Transaction } from '../../hospital/contract/records.ts';
import { type Ending, troubled } from '../ending.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import type { settlementMachine } from '../settlement/settlement-machine.ts';
import type { Settled } from '../settlement/settlement-setup.ts';
import { refundMachine } from './refund-machine.ts';
import { refundScreen } from './refund-screen.ts';
import type { Item, LoadedTransactions, Span } from './refund-setup.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
/** Items by their ids and states; each cost the patient 1000 fen. */
const transaction = (
  orderNumber: string,
  items: Readonly<Record<string, Item['state']>>,
  more: Partial<Transaction> = {},
): Transaction => ({
  orderNumber,
  kind: 'payment',
  channel: 'window',
  // 07:00 of the day after in Nanjing.
  at: '2026-11-19T23:00:00.000Z',
  title: text(orderNumber),
  amount: selfPaid(1000 * Object.keys(items).length),
  state: 'paid',
  refunded: 0,
  items: Object.entries(items).map(([itemId, state]) => ({ itemId, title: text(itemId), amount: 1000, state })),
  refunds: [],
  ...more,
});
const insured: Amount = { ...selfPaid(5000), fund: 3000, self: 2000 };

const patient: KnownPatient = { recordId: 'R1', masked: '张*三', hasCard: true };
const identified: Identified = { kind: 'patient', patient };
const undoing = { insurance: { settle: 'afterPayment', undoBeforeRefund: true } } as Capabilities;
const notUndoing = { insurance: { settle: 'afterPayment', undoBeforeRefund: false } } as Capabilities;
const at = { zone: 'Asia/Shanghai', scan: true };
const ended: Ending = troubled('notReleased');

let clock: VirtualClock;
let actor: Actor<typeof refundMachine>;
let spans: Span[];
let requests: OrderRequest[];
let settle: (settled: Settled) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  spans = [];
  requests = [];
});

/** Begins the errand, and lets the hospital answer. */
async function begin(loaded: readonly Transaction[] | LoadedTransactions, policy = undoing) {
  const answer: LoadedTransactions = 'ok' in loaded ? loaded : { ok: true, transactions: loaded };
  const machine = refundMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => identified) as unknown as typeof identifyMachine,
      settlement: fromPromise<Settled, OrderRequest>(
        ({ input }) =>
          new Promise((resolve) => {
            requests.push(input);
            settle = resolve;
          }),
      ) as unknown as typeof settlementMachine,
      loadTransactions: fromPromise(async ({ input }) => {
        spans.push(input);
        return answer;
      }),
    },
  });
  actor = createActor(machine, { input: { today: '2026-11-21', ways: ['idCard'], policy } }).start();
  await clock.advance(0);
}

const value = () => actor.getSnapshot().value;
const output = () => actor.getSnapshot().output;
const screen = () => refundScreen(actor.getSnapshot(), at);

function choose(...ids: string[]) {
  for (const id of ids) actor.send({ type: 'tap.choose', id });
}

/** Asks these items of a transaction back; those released are chosen at first. */
async function askBack(it: Transaction, policy: Capabilities, ...tapped: string[]) {
  await begin([it], policy);
  choose(it.orderNumber, ...tapped);
  actor.send({ type: 'tap.confirm' });
  choose('refund');
  return requests[0]?.purpose;
}

test('the half year up to today is asked for', async () => {
  await begin([]);
  expect(spans).toEqual([{ recordId: 'R1', from: '2026-05-22', to: '2026-11-21' }]);
});

test('payments with something released are open; the others say why they are not', async () => {
  await begin([
    transaction('a', { a1: 'released', a2: 'given' }),
    transaction('b', { b1: 'given', b2: 'given' }),
    transaction('c', { c1: 'given', c2: 'open' }),
    transaction('d', { d1: 'refunded' }, { state: 'refunding', refunded: 1000 }),
    transaction('free', { f1: 'released' }, { amount: selfPaid(0) }),
    transaction('e', { e1: 'released', e2: 'refunded' }, { state: 'partlyRefunded', refunded: 1000 }),
  ]);
  const { choices, ...rest } = screen() as Extract<ReturnType<typeof screen>, { name: 'chooseOne' }>;
  expect(rest).toEqual({ name: 'chooseOne', what: 'transaction', patient: '张*三' });
  expect(choices[0]).toEqual({
    id: 'a',
    title: { text: text('a') },
    details: [{ day: '2026-11-20' }, { word: 'window' }],
    amount: 2000,
    mark: 'paid',
    open: true,
  });
  expect(choices.map(({ id, mark, open }) => [id, mark, open])).toEqual([
    ['a', 'paid', true],
    ['b', 'given', false],
    ['c', 'open', false],
    ['d', 'refunding', false],
    ['e', 'partlyRefunded', true],
  ]);
  choose('b', 'free');
  expect(value()).toBe('choosing');
});

test.each<[string, readonly Transaction[] | LoadedTransactions, string]>([
  ['nothing was paid', [transaction('a', { a1: 'released' }, { amount: selfPaid(0) })], 'noTransactions'],
  ['nothing is released', [transaction('a', { a1: 'open', a2: 'given', a3: 'refunded' })], 'notReleased'],
  ['the hospital is silent', { ok: false, trouble: 'hospitalSilent' }, 'hospitalSilent'],
])('%s: that is how it ends, with nothing taken', async (_, loaded, trouble) => {
  await begin(loaded);
  expect(output()).toMatchObject({ kind: 'trouble', trouble, money: { money: 'untouched' } });
});

test('released items are chosen at first; what was given cannot be', async () => {
  await begin([transaction('a', { a1: 'released', a2: 'given', a3: 'open', a4: 'refunded', a5: 'released' })]);
  choose('a', 'a2', 'a3', 'a4');
  expect(screen()).toMatchObject({
    name: 'chooseSome',
    what: 'refundItems',
    choices: [
      { id: 'a1', amount: 1000, open: true },
      { id: 'a2', mark: 'given', open: false },
      { id: 'a3', mark: 'open', open: false },
      { id: 'a4', mark: 'refunded', open: false },
      { id: 'a5', open: true },
    ],
    chosen: ['a1', 'a5'],
    sum: 2000,
  });
});

test('items are tapped off and on; with none chosen one cannot go on', async () => {
  await begin([transaction('a', { a1: 'released', a2: 'released' })]);
  choose('a', 'a1', 'a2');
  actor.send({ type: 'tap.confirm' });
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: [], sum: 0 });
  choose('a2');
  actor.send({ type: 'tap.confirm' });
  expect(screen()).toEqual({
    name: 'review',
    what: 'refund',
    rows: [
      { label: 'patient', value: { plain: '张*三' } },
      { label: 'what', value: { text: text('a') } },
      { label: 'channel', value: { word: 'window' } },
      { label: 'paid', value: { fen: 2000 } },
      { label: 'refund', value: { fen: 1000 } },
    ],
    items: [{ title: text('a2'), amount: 1000 }],
    options: ['refund'],
  });
});

test('the order gives back what was read over', async () => {
  await askBack(transaction('a', { a1: 'released', a2: 'released', a3: 'given' }), undoing, 'a1');
  expect(requests).toEqual([
    {
      patient,
      purpose: { kind: 'refund', transaction: 'a', amount: 1000, items: ['a2'] },
      split: { total: 1000, insured: 0, self: 1000 },
      rows: [
        { label: 'patient', value: { plain: '张*三' } },
        { label: 'what', value: { text: text('a') } },
        { label: 'channel', value: { word: 'window' } },
        { label: 'paid', value: { fen: 3000 } },
      ],
    },
  ]);
  settle(ended);
  await clock.advance(0);
  expect(output()).toEqual(ended);
});

test('all of an insured payment: the settlement is undone first where that is the hospital’s way', async () => {
  const all = transaction('a', { a1: 'released', a2: 'released' }, { amount: insured, settlementId: 'S1' });
  const whole = { kind: 'refund', transaction: 'a', amount: 2000 };
  expect(await askBack(all, undoing)).toEqual({ ...whole, settlementId: 'S1' });
  requests = [];
  expect(await askBack(all, notUndoing)).toEqual(whole);
});

test('part of an insured payment leaves the settlement as it is', async () => {
  const all = transaction('a', { a1: 'released', a2: 'released' }, { amount: insured, settlementId: 'S1' });
  expect(await askBack(all, undoing, 'a2')).toEqual({
    kind: 'refund',
    transaction: 'a',
    amount: 1000,
    items: ['a1'],
  });
});

test('the last part of an insured payment undoes the settlement, and names its items', async () => {
  const rest = transaction(
    'a',
    { a1: 'refunded', a2: 'released' },
    { amount: insured, settlementId: 'S1', state: 'partlyRefunded', refunded: 1000 },
  );
  expect(await askBack(rest, undoing)).toEqual({
    kind: 'refund',
    transaction: 'a',
    amount: 1000,
    items: ['a2'],
    settlementId: 'S1',
  });
});

test('back goes one choice back each time, and from the first to the end', async () => {
  await begin([transaction('a', { a1: 'released', a2: 'released' })]);
  choose('a', 'a1');
  actor.send({ type: 'tap.confirm' });
  const seen = [];
  for (let n = 0; n < 3; n++) {
    seen.push([value(), actor.getSnapshot().context.chosen]);
    actor.send({ type: 'tap.back' });
  }
  expect(seen).toEqual([
    ['reviewing', ['a2']],
    ['choosingItems', ['a2']],
    ['choosing', ['a2']],
  ]);
  expect(output()).toEqual({ kind: 'left' });
});

test('another payment begins with its own items', async () => {
  await begin([transaction('a', { a1: 'released' }), transaction('b', { b1: 'released' })]);
  choose('a');
  actor.send({ type: 'tap.back' });
  choose('b');
  expect(screen()).toMatchObject({ chosen: ['b1'], sum: 1000 });
});

test('a journal that fails ends the errand', async () => {
  await begin([transaction('a', { a1: 'released' })]);
  actor.send({ type: 'journalFailed' });
  expect(output()).toEqual(troubled('terminalFault'));
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, said: unknown) => ({ type: `xstate.done.actor.${id}`, output: said });
const events = [
  answer('identify', identified),
  answer('0.refund.loading', { ok: true, transactions: [transaction('a', { a1: 'released' })] }),
  answer('settlement', ended),
  ...['a', 'a1', 'refund'].map((id) => ({ type: 'tap.choose', id })),
  { type: 'tap.confirm' },
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

const screens: Readonly<Record<SnapshotFrom<typeof refundMachine>['value'], string>> = {
  identifying: 'presentCredential',
  loading: 'working',
  choosing: 'chooseOne',
  choosingItems: 'chooseSome',
  reviewing: 'review',
  settling: 'working',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const input = { today: '2026-11-21', ways: ['idCard'] as const, policy: undoing };
  const paths = getShortestPaths(refundMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(refundScreen(state, at).name).toBe(screens[state.value]);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
