import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('a payer who never pays: closed at the end of the time, the number given back, nothing taken', async () => {
  const kiosk = await openKiosk();
  await kiosk.toPayment();
  const { secondsLeft } = kiosk.shown().surround;
  expect(secondsLeft).toBeGreaterThan(100);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', lock: 'released', abandoned: 'notPaidInTime' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid in the last moment, found when the code is closed: refunded, and the number is not revived', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toPayment();
  const { payUntil = 0 } = kiosk.order();
  await kiosk.world.clock.advance(payUntil - kiosk.world.clock.now() - 100);
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'paidLate',
    money: { money: 'refunding', amount: split.self },
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', lock: 'released', abandoned: 'notPaidInTime' });
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, refunded: split.self }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid after the terminal gave up and before its closing arrived: refunded', async () => {
  const kiosk = await openKiosk();
  const { split, orderNumber } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failUntilCleared('closePaymentOrder', 'lostRequest');
  kiosk.tap({ kind: 'cancel' });
  await kiosk.world.clock.advance(2000);
  expect(kiosk.world.hospital.controls.pay(orderNumber)).toEqual({ ok: true });
  kiosk.world.misbehaviour.clear();
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'cancelled', money: { amount: split.self } });
  expect(trouble.money.money).toMatch(/^refund/);
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', abandoned: 'patient' });
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('giving the payment up leads back to the doctors, and the code cannot be paid any more', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.tap({ kind: 'cancel' });
  await kiosk.until('chooseDoctor');
  expect(kiosk.world.hospital.controls.pay(orderNumber)).toEqual({ ok: false, why: 'closed' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid in the very moment of giving up: the money goes back', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, split } = await kiosk.toPayment();
  kiosk.pay();
  kiosk.tap({ kind: 'cancel' });
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'cancelled', reference: orderNumber });
  expect(trouble.money.money).toMatch(/^refund/);
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([
    { captured: split.self, refunded: split.self, delivered: 0 },
  ]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a platform that grants less time than the terminal: the code is closed by both, and nothing is taken', async () => {
  const kiosk = await openKiosk({ hospital: hospitalWith({ payWithinSeconds: 20 }) });
  await kiosk.toPayment();
  expect(kiosk.shown().surround.secondsLeft).toBeLessThanOrEqual(20);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});
