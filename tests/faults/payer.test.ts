import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('a payer who never pays: closed at the end of the time, the number given back, nothing taken', async () => {
  const kiosk = await openKiosk();
  await kiosk.toPayment();
  const { secondsLeft } = kiosk.shown().surround;
  expect(secondsLeft).toBeGreaterThan(100);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await kiosk.world.clock.advance(5000);
  expect(kiosk.order()).toMatchObject({ state: 'closed', lock: 'released', abandoned: 'notPaidInTime' });
  const [lock] = kiosk.world.hospital.ledgers.locks();
  expect(lock?.state).toBe('released');
});

test('a payer typing a password is told so on the screen', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.startPaying(orderNumber);
  await kiosk.world.clock.advance(9000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'pay', payerBusy: true });
  kiosk.world.hospital.controls.decline(orderNumber);
  await kiosk.world.clock.advance(9000);
  expect(kiosk.shown().screen).toMatchObject({ name: 'pay', payerBusy: false });
});

test('giving the payment up leads back to the doctors, and the code cannot be paid any more', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.tap({ kind: 'cancel' });
  await kiosk.until('chooseDoctor');
  expect(kiosk.world.hospital.controls.pay(orderNumber)).toEqual({ ok: false, why: 'closed' });
});

test('paid in the very moment of giving up: the money goes back, and the number is not revived', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.hospital.controls.pay(orderNumber);
  kiosk.tap({ kind: 'cancel' });
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'cancelled', reference: orderNumber });
  expect(trouble.money.money).toMatch(/refund/);
  await kiosk.world.clock.advance(600_000);
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  const [account] = kiosk.world.hospital.ledgers.accounts();
  expect(account).toMatchObject({ captured: account?.refunded, delivered: 0 });
  expect(account?.captured).toBeGreaterThan(0);
});
