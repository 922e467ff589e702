import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { failed, type Outcome } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { selfPaid } from '../../hospital/amount.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Confirmation, Result } from '../../hospital/contract/locks.ts';
import type { Transaction } from '../../hospital/contract/records.ts';
import type { Row } from '../../screen/parts.ts';
import { type Ending, troubled } from '../ending.ts';
import type { ErrandInput } from '../errand-input.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified } from '../patient.ts';
import type { TransactionsAsked } from '../records/records-setup.ts';
import type { Handed } from '../settlement/handed.ts';
import { reprintMachine } from './reprint-machine.ts';
import { reprintScreen } from './reprint-screen.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const item = (state: Transaction['items'][number]['state']) => ({ itemId: '1', title: text('it'), amount: 0, state });
const transaction = (orderNumber: string, rest: Partial<Transaction> = {}): Transaction => ({
  orderNumber,
  kind: 'registration',
  channel: 'terminal',
  at: '2026-11-20T23:40:00Z',
  title: text('registration'),
  amount: selfPaid(2500),
  state: 'paid',
  refunded: 0,
  items: [item('open')],
  refunds: [],
  ...rest,
});
const appointment = {
  day: '2026-11-21',
  from: '08:00',
  to: '08:30',
  department: text('heart'),
  doctor: text('Dr A'),
  place: text('room 3'),
};
const appointmentRows: readonly Row[] = [
  { label: 'when', value: { day: '2026-11-21', from: '08:00', to: '08:30' } },
  { label: 'department', value: { text: text('heart') } },
  { label: 'doctor', value: { text: text('Dr A') } },
  { label: 'where', value: { text: text('room 3') } },
];
const registration: Result = { kind: 'registration', queueNumber: 'A037', ...appointment };
const confirmationOf = (result: Result, rest: Partial<Confirmation> = {}): Confirmation => ({
  orderNumber: 'o1',
  recordId: 'R1',
  amount: selfPaid(2500),
  result,
  ...rest,
});
const identified: Identified = { kind: 'patient', patient: { recordId: 'R1', masked: '张*三', hasCard: true } };
const policy = { timeZone: 'Asia/Shanghai' } as Capabilities;
const input: ErrandInput = { today: '2026-11-21', ways: ['idCard'], policy };

let clock: VirtualClock;
let actor: Actor<typeof reprintMachine>;
let transactions: Loaded<{ transactions: readonly Transaction[] }>;
let confirmation: Loaded<{ confirmation: Confirmation }>;
let asked: TransactionsAsked[];
let confirmationsAsked: { readonly orderNumber: string; readonly recordId: string }[];
let printer: Outcome;
let printed: Handed[];

beforeEach(() => {
  clock = createVirtualClock(0);
  transactions = { ok: true, transactions: [transaction('o1')] };
  confirmation = { ok: true, confirmation: confirmationOf(registration) };
  asked = [];
  confirmationsAsked = [];
  printer = { ok: true };
  printed = [];
});

/** Begins the errand, and lets the hospital answer. */
async function begin(who: Identified = identified) {
  const machine = reprintMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => who) as unknown as typeof identifyMachine,
      loadTransactions: fromPromise(async ({ input }) => {
        asked.push(input);
        return transactions;
      }),
      loadConfirmation: fromPromise(async ({ input }) => {
        confirmationsAsked.push(input);
        return confirmation;
      }),
      printPaper: fromPromise(async ({ input }) => {
        printed.push(input);
        return printer;
      }),
    },
  });
  actor = createActor(machine, { input }).start();
  await clock.advance(0);
}

const screen = () => reprintScreen(actor.getSnapshot());
const output = () => actor.getSnapshot().output;

async function choose(id: string) {
  actor.send({ type: 'tap.choose', id });
  await clock.advance(0);
}

test('what terminals confirmed in the last seven days is offered, and nothing that never had a slip', async () => {
  transactions = {
    ok: true,
    transactions: [
      transaction('o1'),
      transaction('free', { amount: selfPaid(0) }),
      transaction('app', { channel: 'app' }),
      transaction('window', { channel: 'window' }),
      transaction('report', { kind: 'report' }),
    ],
  };
  await begin();
  expect(asked).toEqual([{ recordId: 'R1', from: '2026-11-14', to: '2026-11-21' }]);
  const choice = {
    title: { text: text('registration') },
    details: [{ day: '2026-11-21', from: '07:40' }, { word: 'terminal' }],
    mark: 'paid',
    open: true,
  };
  expect(screen()).toEqual({
    name: 'chooseOne',
    what: 'slip',
    patient: '张*三',
    choices: [
      { id: 'o1', ...choice, amount: 2500 },
      { id: 'free', ...choice, amount: 0 },
    ],
  });
  await choose('app');
  expect(confirmationsAsked).toEqual([]);
});

test.each<[Partial<Transaction>, boolean]>([
  [{ state: 'refunded', items: [item('refunded')] }, false],
  [{ state: 'refunding', items: [item('released')] }, false],
  [{ state: 'bounced', items: [item('refunded')] }, false],
  [{ state: 'partlyRefunded', items: [item('refunded'), item('given')] }, true],
  [{ state: 'refunding', items: [item('released'), item('open')] }, true],
  [{ state: 'paid', items: [] }, true],
])('the slip of what is %o can be had again: %s', async (rest, open) => {
  transactions = { ok: true, transactions: [transaction('o1', rest)] };
  await begin();
  expect(screen()).toMatchObject({ choices: [{ id: 'o1', mark: rest.state, open }] });
  await choose('o1');
  expect(confirmationsAsked).toHaveLength(open ? 1 : 0);
});

test('the slip is the one that would have been, and the last screen says that it was printed', async () => {
  await begin();
  await choose('o1');
  expect(confirmationsAsked).toEqual([{ orderNumber: 'o1', recordId: 'R1' }]);
  const content = {
    rows: [
      { label: 'patient', value: { plain: '张*三' } },
      { label: 'price', value: { fen: 2500 } },
      ...appointmentRows,
    ],
    queueNumber: 'A037',
    next: [text('room 3')],
    orderNumber: 'o1',
  };
  expect(printed).toEqual([{ done: 'registered', ...content }]);
  expect(output()).toEqual({
    kind: 'done',
    ...content,
    done: 'slipPrinted',
    slip: { printed: true },
    take: ['slip'],
  });
});

const amount = { ...selfPaid(3000), fund: 2000, self: 1000 };
test.each<[Result, Partial<Handed>, readonly Row[]]>([
  [
    { kind: 'booking', bookingCode: '123456', ...appointment },
    { done: 'booked', bookingCode: '123456', next: [] },
    [{ label: 'price', value: { fen: 3000 } }],
  ],
  [
    { kind: 'bills', items: [], next: [text('pharmacy')] },
    { done: 'paid', next: [text('pharmacy')], invoice: 'https://invoice.example/1' },
    [
      { label: 'what', value: { text: text('registration') } },
      { label: 'total', value: { fen: 3000 } },
      { label: 'insurance', value: { fen: 2000 } },
      { label: 'self', value: { fen: 1000 } },
    ],
  ],
  [
    { kind: 'card', replaced: true },
    { done: 'cardIssued', next: [] },
    [
      { label: 'what', value: { text: text('registration') } },
      { label: 'fee', value: { fen: 3000 } },
    ],
  ],
])('of a result like %o the slip says what belongs to it', async (result, handed, rows) => {
  const { invoice } = handed;
  confirmation = {
    ok: true,
    confirmation: confirmationOf(result, { amount, ...(invoice !== undefined && { invoice }) }),
  };
  await begin();
  await choose('o1');
  expect(printed).toMatchObject([handed]);
  for (const row of rows) expect(printed[0]?.rows).toContainEqual(row);
});

test('a printer that fails is told as such, with nothing taken', async () => {
  printer = failed('paperJammed');
  await begin();
  await choose('o1');
  expect(output()).toEqual(troubled('paperJammed'));
});

test.each([
  ['another patient', { recordId: 'R2' }],
  ['another order', { orderNumber: 'o2' }],
])('a confirmation of %s is not printed', async (_, rest) => {
  confirmation = { ok: true, confirmation: confirmationOf(registration, rest) };
  await begin();
  await choose('o1');
  expect(output()).toEqual(troubled('terminalFault'));
  expect(printed).toEqual([]);
});

test('a confirmation that does not come ends the errand, with nothing printed', async () => {
  confirmation = { ok: false, trouble: 'hospitalSilent' };
  await begin();
  await choose('o1');
  expect(output()).toEqual(troubled('hospitalSilent'));
  expect(printed).toEqual([]);
});

test.each([
  ['nothing at all', { ok: true, transactions: [] }, 'noSlips'],
  ['only other channels', { ok: true, transactions: [transaction('o1', { channel: 'phone' })] }, 'noSlips'],
  ['a silent hospital', { ok: false, trouble: 'hospitalSilent' }, 'hospitalSilent'],
] as const)('%s ends the errand', async (_, loaded, trouble) => {
  transactions = loaded;
  await begin();
  expect(output()).toEqual(troubled(trouble));
});

test.each<[Identified, Ending]>([
  [{ kind: 'left' }, { kind: 'left' }],
  [{ kind: 'trouble', trouble: 'cardLost' }, troubled('cardLost')],
])('nobody identified: %o', async (who, ending) => {
  await begin(who);
  expect(output()).toEqual(ending);
  expect(asked).toEqual([]);
});

test('a journal that fails ends the errand', async () => {
  await begin();
  actor.send({ type: 'journalFailed' });
  expect(output()).toEqual(troubled('terminalFault'));
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output });
const events = [
  answer('identify', identified),
  answer('0.reprint.loadingTransactions', { ok: true, transactions: [transaction('o1')] }),
  answer('0.reprint.loadingConfirmation', { ok: true, confirmation: confirmationOf(registration) }),
  answer('0.reprint.printing', { ok: true }),
  { type: 'tap.choose', id: 'o1' },
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

const screens: Readonly<Record<SnapshotFrom<typeof reprintMachine>['value'], string>> = {
  identifying: 'presentCredential',
  loadingTransactions: 'working',
  choosing: 'chooseOne',
  loadingConfirmation: 'working',
  printing: 'printing',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const paths = getShortestPaths(reprintMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(reprintScreen(state).name).toBe(screens[state.value]);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
