import { describe, expect, test } from 'vitest';
import type { MisbehaviourName } from '../../../simulator/hospital/misbehaviour.ts';
import { hospitalWith, openKiosk, whose } from '../../kiosk.ts';
import { everyNth, sample } from '../../whole.ts';
import { openEnds } from './open-ends.ts';

const ways: readonly MisbehaviourName[] = [
  'lostReply',
  'lostRequest',
  'silent',
  'straggler',
  'errorAfterActing',
  'proxyPage',
  'duplicate',
  'lateDuplicate',
];

const orders = (['afterPayment', 'beforePayment'] as const).flatMap((settle) => ways.map((way) => ({ settle, way })));

const forth = ['lock', 'createPaymentOrder', 'getPaymentOrder', 'settleInsurance', 'confirm'] as const;
const back = ['undoInsurance', 'getInsuranceSettlement', 'refundPayment', 'getRefund', 'releaseLock'] as const;

describe.each(orders)(`$way, and insurance settles $settle${sample}`, (order) => {
  const { settle, way } = order;
  const which = orders.indexOf(order);
  const hospital = hospitalWith({
    insurance: { settle, undoBeforeRefund: settle === 'afterPayment', undoSeconds: 3 },
  });

  test.each(everyNth(3, forth, which))('at %s: the patient is registered, once, and pays once', async (verb) => {
    const kiosk = await openKiosk({ hospital });
    kiosk.world.misbehaviour.failNext(verb, way);
    const { split } = await kiosk.toInsuredPayment();
    kiosk.pay();
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered', slip: { printed: true } });
    await kiosk.quiet();
    const { ledgers } = kiosk.world.hospital;
    expect(ledgers.accounts()).toMatchObject([{ captured: split.self, delivered: split.self, refunded: 0 }]);
    expect(ledgers.insuranceAccounts()).toMatchObject([{ carried: split.insured, undone: 0 }]);
    expect(ledgers.registrations()).toHaveLength(1);
    expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'printed' });
    expect(openEnds(kiosk)).toEqual([]);
  });

  test.each(everyNth(3, back, which + 1))('at %s on the way back: everything goes back, once', async (verb) => {
    const kiosk = await openKiosk({ hospital });
    const { split } = await kiosk.toInsuredPayment();
    kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
    kiosk.world.misbehaviour.failNext(verb, way);
    kiosk.pay();
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalRefused' });
    await kiosk.quiet();
    const { ledgers } = kiosk.world.hospital;
    expect(ledgers.refunds()).toMatchObject([{ amount: split.self, state: 'arrived' }]);
    expect(ledgers.insuranceAccounts()).toMatchObject([{ undone: split.insured, carried: 0 }]);
    expect(kiosk.order()).toMatchObject({ state: 'refunded' });
    expect(openEnds(kiosk)).toEqual([]);
  });
});

describe.each(ways)('%s', (way) => {
  test('at the closing of a payment the patient gave up: closed, and nothing was taken', async () => {
    const kiosk = await openKiosk();
    await kiosk.toPayment();
    kiosk.world.misbehaviour.failNext('closePaymentOrder', way);
    kiosk.tap({ kind: 'cancel' });
    await kiosk.until('chooseDoctor');
    await kiosk.quiet();
    expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'patient', lock: 'released' });
    expect(openEnds(kiosk)).toEqual([]);
  });

  test('at the giving back of a prepaid booking: given back once, and refunded once', async () => {
    const kiosk = await openKiosk();
    await kiosk.toBooking('20260002');
    kiosk.world.misbehaviour.failNext('cancelBooking', way);
    kiosk.pick('cancelBooking');
    await kiosk.until('review');
    kiosk.pick('cancelBooking');
    expect(await kiosk.until('farewell')).toMatchObject({ done: 'cancelled' });
    await kiosk.quiet();
    expect(kiosk.world.hospital.ledgers.refunds()).toMatchObject([{ state: 'arrived' }]);
    expect(kiosk.orders()).toMatchObject([{ state: 'refunded', confirmation: 'done' }]);
    expect(openEnds(kiosk)).toEqual([]);
  });

  test('at the making of a record: one record is made', async () => {
    const kiosk = await openKiosk();
    kiosk.world.misbehaviour.failNext('createRecord', way);
    kiosk.comeFor('card', whose('何一凡'));
    await kiosk.until('enterNumber');
    kiosk.tap({ kind: 'enter', text: '13800138000' });
    await kiosk.until('review');
    kiosk.pick('agree');
    await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('issueCard'), 60_000);
    expect(kiosk.shown().screen).toMatchObject({ name: 'review', what: 'card' });
    expect(kiosk.kinds().filter((kind) => kind === 'record.created')).toHaveLength(1);
    kiosk.tap({ kind: 'cancel' });
    await kiosk.until('attract');
    // Of two records one would have to be chosen.
    kiosk.world.reader.take();
    await kiosk.world.clock.advance(1000);
    kiosk.comeFor('payment', whose('何一凡'));
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'noBills' });
  });
});

test('a hospital silent for long: the patient is told that it goes on by itself, and it does', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, split } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount: split.self },
    reference: orderNumber,
  });
  await kiosk.leave();
  kiosk.world.misbehaviour.clear();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(kiosk.world.hospital.ledgers.registrations()).toHaveLength(1);
  expect(openEnds(kiosk)).toEqual([]);
});

test.each(['lock', 'createPaymentOrder'] as const)(
  'a hospital silent for long before any money, at %s: the patient is told, and nothing is held',
  async (verb) => {
    const kiosk = await openKiosk();
    await kiosk.identify();
    await kiosk.choose();
    kiosk.world.misbehaviour.failUntilCleared(verb, 'silent');
    kiosk.tap({ kind: 'confirm' });
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
    kiosk.world.misbehaviour.clear();
    await kiosk.quiet();
    expect(kiosk.orders()).toMatchObject([{ state: 'closed' }]);
    expect(openEnds(kiosk)).toEqual([]);
  },
);

test('a hospital that does not answer at all: said before anybody begins, and open again by itself', async () => {
  const kiosk = await openKiosk();
  kiosk.world.misbehaviour.failUntilCleared('any', 'serverError');
  await kiosk.world.clock.advance(90_000);
  expect((await kiosk.until('attract')).errands[0]).toEqual({
    errand: 'registration',
    open: false,
    why: 'hospitalSilent',
  });
  kiosk.world.misbehaviour.clear();
  await kiosk.world.clock.advance(20_000);
  expect((await kiosk.until('attract')).errands[0]).toEqual({ errand: 'registration', open: true });
});
