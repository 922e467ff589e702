import { beforeEach, expect, test } from 'vitest';
import { type Actor, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { createVirtualClock, type VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Capabilities } from '../../hospital/contract/capabilities.ts';
import type { Bill } from '../../hospital/contract/records.ts';
import type { Split } from '../../screen/parts.ts';
import type { Trouble } from '../../screen/words.ts';
import { type Ending, troubled } from '../ending.ts';
import type { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import type { settlementMachine } from '../settlement/settlement-machine.ts';
import type { Settled } from '../settlement/settlement-setup.ts';
import type { Trial } from '../trial.ts';
import { paymentMachine } from './payment-machine.ts';
import { paymentScreen } from './payment-screen.ts';

const text = (en: string) => ({ zh: `试${en}`, en });
const bill = (id: string, amounts: readonly number[], beingPaid = false): Bill => ({
  billId: id,
  title: text(id),
  department: text('heart'),
  day: '2026-11-20',
  items: amounts.map((amount, at) => ({ title: text(`${id} ${at}`), amount })),
  amount: amounts.reduce((sum, amount) => sum + amount, 0),
  next: text('pharmacy'),
  beingPaid,
});
const patient: KnownPatient = { recordId: 'R1', masked: '张*三', insuranceToken: 'token', hasCard: true };
const identified: Identified = { kind: 'patient', patient };
const input = { today: '2026-11-21', ways: ['idCard'] as const, policy: {} as Capabilities };
const at = { zone: 'Asia/Shanghai', scan: true };
const split: Split = { total: 5333, insured: 3000, self: 2333 };
const ended: Ending = troubled('beingPaid');

let clock: VirtualClock;
let actor: Actor<typeof paymentMachine>;
let bills: Loaded<{ bills: readonly Bill[] }>;
let loads: string[];
let trials: Trial[];
let trial: Loaded<{ split: Split }>;
let requests: OrderRequest[];
let settle: (settled: Settled) => void;

beforeEach(() => {
  clock = createVirtualClock(0);
  bills = { ok: true, bills: [bill('drugs', [3333, 1000]), bill('scan', [50_000], true), bill('blood', [2000])] };
  trial = { ok: true, split };
  loads = [];
  trials = [];
  requests = [];
});

/** Begins the errand, and lets the hospital answer. */
async function begin(who: Identified = identified) {
  const machine = paymentMachine.provide({
    actors: {
      identify: fromPromise<Identified>(async () => who) as unknown as typeof identifyMachine,
      settlement: fromPromise<Settled, OrderRequest>(
        ({ input }) =>
          new Promise((resolve) => {
            requests.push(input);
            settle = resolve;
          }),
      ) as unknown as typeof settlementMachine,
      loadBills: fromPromise(async ({ input }) => {
        loads.push(input.recordId);
        return bills;
      }),
      trial: fromPromise(async ({ input }) => {
        trials.push(input);
        return trial;
      }),
    },
  });
  actor = createActor(machine, { input }).start();
  await clock.advance(0);
}

const value = () => actor.getSnapshot().value;
const screen = () => paymentScreen(actor.getSnapshot(), at);
const choose = (id: string) => actor.send({ type: 'tap.choose', id });

async function toReview() {
  await begin();
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
}

async function toSettling() {
  await toReview();
  choose('pay');
}

test('all open bills are chosen at first, and one that is being paid elsewhere cannot be', async () => {
  await begin();
  expect(loads).toEqual(['R1']);
  choose('scan');
  choose('nothing');
  expect(screen()).toMatchObject({
    name: 'chooseSome',
    patient: '张*三',
    choices: [
      { id: 'drugs', amount: 4333, open: true },
      { id: 'scan', mark: 'beingPaid', open: false },
      { id: 'blood', amount: 2000, open: true },
    ],
    chosen: ['drugs', 'blood'],
    sum: 6333,
  });
});

test('a bill is tapped off and on; with none chosen one cannot go on', async () => {
  await begin();
  choose('drugs');
  expect(screen()).toMatchObject({ chosen: ['blood'], sum: 2000 });
  choose('blood');
  actor.send({ type: 'tap.confirm' });
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: [], sum: 0 });
  choose('drugs');
  expect(screen()).toMatchObject({ chosen: ['drugs'], sum: 4333 });
});

test('insurance is asked about the chosen bills in the order of the list, and its answer is read over', async () => {
  await begin();
  choose('drugs');
  choose('drugs');
  actor.send({ type: 'tap.confirm' });
  expect(screen()).toEqual({ name: 'working', work: 'asking', canLeave: true });
  await clock.advance(0);
  expect(trials).toEqual([
    { recordId: 'R1', insurance: 'token', subject: { kind: 'bills', billIds: ['drugs', 'blood'] } },
  ]);
  expect(screen()).toEqual({
    name: 'review',
    what: 'bills',
    rows: [
      { label: 'patient', value: { plain: '张*三' } },
      { label: 'what', value: { text: text('drugs') } },
      { label: 'what', value: { text: text('blood') } },
    ],
    items: [
      { title: text('drugs 0'), amount: 3333 },
      { title: text('drugs 1'), amount: 1000 },
      { title: text('blood 0'), amount: 2000 },
    ],
    split,
    options: ['pay'],
  });
});

test('more items than a screen holds are shown bill by bill', async () => {
  bills = { ok: true, bills: [1, 2, 3, 4].map((n) => bill(`b${n}`, [100, 100, 100])) };
  await toReview();
  const shown = screen();
  expect(shown).toMatchObject({ rows: [{ label: 'patient' }, { label: 'items', value: { count: 4 } }] });
  expect(shown.name === 'review' && shown.items).toEqual(
    [1, 2, 3, 4].map((n) => ({ title: text(`b${n}`), amount: 300 })),
  );
});

test('the order is opened with what was read over', async () => {
  await toSettling();
  expect(requests).toEqual([
    {
      patient,
      purpose: { kind: 'bills', billIds: ['drugs', 'blood'] },
      split,
      rows: [
        { label: 'patient', value: { plain: '张*三' } },
        { label: 'what', value: { text: text('drugs') } },
        { label: 'what', value: { text: text('blood') } },
        { label: 'total', value: { fen: 5333 } },
      ],
    },
  ]);
  settle(ended);
  await clock.advance(0);
  expect(actor.getSnapshot().output).toEqual(ended);
});

test('a payment given up leads back to a fresh list', async () => {
  await toSettling();
  bills = { ok: true, bills: [bill('new', [700])] };
  settle({ kind: 'givenUp' });
  await clock.advance(0);
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: ['new'], sum: 700 });
  expect(loads).toHaveLength(2);
});

test('back from the summary keeps what was chosen, and back from the list ends the errand', async () => {
  await begin();
  choose('blood');
  actor.send({ type: 'tap.confirm' });
  await clock.advance(0);
  actor.send({ type: 'tap.back' });
  expect(screen()).toMatchObject({ name: 'chooseSome', chosen: ['drugs'] });
  actor.send({ type: 'tap.back' });
  expect(actor.getSnapshot().output).toEqual({ kind: 'left' });
});

test.each<[string, Loaded<{ bills: readonly Bill[] }>, Trouble]>([
  ['no bills', { ok: true, bills: [] }, 'noBills'],
  ['a silent hospital', { ok: false, trouble: 'hospitalSilent' }, 'hospitalSilent'],
])('%s ends the errand, with nothing taken', async (_, loaded, trouble) => {
  bills = loaded;
  await begin();
  expect(actor.getSnapshot().output).toEqual(troubled(trouble));
});

test('what insurance is asked about may have been paid meanwhile', async () => {
  trial = { ok: false, trouble: 'billPaid' };
  await toReview();
  expect(actor.getSnapshot().output).toEqual(troubled('billPaid'));
  expect(requests).toEqual([]);
});

test.each<[Identified, Ending]>([
  [{ kind: 'left' }, { kind: 'left' }],
  [{ kind: 'trouble', trouble: 'patientUnknown' }, troubled('patientUnknown')],
])('nobody identified: %o', async (who, ending) => {
  await begin(who);
  expect(actor.getSnapshot().output).toEqual(ending);
  expect(loads).toEqual([]);
});

test('a journal that fails ends the errand', async () => {
  await toReview();
  actor.send({ type: 'journalFailed' });
  expect(actor.getSnapshot().output).toEqual(troubled('terminalFault'));
  expect(value()).toBe('done');
});

/** The events of a visit as the machine gets them, its actors' answers among them. */
const answer = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output });
const events = [
  answer('identify', identified),
  answer('0.payment.loading', { ok: true, bills: [bill('drugs', [3333])] }),
  answer('0.payment.asking', { ok: true, split }),
  answer('settlement', { kind: 'givenUp' }),
  answer('settlement', ended),
  { type: 'tap.choose', id: 'drugs' },
  { type: 'tap.choose', id: 'pay' },
  { type: 'tap.confirm' },
  { type: 'tap.back' },
  { type: 'tap.cancel' },
] as never[];

const screens: Readonly<Record<SnapshotFrom<typeof paymentMachine>['value'], string>> = {
  identifying: 'presentCredential',
  loading: 'working',
  choosing: 'chooseSome',
  asking: 'working',
  reviewing: 'review',
  settling: 'working',
  done: 'working',
};

test('every state is reached, shows its screen, and lets the patient leave while it waits for them', () => {
  const paths = getShortestPaths(paymentMachine, { events, input });
  const reached = new Set(paths.map(({ state }) => state.value));
  expect([...reached].sort()).toEqual(Object.keys(screens).sort());
  for (const { state } of paths) {
    expect(paymentScreen(state, at).name).toBe(screens[state.value]);
    if (!state.hasTag('patient') || state.matches('identifying')) continue;
    expect([state.can({ type: 'tap.back' }), state.can({ type: 'tap.cancel' })]).toEqual([true, true]);
  }
});
