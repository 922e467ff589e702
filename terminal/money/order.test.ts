/**
 * An order lived through against another side that loses requests and replies, refuses, and is moved by others; with a
 * patient who gives up and a power that fails. No clock, no I/O.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hospital } from '../hospital/client.ts';
import { createCounterpart, type Finding } from './counterpart.ts';
import { isOpen, nextStep, type Question, type Step } from './next-step.ts';
import { fold, type Order, type OrderState, opened } from './order.ts';
import type { Act, OrderEntry } from './order-entry.ts';
import {
  actOf,
  createOtherSide,
  type Event,
  events,
  type Fate,
  fates,
  type Moment,
  reverseAfter,
  type Scenario,
} from './other-side.ts';
import { isDelivered, isGivingBack, type Opening, type Purpose } from './purpose.ts';

const payWithin = 60_000;

const purposes: readonly Purpose[] = [
  { kind: 'slot', slotId: 's' },
  { kind: 'booking', bookingId: 'b' },
  { kind: 'checkIn', bookingId: 'b' },
  { kind: 'bills', billIds: ['b1', 'b2'] },
  { kind: 'card', replaces: false },
  { kind: 'reports', reportIds: ['r1'] },
  { kind: 'cancel', bookingId: 'b' },
  { kind: 'refund', transaction: 'earlier', amount: 700 },
];
const prices = [
  { price: 2500, self: 2500, insured: false },
  { price: 2500, self: 900, insured: true },
  { price: 2500, self: 0, insured: true },
  { price: 2500, self: 2500, insured: true },
  { price: 0, self: 0, insured: false },
];
const often = <T>(usual: T, others: readonly T[], weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 10, arbitrary: fc.constantFrom(...others) });

/** Moments alike that follow one another: bad times last. */
const spells: fc.Arbitrary<Moment[]> = fc
  .record({
    event: often<Event>('nothing', [...events, 'patientGivesUp', 'patientGivesUp'], 12),
    fate: often<Fate>('answered', fates, 12),
    times: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ times, ...moment }) => Array.from({ length: times }, () => moment));

const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    purpose: fc.constantFrom(...purposes),
    prices: fc.constantFrom(...prices),
    settle: fc.constantFrom('beforePayment' as const, 'afterPayment' as const),
    undoFirst: fc.boolean(),
    priceMoved: often<Scenario['priceMoved']>('none', ['total', 'self'], 90),
    cancelOwes: fc.constantFrom(0, 900),
    oldSettlement: fc.boolean(),
    bounces: often(false, [true], 30),
    undoTakes: fc.nat(3),
    moments: fc.array(spells, { maxLength: 20, size: 'max' }).map((all) => all.flat()),
  })
  .map(({ prices, ...rest }) => ({ ...rest, ...prices }));

/** Where an order stands while it does something. */
const statesIn: Readonly<Record<Act | Exclude<Question, 'lock'>, readonly OrderState[]>> = {
  lock: ['created'],
  createPayment: ['locked'],
  payment: ['awaitingPayer'],
  charge: ['awaitingPayer'],
  closePayment: ['locked', 'awaitingPayer'],
  settleInsurance: ['locked', 'paid'],
  confirm: ['paid', 'fulfilling'],
  reportCard: ['fulfilled'],
  cancelBooking: ['created'],
  undoInsurance: ['refundPending'],
  settlement: ['refundPending'],
  refund: ['refundPending'],
  releaseLock: ['closed', 'refunded', 'refundFailed'],
};

function statesDuring(step: Step, order: Order): readonly OrderState[] {
  if (step.kind === 'act' || step.kind === 'resolve') return statesIn[step.act];
  if (step.kind === 'ask') return step.about === 'lock' ? ['awaitingPayer'] : statesIn[step.about];
  if (step.kind === 'wait' && step.until === undefined) return order.confirmation === 'done' ? ['fulfilled'] : ['paid'];
  return step.kind === 'done' ? ['fulfilled', 'closed', 'refunded', 'refundFailed'] : ['awaitingPayer'];
}

const quiet: Moment = { event: 'nothing', fate: 'answered' };
const idle = new AbortController().signal;

/** Lives an order to its end, and checks on the way what must hold at every moment. */
async function live(scenario: Scenario) {
  const { purpose: planned, price, self, insured, settle, moments } = scenario;
  const purpose = planned.kind === 'refund' && scenario.oldSettlement ? { ...planned, settlementId: 'old' } : planned;
  const opening: Opening = {
    ...{
      order: 'order',
      visit: 'v',
      lockId: 'lock',
      refundNumber: 'refund',
      settlementId: 'settlement',
      recordId: 'p',
    },
    ...{ purpose, price, self, settle, ...(scenario.undoFirst && { undoFirst: true as const }) },
    ...(insured && { insuranceToken: 'token' }),
  };
  let now = 1_000_000;
  let order = opened(opening);
  let payerCode: string | undefined;
  let fate: Fate = 'answered';
  const entries: Exclude<OrderEntry, { kind: 'order.opened' }>[] = [];
  const other = createOtherSide(scenario, opening, () => now);
  const hospital: Hospital = {
    call: async (name, input) => {
      const act = actOf[name];
      expect(act === undefined || order.unresolved === act, `${name} was carried out and not intended`).toBe(true);
      const answer = other.answer(name, input, fate);
      if (!answer) return { ok: false, failure: 'unknown', why: 'no answer' };
      return (
        'code' in answer
          ? { ok: false, failure: 'refused', code: answer.code }
          : { ok: true, value: answer.value, serverTime: now }
      ) as never;
    },
  };
  const clock = { now: () => now, after: () => () => {} };
  const counterpart = createCounterpart({
    ...{ hospital, clock, terminal: 'T1', payWithin: () => payWithin, reverseAfter: () => reverseAfter },
  });
  const isCut = () => fate === 'cutBefore' || fate === 'cutAfter';

  function write(entry: OrderEntry): void {
    if (entry.kind === 'order.opened') throw new TypeError('opened twice');
    entries.push(entry);
    order = fold(order, entry);
  }
  async function act(it: Act): Promise<Finding | undefined> {
    write({
      kind: 'act.intended',
      order: 'order',
      act: it,
      ...(it === 'charge' && { reverseFrom: now + reverseAfter }),
    });
    const finding = await counterpart.act(order, it, payerCode);
    if (finding.kind === 'unknown' && !isCut())
      write({ kind: 'act.unknown', order: 'order', act: it, why: finding.why });
    return finding;
  }
  /** What a device comes to, when it is waited for. */
  function moveDevice(event: Event): OrderEntry {
    if (order.confirmation === 'done') {
      return { kind: 'card.delivered', order: 'order', state: event === 'deviceFails' ? 'captured' : 'handedOver' };
    }
    if (event === 'deviceFails') return { kind: 'delivery.failed', order: 'order', fault: 'paperJammed', pages: 1 };
    if (order.delivery === 'none') return { kind: 'delivery.begun', order: 'order' };
    return { kind: 'delivery.done', order: 'order', pages: 2 };
  }
  async function take(step: Exclude<Step, { kind: 'done' }>, event: Event): Promise<Finding | undefined> {
    switch (step.kind) {
      case 'wait':
        if (step.until === undefined) write(moveDevice(event));
        else now = step.until;
        return undefined;
      case 'abandon':
        write({ kind: 'order.abandoned', order: 'order', why: step.why });
        return undefined;
      case 'act':
        return act(step.act);
      case 'ask': {
        if (step.about !== 'payment' || payerCode === undefined) return counterpart.ask(order, step.about, idle);
        const finding = await act('charge');
        payerCode = undefined;
        return finding;
      }
      case 'resolve': {
        const finding = await counterpart.ask(order, step.act, idle);
        return finding.kind === 'absent' && !isCut() ? act(step.act) : finding;
      }
    }
  }

  for (let turn = 0; ; turn++) {
    expect(turn, 'the order does not come to its end').toBeLessThan(moments.length + 150);
    const moment = moments[turn] ?? quiet;
    ({ fate } = moment);
    now += moment.event === 'minutePasses' ? 60_000 : 1000;
    other.happen(moment.event);
    if (moment.event === 'payerScans') payerCode = '130000000000000000';
    if (moment.event === 'patientGivesUp') write({ kind: 'order.abandoned', order: 'order', why: 'patient' });
    const step = nextStep(order, now);
    expect(statesDuring(step, order), JSON.stringify(step)).toContain(order.state);
    if (step.kind === 'done') break;
    const finding = await take(step, moment.event);
    if (isCut()) {
      // What came of the turn is lost with the power.
      now += 2000;
      const again = entries.reduce(fold, opened(opening));
      expect(again).toEqual(order);
      order = again;
      payerCode = undefined;
    } else if (finding?.kind === 'entry') write(finding.entry);
  }
  return { order, entries, world: other.world };
}

/** Where an order must stand in the end, by what the other side has. */
function expectedState({ purpose }: Scenario, order: Order, world: Awaited<ReturnType<typeof live>>['world']) {
  if (world.confirmation === 'done') return 'fulfilled';
  if (purpose.kind === 'cancel' && world.cancellation !== 'done') return 'closed';
  if (order.insurance === 'stuck') return 'refundFailed';
  if (order.repayment) return world.refund?.state === 'arrived' ? 'refunded' : 'refundFailed';
  return purpose.kind === 'cancel' ? 'fulfilled' : 'closed';
}

test('whatever happens, everything taken is confirmed or given back exactly once, and nothing is held', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      const { order, world, entries } = await live(scenario);
      expect(world.wrongs).toEqual([]);
      expect(order.state).toBe(expectedState(scenario, order, world));
      expect(order.confirmation === 'done').toBe(world.confirmation === 'done' || world.cancellation === 'done');
      expect(world.payment, 'a code can still be paid').not.toBe('NOTPAY');

      const settled = order.settlementId && world.settlements.get('settlement');
      if (world.confirmation === 'done') {
        expect(world.refund).toBeUndefined();
        expect(order.abandoned).toBeUndefined();
        expect(settled === undefined || settled === 'settled').toBe(true);
        expect(order.card).toEqual(scenario.purpose.kind === 'card' ? { state: world.card, told: true } : undefined);
        if (isDelivered(scenario.purpose)) expect(order.delivery).toBe('done');
        return;
      }
      if (order.insurance !== 'stuck') expect([undefined, 'undone']).toContain(settled);
      if (order.insurance === 'undone')
        expect([undefined, 'undone']).toContain(
          world.settlements.get(isGivingBack(order.purpose) ? 'old' : 'settlement'),
        );
      if (order.releasesFailed < 3) expect(world.lock).not.toBe('held');
      if (world.refund)
        expect(world.refund).toMatchObject(
          order.repayment
            ? { amount: order.repayment.amount, transaction: order.repayment.transaction }
            : { amount: -1 },
        );
      if (world.captured > 0) expect(order.repayment).toEqual({ transaction: 'order', amount: world.captured });
      expect(entries.filter(({ kind }) => kind === 'refund.arrived').length).toBeLessThan(2);
    }),
    { numRuns: 3000 },
  );
});

test('the scenarios lead to every end there is, and an ended order asks for nothing but its slip', async () => {
  const ends = new Set<string>();
  for (const scenario of fc.sample(scenarios, { seed: 7, numRuns: 1500 })) {
    const { order } = await live(scenario);
    ends.add(isGivingBack(order.purpose) ? `${order.purpose.kind} ${order.state}` : order.state);
    if (order.insurance === 'stuck') ends.add('stuck');
    if (order.abandoned) ends.add(order.abandoned);
    if (order.state === 'fulfilled' && order.payment === 'closed') ends.add('paid elsewhere, had here');
    if (order.lock === 'held') ends.add('left to expire');
    expect(isOpen({ ...order, slip: 'printed' })).toBe(false);
  }
  expect(ends).toEqual(
    new Set([
      ...['fulfilled', 'closed', 'refunded', 'refundFailed', 'stuck', 'paid elsewhere, had here', 'left to expire'],
      ...['patient', 'notPaidInTime', 'priceChanged', 'notDelivered', 'paidElsewhere'],
      ...['cancel closed', 'cancel fulfilled', 'cancel refunded', 'cancel refundFailed'],
      ...['refund refunded', 'refund refundFailed'],
    ]),
  );
});
