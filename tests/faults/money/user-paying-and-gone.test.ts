import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('a payer typing a password is told so on the screen, and again when it came to nothing', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.startPaying(orderNumber);
  await kiosk.world.clock.advance(9000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'pay', payerBusy: true });
  kiosk.world.hospital.controls.decline(orderNumber);
  await kiosk.world.clock.advance(9000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'pay', payerBusy: false });
});

test('a payer who begins to type a password and goes: closed at the end of the time, nothing taken', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.startPaying(orderNumber);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'notPaidInTime', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('charged to a scanned code and given up while the password is typed: asked and waited for, then reversed', async () => {
  const kiosk = await openKiosk();
  await kiosk.toPayment();
  kiosk.world.hospital.controls.nextCharge('password');
  kiosk.scan(kiosk.wallet.payerCode());
  await kiosk.world.clock.runUntil(() => kiosk.asked('chargePayerCode').length > 0, 10_000);
  await kiosk.world.clock.advance(1000);
  kiosk.tap({ kind: 'cancel' });
  await kiosk.world.clock.advance(12_000);
  expect(kiosk.asked('closePaymentOrder')).toEqual([]);
  await kiosk.world.clock.advance(4000);
  expect(kiosk.asked('closePaymentOrder')).toHaveLength(1);
  await kiosk.until('chooseDoctor');
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'patient', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('charged to a scanned code, given up, and the password typed to its end: the money goes back', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toPayment();
  kiosk.world.hospital.controls.nextCharge('passwordPays');
  kiosk.scan(kiosk.wallet.payerCode());
  await kiosk.world.clock.runUntil(() => kiosk.asked('chargePayerCode').length > 0, 10_000);
  await kiosk.world.clock.advance(1000);
  kiosk.tap({ kind: 'cancel' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'cancelled', money: { amount: split.self } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', abandoned: 'patient', lock: 'released' });
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});
