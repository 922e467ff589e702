import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryJournal, type MemoryJournal } from '../../simulator/world/memory-journal.ts';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Confirmation } from '../hospital/contract/locks.ts';
import { createJournal, entryOf, type Journal } from '../journal/journal.ts';
import type { LogEvent } from '../log-event.ts';
import type { Counterpart, Finding } from './counterpart.ts';
import { createMoney, type Money, type Watched } from './money.ts';
import { isOpen, type Question, type Resolvable } from './next-step.ts';
import type { Act, OrderEntry } from './order-entry.ts';
import type { Opening } from './purpose.ts';

const order = '20261121-0000000001';
const opening: Opening = {
  order,
  visit: 'v',
  lockId: 'l',
  refundNumber: 'r',
  settlementId: 'i',
  recordId: 'p',
  purpose: { kind: 'slot', slotId: 's' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
};
const insured: Opening = { ...opening, self: 900, insuranceToken: 't' };
const card: Opening = { ...opening, purpose: { kind: 'card', replaces: false } };
const reports: Opening = { ...opening, purpose: { kind: 'reports', reportIds: ['x'] } };
const payerCode = '134567890123456789';
const self = { fund: 0, account: 0, familyAccount: 0, assistance: 0, hospitalBorne: 0, self: 2500 };
const confirmation: Confirmation = {
  orderNumber: order,
  recordId: 'p',
  amount: { total: 2500, ...self },
  result: { kind: 'card', replaced: false },
};

type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;
const entry = (it: Unnumbered<Exclude<OrderEntry, { kind: 'order.opened' }>>): Finding => ({
  kind: 'entry',
  entry: { ...it, order } as OrderEntry,
});
const unknown: Finding = { kind: 'unknown', why: 'no answer' };
const absent: Finding = { kind: 'absent' };
const unchanged: Finding = { kind: 'unchanged', payerBusy: false };

const heldAt = (total: number, self: number) => entry({ kind: 'lock.held', total, self, lockedUntil: 900_000 });
const held = heldAt(2500, 2500);
const released = entry({ kind: 'lock.released' });
const paid = entry({ kind: 'payment.paid' });
const closed = entry({ kind: 'payment.closed' });
const settled = entry({ kind: 'insurance.settled', amount: 1600 });
const undoing = entry({ kind: 'insurance.undoing' });
const undone = entry({ kind: 'insurance.undone' });
const confirmed: Finding = {
  ...{ kind: 'entry', confirmation },
  entry: { kind: 'order.confirmed', order, purpose: 'slot', amount: 2500, paidHere: true },
};
const reported = entry({ kind: 'card.reported' });
const refundAccepted = entry({ kind: 'refund.accepted' });
const refundArrived = entry({ kind: 'refund.arrived', amount: 2500 });
const refused = (act: Act, code: string) => entry({ kind: 'act.refused', act, code });
const open = () => entry({ kind: 'payment.open', code: 'qr', payUntil: clock.now() + 120_000 });

type Call = Act | `ask ${Question | Resolvable}`;
/** What each call finds, in turn; the last one stays. */
type Script = Partial<Record<Call, readonly Finding[]>>;

let clock: VirtualClock;
let store: MemoryJournal;
let journal: Journal;
let money: Money;
let calls: Call[];
let charged: unknown[];
let logged: LogEvent[];
let unintended: Act[];
let watched: Watched | undefined;

function start(script: Script): void {
  const left = new Map(Object.entries(script).map(([call, findings]) => [call, [...findings]]));
  async function next(call: Call): Promise<Finding> {
    calls.push(call);
    const findings = left.get(call);
    const finding = findings && findings.length > 1 ? findings.shift() : findings?.[0];
    if (!finding) throw new Error(`unscripted: ${call}`);
    return finding;
  }
  const counterpart: Counterpart = {
    act(_, act, payerCode) {
      const last = store.last();
      const before = last && entryOf(last);
      if (before?.kind !== 'act.intended' || before.act !== act) unintended.push(act);
      if (act === 'charge') charged.push(payerCode);
      return next(act);
    },
    ask: (_, about) => next(`ask ${about}`),
  };
  journal = createJournal(store, clock, () => {});
  const policy = () => ({ firstQuery: 5000, queryEvery: 3000 });
  money = createMoney({ journal, counterpart, clock, log: (event) => logged.push(event) }, policy);
}

const paying = () => ({ lock: [held], createPayment: [open()] });
const now = () => store.order(order);
const kinds = () => store.read(0, 1000).map((record) => entryOf(record).kind);
const count = (call: Call) => calls.filter((it) => it === call).length;
const watch = () =>
  money.watch(order, (it) => {
    watched = it;
  });
/** The power fails and comes back: another run on the same journal. */
async function restart(script: Script, cardInside = false): Promise<void> {
  money.stop();
  calls = [];
  start(script);
  const recovered = money.recover(cardInside);
  await clock.advance(120_000);
  await recovered;
}

beforeEach(() => {
  clock = createVirtualClock(0);
  store = createMemoryJournal();
  calls = [];
  charged = [];
  logged = [];
  unintended = [];
  watched = undefined;
});

// Whatever a test is about: nothing outward is done that the journal does not have, and no payer's code is kept.
afterEach(() => {
  expect(unintended).toEqual([]);
  const kept = JSON.stringify([store.read(0, 1000), now(), logged]);
  expect(kept).not.toContain(payerCode);
});

test('lock, payment, confirmation: each act is written down before and after', async () => {
  start({ ...paying(), 'ask payment': [unchanged, paid], confirm: [confirmed] });
  money.open(opening);
  const stop = watch();
  await clock.advance(60_000);
  expect(calls).toEqual(['lock', 'createPayment', 'ask payment', 'ask payment', 'confirm']);
  expect(kinds()).toEqual([
    ...['order.opened', 'act.intended', 'lock.held', 'act.intended', 'payment.open', 'payment.paid'],
    ...['act.intended', 'order.confirmed'],
  ]);
  expect(watched).toMatchObject({ order: { state: 'fulfilled' }, confirmation });
  expect(money.running).toBe(0);
  stop();
});

test('what the hospital confirmed reaches the watchers and is written down nowhere', async () => {
  start({ ...paying(), 'ask payment': [paid], confirm: [confirmed] });
  money.open(opening);
  const stop = watch();
  await clock.advance(10_000);
  expect(watched?.confirmation).toEqual(confirmation);
  expect(JSON.stringify(store.read(0, 1000))).not.toContain('recordId":"p","amount');
  stop();
  watch();
  expect(watched?.confirmation).toBeUndefined();
});

test('the first question comes 5 s after the code is shown, then one every 3 s, and at once when nudged', async () => {
  start({ ...paying(), 'ask payment': [unchanged] });
  money.open(opening);
  await clock.advance(4999);
  expect(count('ask payment')).toBe(0);
  await clock.advance(1);
  expect(count('ask payment')).toBe(1);
  await clock.advance(6000);
  expect(count('ask payment')).toBe(3);
  money.nudge(order);
  await clock.advance(0);
  expect(count('ask payment')).toBe(4);
});

test('after answers that say nothing it waits longer each time, and never past the payer’s time', async () => {
  start({ ...paying(), 'ask payment': [unknown], closePayment: [closed], releaseLock: [released] });
  money.open(opening);
  await clock.advance(5000 + 1000 + 2000 + 4000 + 8000);
  expect(count('ask payment')).toBe(5);
  await clock.advance(100_000);
  expect(now()).toMatchObject({ state: 'closed', abandoned: 'notPaidInTime', lock: 'released' });
});

test('a payer who never pays: at the end of the time the order is closed and the lock released', async () => {
  start({ ...paying(), 'ask payment': [unchanged], closePayment: [closed], releaseLock: [released] });
  money.open(opening);
  await clock.advance(119_999);
  expect(now()?.state).toBe('awaitingPayer');
  await clock.advance(1);
  expect(calls.slice(-2)).toEqual(['closePayment', 'releaseLock']);
  expect(now()).toMatchObject({ state: 'closed', lock: 'released', abandoned: 'notPaidInTime' });
});

test('paid in the moment of giving up: the money goes back and the number is not revived', async () => {
  start({
    ...paying(),
    'ask payment': [unchanged],
    closePayment: [paid],
    refund: [refundAccepted],
    'ask refund': [unchanged, refundArrived],
    releaseLock: [released],
  });
  money.open(opening);
  await clock.advance(7000);
  money.abandon(order, 'patient');
  money.abandon(order, 'notPaidInTime');
  await clock.advance(60_000);
  expect(calls).not.toContain('confirm');
  expect(now()).toMatchObject({ state: 'refunded', abandoned: 'patient', lock: 'released', refund: 'arrived' });
  expect(kinds().filter((kind) => kind === 'order.abandoned')).toHaveLength(1);
});

test('a lock at another price than was shown is not accepted', async () => {
  start({ lock: [heldAt(2600, 2500)], releaseLock: [released] });
  money.open(opening);
  await clock.advance(1000);
  expect(calls).toEqual(['lock', 'releaseLock']);
  expect(now()).toMatchObject({ state: 'closed', abandoned: 'priceChanged' });
});

test('nothing to pay: confirmed without a payment, and refused without a refund', async () => {
  start({ lock: [heldAt(0, 0)], confirm: [refused('confirm', 'clinicCancelled')], releaseLock: [released] });
  money.open({ ...opening, price: 0, self: 0 });
  await clock.advance(1000);
  expect(calls).toEqual(['lock', 'confirm', 'releaseLock']);
  expect(now()?.state).toBe('closed');
});

describe('a payer’s code', () => {
  const charging = (findings: readonly Finding[], rest: Script = {}): Script => ({
    ...paying(),
    'ask payment': [unchanged],
    charge: findings,
    ...rest,
  });

  test('is charged at once, used one time, and the order asked about as ever', async () => {
    start(
      charging([entry({ kind: 'payment.charged', reverseFrom: 21_000 })], {
        'ask payment': [unchanged, paid],
        confirm: [confirmed],
      }),
    );
    money.open(opening);
    const charges: string[] = [];
    money.watch(order, ({ charge }) => charges.push(charge));
    await clock.advance(6000);
    money.charge(order, payerCode);
    await clock.advance(0);
    expect(charged).toEqual([payerCode]);
    expect(charges).toContain('running');
    expect(charges.at(-1)).toBe('none');
    await clock.advance(5000);
    expect(now()?.state).toBe('fulfilled');
    expect(charged).toHaveLength(1);
  });

  test('that paid at once needs no question', async () => {
    start(charging([paid], { confirm: [confirmed] }));
    money.open(opening);
    await clock.advance(6000);
    money.charge(order, payerCode);
    await clock.advance(0);
    expect(calls.slice(-2)).toEqual(['charge', 'confirm']);
  });

  test('that is of no use is told, and another one can be scanned', async () => {
    start(charging([refused('charge', 'codeUnusable'), paid], { confirm: [confirmed] }));
    money.open(opening);
    watch();
    await clock.advance(6000);
    money.charge(order, payerCode);
    await clock.advance(0);
    expect(watched).toMatchObject({ charge: 'refused', order: { state: 'awaitingPayer' } });
    expect(now()?.refusal).toBeUndefined();
    money.charge(order, payerCode);
    await clock.advance(0);
    expect(now()?.state).toBe('fulfilled');
  });

  test('charged and given up: the order is not reversed before its time', async () => {
    start(
      charging([entry({ kind: 'payment.charged', reverseFrom: 21_000 })], {
        closePayment: [closed],
        releaseLock: [released],
      }),
    );
    money.open(opening);
    await clock.advance(6000);
    money.charge(order, payerCode);
    await clock.advance(0);
    money.abandon(order, 'patient');
    money.nudge(order);
    await clock.advance(14_999);
    expect(calls).not.toContain('closePayment');
    await clock.advance(1);
    expect(calls.slice(-2)).toEqual(['closePayment', 'releaseLock']);
  });

  test('of an order that cannot be paid any more, or not yet, is charged to nobody', async () => {
    start({ ...charging([paid]), lock: [unknown, held], closePayment: [closed], releaseLock: [released] });
    money.open(opening);
    money.charge(order, payerCode);
    await clock.advance(10_000);
    money.abandon(order, 'patient');
    money.charge(order, payerCode);
    await clock.advance(10_000);
    expect(now()?.state).toBe('closed');
    money.charge(order, payerCode);
    await clock.advance(10_000);
    expect(charged).toEqual([]);
  });

  test('a payer who types a password is seen to be busy', async () => {
    start({ ...paying(), 'ask payment': [{ kind: 'unchanged', payerBusy: true }, unchanged] });
    money.open(opening);
    watch();
    await clock.advance(5000);
    expect(watched?.payerBusy).toBe(true);
    await clock.advance(3000);
    expect(watched?.payerBusy).toBe(false);
  });
});

describe('paid through another channel', () => {
  test('what nothing is left to pay of is confirmed here', async () => {
    start({
      ...paying(),
      'ask payment': [closed],
      'ask lock': [unknown, entry({ kind: 'lock.paidElsewhere' })],
      confirm: [confirmed],
    });
    money.open(opening);
    await clock.advance(10_000);
    expect(calls).not.toContain('refund');
    expect(now()).toMatchObject({ state: 'fulfilled', self: 0, payment: 'closed' });
  });

  test('what was used up there ends here, with nothing taken', async () => {
    start({ ...paying(), 'ask payment': [closed], 'ask lock': [entry({ kind: 'lock.usedElsewhere' })] });
    money.open(opening);
    await clock.advance(10_000);
    expect(now()).toMatchObject({ state: 'closed', abandoned: 'paidElsewhere' });
    expect(calls).not.toContain('releaseLock');
  });
});

describe('with insurance', () => {
  const all = (): Script => ({
    lock: [heldAt(2500, 900)],
    createPayment: [open()],
    'ask payment': [paid],
    settleInsurance: [unknown],
    'ask settleInsurance': [absent, settled],
    confirm: [refused('confirm', 'clinicCancelled')],
    undoInsurance: [unknown, undoing],
    'ask settlement': [unchanged, unchanged, undone],
    refund: [entry({ kind: 'refund.arrived', amount: 900 })],
    releaseLock: [released],
  });

  test('settled after the payment: undone until it is seen to be undone, then refunded', async () => {
    start(all());
    money.open(insured);
    await clock.advance(120_000);
    const order = ['lock', 'createPayment', 'settleInsurance', 'confirm', 'undoInsurance', 'refund', 'releaseLock'];
    expect([...new Set(calls.filter((call) => !call.startsWith('ask')))]).toEqual(order);
    expect(count('ask settlement')).toBe(3);
    expect(now()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  });

  test('settled before the payment: refunded, then undone', async () => {
    start(all());
    money.open({ ...insured, settle: 'beforePayment' });
    await clock.advance(120_000);
    const order = ['lock', 'settleInsurance', 'createPayment', 'confirm', 'refund', 'undoInsurance', 'releaseLock'];
    expect([...new Set(calls.filter((call) => !call.startsWith('ask')))]).toEqual(order);
    expect(now()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  });

  test('a settlement refused before the payment takes nothing', async () => {
    start({ ...all(), settleInsurance: [refused('settleInsurance', 'insuranceRefused')] });
    money.open({ ...insured, settle: 'beforePayment' });
    await clock.advance(10_000);
    expect(calls).toEqual(['lock', 'settleInsurance', 'releaseLock']);
    expect(now()).toMatchObject({ state: 'closed', refusal: 'insuranceRefused' });
  });
});

describe('an unknown confirmation', () => {
  const untilPaid = () => ({ ...paying(), 'ask payment': [paid] });

  test('is asked about, and found', async () => {
    start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown, confirmed] });
    money.open(opening);
    await clock.advance(60_000);
    expect(count('confirm')).toBe(1);
    expect(now()?.state).toBe('fulfilled');
  });

  test('of which the hospital knows nothing is sent again under the same number', async () => {
    start({ ...untilPaid(), confirm: [unknown, confirmed], 'ask confirm': [absent] });
    money.open(opening);
    await clock.advance(60_000);
    expect(calls.slice(-3)).toEqual(['confirm', 'ask confirm', 'confirm']);
    expect(now()?.state).toBe('fulfilled');
  });

  test('that was refused is refunded', async () => {
    const refusal = refused('confirm', 'confirmationRefused');
    start({
      ...untilPaid(),
      confirm: [unknown],
      'ask confirm': [refusal],
      refund: [refundArrived],
      releaseLock: [released],
    });
    money.open(opening);
    await clock.advance(60_000);
    expect(now()).toMatchObject({ state: 'refunded', refusal: 'confirmationRefused' });
  });
});

test('an unknown refund is asked about before it is sent again', async () => {
  start({
    ...paying(),
    'ask payment': [paid],
    confirm: [refused('confirm', 'clinicCancelled')],
    refund: [unknown, refundArrived],
    'ask refund': [absent],
    releaseLock: [unknown],
  });
  money.open(opening);
  await clock.advance(600_000);
  expect(calls.filter((call) => call.includes('refund'))).toEqual(['refund', 'ask refund', 'refund']);
  expect(count('releaseLock')).toBe(3);
  expect(money.running).toBe(0);
});

describe('what a device delivers', () => {
  const untilPaid = () => ({ ...paying(), 'ask payment': [paid], refund: [refundArrived], releaseLock: [released] });

  test('is waited for while somebody watches, and then confirmed', async () => {
    start({ ...untilPaid(), confirm: [confirmed] });
    money.open(reports);
    watch();
    await clock.advance(600_000);
    money.nudge(order);
    await clock.advance(600_000);
    expect(watched?.order.state).toBe('paid');
    money.delivered({ kind: 'delivery.begun', order });
    money.delivered({ kind: 'pages.out', order, pages: 2 });
    money.delivered({ kind: 'delivery.done', order, pages: 2 });
    await clock.advance(0);
    expect(now()).toMatchObject({ state: 'fulfilled', pages: 2 });
  });

  test.each(['before it began', 'in the middle'])('is given up when nobody watches any more, %s', async (when) => {
    start(untilPaid());
    money.open(reports);
    const stop = watch();
    await clock.advance(10_000);
    if (when === 'in the middle') money.delivered({ kind: 'delivery.begun', order });
    stop();
    await clock.advance(10_000);
    expect(now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered' });
  });

  test('that nobody ever watched is given up as well', async () => {
    start(untilPaid());
    money.open(card);
    await clock.advance(10_000);
    expect(now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered' });
  });

  test('and could not is refunded', async () => {
    start(untilPaid());
    money.open(card);
    watch();
    await clock.advance(10_000);
    money.delivered({ kind: 'delivery.failed', order, fault: 'stackEmpty', pages: 0 });
    await clock.advance(10_000);
    expect(now()).toMatchObject({ state: 'refunded', abandoned: 'notDelivered', lock: 'released' });
  });

  test('a bound card is waited for and reported until the hospital has heard it', async () => {
    start({ ...untilPaid(), confirm: [confirmed], reportCard: [unknown, reported] });
    money.open(card);
    watch();
    await clock.advance(10_000);
    money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await clock.advance(600_000);
    expect(watched?.order).toMatchObject({ state: 'fulfilled' });
    expect(calls).not.toContain('reportCard');
    money.delivered({ kind: 'card.delivered', order, state: 'handedOver' });
    await clock.advance(10_000);
    expect(now()?.card).toEqual({ state: 'handedOver', told: true });
    expect(count('reportCard')).toBe(2);
  });

  test('a bound card that nobody hands over any more is captured', async () => {
    start({ ...untilPaid(), confirm: [confirmed], reportCard: [reported] });
    money.open(card);
    const stop = watch();
    await clock.advance(10_000);
    money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await clock.advance(1000);
    stop();
    await clock.advance(1000);
    expect(now()).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true }, slip: 'kept' });
  });
});

describe('giving back', () => {
  test('a cancellation is refunded as the hospital says, insurance first', async () => {
    const repayment = { transaction: 'earlier', amount: 900, settlementId: 'old' };
    start({
      cancelBooking: [unknown],
      'ask cancelBooking': [entry({ kind: 'booking.cancelled', repayment })],
      undoInsurance: [undoing],
      'ask settlement': [undone],
      refund: [entry({ kind: 'refund.arrived', amount: 900 })],
    });
    money.open({ ...opening, purpose: { kind: 'cancel', bookingId: 'b' }, price: 0, self: 0 });
    money.abandon(order, 'patient');
    await clock.advance(60_000);
    expect(calls).toEqual(['cancelBooking', 'ask cancelBooking', 'undoInsurance', 'ask settlement', 'refund']);
    expect(now()).toMatchObject({ state: 'refunded', confirmation: 'done', repayment });
  });

  test('a refund that bounced is left to a person', async () => {
    start({ refund: [refundAccepted], 'ask refund': [unchanged, entry({ kind: 'refund.failed' })] });
    money.open({ ...opening, purpose: { kind: 'refund', transaction: 'earlier', amount: 700 }, price: 700, self: 700 });
    await clock.advance(60_000);
    expect(now()?.state).toBe('refundFailed');
    expect(money.running).toBe(0);
  });
});

test('a fulfilled order that nobody waits for keeps its slip for later', async () => {
  start({ ...paying(), 'ask payment': [paid], confirm: [confirmed] });
  money.open(opening);
  await clock.advance(10_000);
  expect(now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(journal.openOrders()).toEqual([]);
});

describe('after a power cut', () => {
  test.each([
    ['before anything was asked', {}, {}, 'closed'],
    ['while a lock was asked for', { lock: [unknown] }, { releaseLock: [released] }, 'closed'],
    [
      'while it waited for its payer',
      {
        lock: [held],
        createPayment: [entry({ kind: 'payment.open', code: 'qr', payUntil: 120_000 })],
        'ask payment': [unchanged],
      },
      { closePayment: [paid], refund: [refundArrived], releaseLock: [released] },
      'refunded',
    ],
  ] as const)('an order cut off %s needs its patient, and goes back', async (when, script, then, state) => {
    start(script);
    if (when === 'before anything was asked') journal.append({ kind: 'order.opened', ...opening });
    else money.open(opening);
    await clock.advance(500);
    await restart(then);
    expect(now()).toMatchObject({ state, abandoned: 'powerCut' });
    expect(journal.openOrders()).toEqual([]);
  });

  test('an order given up before the cut keeps its reason', async () => {
    start({ ...paying(), closePayment: [unknown] });
    money.open(opening);
    await clock.advance(1000);
    money.abandon(order, 'patient');
    await clock.advance(1000);
    await restart({ closePayment: [closed], releaseLock: [released] });
    expect(now()).toMatchObject({ state: 'closed', abandoned: 'patient' });
  });

  test('a charged order is reversed no sooner for it', async () => {
    start({
      ...paying(),
      'ask payment': [unchanged],
      charge: [entry({ kind: 'payment.charged', reverseFrom: 16_000 })],
    });
    money.open(opening);
    await clock.advance(1000);
    money.charge(order, payerCode);
    await clock.advance(0);
    money.stop();
    start({ closePayment: [closed], releaseLock: [released] });
    void money.recover(false);
    await clock.advance(14_999);
    expect(calls).not.toContain('closePayment');
    await clock.advance(1);
    expect(now()?.state).toBe('closed');
  });

  test('a paid order is finished', async () => {
    start({ ...paying(), 'ask payment': [paid], confirm: [unknown], 'ask confirm': [unknown] });
    money.open(opening);
    await clock.advance(6000);
    expect(now()?.state).toBe('fulfilling');
    await restart({ 'ask confirm': [absent], confirm: [confirmed] });
    expect(now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  });

  test('a refund under way is finished, and a cancellation that was begun', async () => {
    const cancel: Opening = { ...opening, purpose: { kind: 'cancel', bookingId: 'b' } };
    start({ cancelBooking: [unknown], 'ask cancelBooking': [unknown] });
    money.open(cancel);
    await clock.advance(1000);
    await restart({ 'ask cancelBooking': [absent], cancelBooking: [entry({ kind: 'booking.cancelled' })] });
    expect(now()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
    expect(now()?.abandoned).toBeUndefined();
  });

  const refunding = { refund: [refundArrived], releaseLock: [released] };
  const untilPaid = () => ({ ...paying(), 'ask payment': [paid] });

  test.each([
    ['a card that was being written', card, 'delivery.begun', 'refunded'],
    ['a card that was written and not bound', card, 'delivery.done', 'refunded'],
    ['reports that were being printed', reports, 'delivery.begun', 'refunded'],
    ['reports that are all out', reports, 'delivery.done', 'fulfilled'],
  ] as const)('%s', async (_, from, last, state) => {
    start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown] });
    money.open(from);
    watch();
    await clock.advance(5000);
    // The cut comes before anything else is begun.
    money.stop();
    start({});
    journal.append({ kind: 'delivery.begun', order });
    if (last === 'delivery.done') journal.append({ kind: 'delivery.done', order, pages: 2 });
    await restart({ ...refunding, confirm: [confirmed] }, true);
    expect(now()?.state).toBe(state);
    expect(calls.includes('refund')).toBe(state === 'refunded');
  });

  test.each([
    [true, 'captured'],
    [false, 'handedOver'],
  ] as const)('a bound card, one inside: %s, was %s, and the hospital is told', async (cardInside, state) => {
    start({ ...untilPaid(), confirm: [confirmed] });
    money.open(card);
    watch();
    await clock.advance(5000);
    money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await clock.advance(0);
    await restart({ reportCard: [reported] }, cardInside);
    expect(now()).toMatchObject({ state: 'fulfilled', card: { state, told: true }, slip: 'kept' });
  });

  test('a card of which it is not known whether it is bound is in the bin when it turns out to be', async () => {
    start({ ...untilPaid(), confirm: [unknown], 'ask confirm': [unknown] });
    money.open(card);
    watch();
    await clock.advance(5000);
    money.delivered({ kind: 'delivery.done', order, pages: 0 });
    await clock.advance(0);
    await restart({ 'ask confirm': [confirmed], reportCard: [reported] }, true);
    expect(now()).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true } });
  });
});

describe('a journal that cannot be written', () => {
  test('begins nothing, and stops what was begun', async () => {
    start({ ...paying(), 'ask payment': [unchanged, paid] });
    money.open(opening);
    await clock.advance(6000);
    store.failAppends('disk full');
    await clock.advance(60_000);
    expect(calls).not.toContain('confirm');
    expect(money.running).toBe(0);
    expect(() => money.open({ ...opening, order: 'another' })).toThrow('disk full');
  });

  test('throws at whoever delivered, and not at whoever gives up', async () => {
    start({ ...paying(), 'ask payment': [paid] });
    money.open(reports);
    watch();
    await clock.advance(6000);
    store.failAppends('disk full');
    expect(() => money.delivered({ kind: 'delivery.begun', order })).toThrow('disk full');
    expect(() => money.abandon(order, 'patient')).not.toThrow();
    expect(now()?.abandoned).toBeUndefined();
  });
});

test('stopped, it asks and does nothing more, and the order stays open', async () => {
  start({ ...paying(), 'ask payment': [unchanged] });
  money.open(opening);
  const stop = watch();
  await clock.advance(6000);
  money.stop();
  stop();
  const { length } = calls;
  await clock.advance(600_000);
  expect(calls).toHaveLength(length);
  const left = now();
  expect(left && isOpen(left)).toBe(true);
  expect(money.running).toBe(0);
});
