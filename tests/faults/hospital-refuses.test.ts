import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('paid, and the hospital refuses: refunded to the fen, the screen says how much', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, amount } = await kiosk.toPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('registrationRefused');
  kiosk.world.hospital.controls.pay(orderNumber);
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'hospitalRefused', money: { amount }, reference: orderNumber });
  await kiosk.world.clock.advance(600_000);
  expect(kiosk.order()).toMatchObject({ state: 'refunded', lock: 'released' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: amount, refunded: amount, delivered: 0 }]);
});

test('a clinic cancelled while the patient pays: refunded', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  const [registered] = kiosk.world.hospital.ledgers.locks();
  const doctorId = registered?.slotId.split('-').slice(1, -1).join('-') ?? '';
  kiosk.world.hospital.controls.cancelClinic(doctorId);
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('trouble');
  await kiosk.world.clock.advance(600_000);
  expect(kiosk.order()).toMatchObject({ state: 'refunded', refusal: 'clinicCancelled' });
});

test('a refund that bounces stays an open case in the journal, and the money is not forgotten', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, amount } = await kiosk.toPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('registrationRefused');
  kiosk.world.hospital.controls.bounceNextRefund();
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('trouble');
  await kiosk.world.clock.advance(600_000);
  expect(kiosk.order()).toMatchObject({ state: 'refundFailed', refund: 'failed' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: amount, refunded: 0, delivered: 0 }]);
});

test('sold to somebody else between the list and the lock: said before any money', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  const { appointment } = await kiosk.choose();
  for (const { slotId, left } of kiosk.world.hospital.ledgers.slots()) {
    kiosk.world.hospital.controls.sellElsewhere(slotId, left);
  }
  kiosk.tap({ kind: 'confirm' });
  expect(appointment.price).toBeGreaterThan(0);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'slotTaken', money: { money: 'untouched' } });
});
