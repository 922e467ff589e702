import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { failed, type Outcome } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { selfPaid } from '../../hospital/amount.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Transaction } from '../../hospital/contract/records.ts';
import { type Ending, troubled } from '../ending.ts';
import type { ErrandInput } from '../errand-input.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified } from '../patient.ts';
import type { Handed } from '../settlement/handed.ts';
import { recordsMachine } from './records-machine.ts';
import { recordsScreen } from './records-screen.ts';
import type { TransactionsAsked } from './records-setup.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const transaction = (orderNumber: string, rest: Partial<Transaction> = {}): Transaction => ({
  orderNumber,
  kind: 'payment',
  channel: 'app',
  at: '2026-11-17T16:30:00Z',
  title: text('bill'),
  amount: { ...selfPaid(3000), fund: 2000, self: 1000 },
  state: 'paid',
  refunded: 0,
  items: [
    { itemId: '1', title: text('drug'), amount: 700, state: 'given' },
    { itemId: '2', title: text('scan'), amount: 300, state: 'open' },
  ],
  refunds: [],
  ...rest,
});
const identified: Identified = { kind: 'patient', patient: { recordId: 'R1', masked: '张*三', hasCard: true } };
const policy = { timeZone: 'Asia/Shanghai' } as Capabilities;
const input: ErrandInput = { today: '2026-11-21', ways: ['idCard'], policy };

let clock: VirtualClock;
let actor: Actor<typeof recordsMachine>;
let who: Identified;
let identifications: number;
let transactions: Loaded<{ transactions: readonly Transaction[] }>;
let asked: TransactionsAsked[];
let printer: Outcome;
let printed: Handed[];

beforeEach(() => {
  clock = createVirtualClock(0);
  who = identified;
  identifications = 0;
  transactions = { ok: true, transactions: [transaction('o1')] };
  asked = [];
  printer = { ok: true };
  printed = [];
});

function begin() {
  const machine = recordsMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => {
        identifications += 1;
        return who;
      }) as unknown as typeof identifyMachine,
      loadTransactions: fromPromise(async ({ input }) => {
        asked.push(input);
        return transactions;
      }),
      printPaper: fromPromise(async ({ input }) => {
        printed.push(input);
        return printer;
      }),
    },
  });
  actor = createActor(machine, { input }).start();
}

const value = () => actor.getSnapshot().value;
const screen = () => recordsScreen(actor.getSnapshot());
const output = () => actor.getSnapshot().output;

async function send(event: Parameters<typeof actor.send>[0]) {
  actor.send(event);
  await clock.advance(0);
}
const choose = (id: string) => send({ type: 'tap.choose', id });

async function toSpan() {
  begin();
  await choose('transactions');
}

async function toReview() {
  await toSpan();
  await choose('lastWeek');
  await choose('o1');
}

test('the lists are offered before anybody says who they are', () => {
  begin();
  expect(screen()).toEqual({
    name: 'chooseOne',
    what: 'records',
    choices: ['transactions', 'serviceList', 'drugList'].map((word) => ({
      id: word,
      title: { word },
      details: [],
      open: true,
    })),
  });
});

test.each([
  ['lastWeek', '2026-11-14'],
  ['lastMonth', '2026-10-22'],
  ['lastHalfYear', '2026-05-23'],
])('%s begins on %s', async (span, from) => {
  await toSpan();
  await choose('lastCentury');
  expect(screen()).toMatchObject({ what: 'span', patient: '张*三', choices: [{}, {}, {}] });
  await choose(span);
  expect(asked).toEqual([{ recordId: 'R1', from, to: '2026-11-21' }]);
});

test('a transaction is shown with its time in the hospital’s zone, its channel, amount and state', async () => {
  await toSpan();
  await choose('lastWeek');
  expect(screen()).toEqual({
    name: 'chooseOne',
    what: 'transaction',
    patient: '张*三',
    choices: [
      {
        id: 'o1',
        title: { text: text('bill') },
        details: [{ day: '2026-11-18', from: '00:30' }, { word: 'app' }],
        amount: 1000,
        mark: 'paid',
        open: true,
      },
    ],
  });
});

test('its summary has who bore what, and what went back only where something did', async () => {
  await toReview();
  const rows = [
    { label: 'what', value: { text: text('bill') } },
    { label: 'when', value: { day: '2026-11-18', from: '00:30' } },
    { label: 'channel', value: { word: 'app' } },
    { label: 'state', value: { word: 'paid' } },
    { label: 'order', value: { plain: 'o1' } },
  ];
  expect(screen()).toEqual({
    name: 'review',
    what: 'transaction',
    rows,
    items: [
      { title: text('drug'), amount: 700 },
      { title: text('scan'), amount: 300 },
    ],
    split: { total: 3000, insured: 2000, self: 1000 },
    options: ['print'],
  });
  transactions = { ok: true, transactions: [transaction('o1', { state: 'partlyRefunded', refunded: 300 })] };
  await toReview();
  expect(screen()).toMatchObject({
    rows: [{}, {}, {}, { value: { word: 'partlyRefunded' } }, { label: 'refunded', value: { fen: 300 } }, {}],
  });
});

const handedRows = [
  { label: 'patient', value: { plain: '张*三' } },
  { label: 'what', value: { text: text('bill') } },
  { label: 'when', value: { day: '2026-11-18', from: '00:30' } },
  { label: 'channel', value: { word: 'app' } },
  { label: 'state', value: { word: 'paid' } },
  { label: 'total', value: { fen: 3000 } },
  { label: 'insurance', value: { fen: 2000 } },
  { label: 'self', value: { fen: 1000 } },
];

test('it is printed with each of its items; the last screen does without them', async () => {
  await toReview();
  await choose('agree');
  expect(printed).toEqual([]);
  await choose('print');
  expect(printed).toEqual([
    {
      done: 'recordsPrinted',
      rows: [
        ...handedRows,
        { label: 'items', value: { text: text('drug') } },
        { label: 'self', value: { fen: 700 } },
        { label: 'items', value: { text: text('scan') } },
        { label: 'self', value: { fen: 300 } },
      ],
      next: [],
      orderNumber: 'o1',
    },
  ]);
  expect(output()).toEqual({
    kind: 'done',
    done: 'recordsPrinted',
    rows: handedRows,
    next: [],
    orderNumber: 'o1',
    slip: { printed: true },
    take: ['slip'],
  });
});

test('a printer that fails is told as such: nothing is printed, nothing was taken', async () => {
  printer = failed('paperOut');
  await toReview();
  await choose('print');
  expect(output()).toEqual(troubled('paperOut'));
});

test('back goes one step back each time, and who is here need not be shown again', async () => {
  await toReview();
  const seen = [];
  for (let n = 0; n < 3; n++) {
    await send({ type: 'tap.back' });
    seen.push(value());
  }
  expect(seen).toEqual(['choosingTransaction', 'choosingSpan', 'choosingList']);
  await choose('transactions');
  expect(value()).toBe('choosingSpan');
  expect(identifications).toBe(1);
  await send({ type: 'tap.back' });
  await send({ type: 'tap.back' });
  expect(output()).toEqual({ kind: 'left' });
});

test('whoever goes back instead of identifying is among the lists again', async () => {
  who = { kind: 'left' };
  await toSpan();
  expect(value()).toBe('choosingList');
  expect(screen()).not.toHaveProperty('patient');
});

test('cancelling while identifying ends the errand', async () => {
  begin();
  actor.send({ type: 'tap.choose', id: 'transactions' });
  await send({ type: 'tap.cancel' });
  expect(output()).toEqual({ kind: 'left' });
});

test('somebody unknown ends the errand', async () => {
  who = { kind: 'trouble', trouble: 'patientUnknown' };
  await toSpan();
  expect(output()).toEqual(troubled('patientUnknown'));
});

test.each([
  ['no transactions', { ok: true, transactions: [] }, 'noTransactions'],
  ['a silent hospital', { ok: false, trouble: 'hospitalSilent' }, 'hospitalSilent'],
] as const)('%s ends the errand', async (_, loaded, trouble) => {
  transactions = loaded;
  await toSpan();
  await choose('lastMonth');
  expect(output()).toEqual(troubled(trouble));
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output });
const events = [
  answer('identify', identified),
  answer('identify', { kind: 'left' }),
  answer('0.records.loadingPrices', { ok: true, prices: [], pages: 2 }),
  answer('0.records.loadingTransactions', { ok: true, transactions: [transaction('o1')] }),
  answer('0.records.printing', { ok: true }),
  ...['transactions', 'serviceList', 'lastWeek', 'o1', 'print'].map((id) => ({ type: 'tap.choose', id })),
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

const screens: Readonly<Record<SnapshotFrom<typeof recordsMachine>['value'], string>> = {
  choosingList: 'chooseOne',
  loadingPrices: 'working',
  readingPrices: 'prices',
  identifying: 'presentCredential',
  choosingSpan: 'chooseOne',
  loadingTransactions: 'working',
  choosingTransaction: 'chooseOne',
  reviewing: 'review',
  printing: 'printing',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const paths = getShortestPaths(recordsMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(recordsScreen(state).name).toBe(screens[state.value]);
    if (!state.hasTag('patient')) continue;
    expect(state.can({ type: 'tap.cancel' })).toBe(true);
    if (!state.matches('identifying')) expect(state.can({ type: 'tap.back' })).toBe(true);
  }
});

test('a journal that fails ends the errand wherever it stands', () => {
  for (const { state } of getShortestPaths(recordsMachine, { events, input })) {
    if (state.status !== 'active') continue;
    const ended = getShortestPaths(recordsMachine, {
      fromState: state,
      events: [{ type: 'journalFailed' }] as never[],
      input,
    }).at(-1)?.state;
    expect(ended?.output satisfies Ending | undefined).toEqual(troubled('terminalFault'));
  }
});
