import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('what was asked back comes back from the payer’s bank: the window, and released again', async () => {
  const kiosk = await openKiosk();
  kiosk.world.hospital.controls.bounceNextRefund();
  await kiosk.toRefund('T-app-900101');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('refund');
  const { reference, ...trouble } = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'refundBounced', money: { money: 'window', amount: 1860 } });
  expect(kiosk.orders()).toMatchObject([{ order: reference }]);
  await kiosk.leave();
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'refundFailed', refund: 'failed' }]);
  kiosk.comeFor('refund');
  const { choices } = await kiosk.until('chooseOne');
  expect(choices.find(({ id }) => id === 'T-app-900101')).toMatchObject({ open: true, mark: 'bounced' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('a refund after a refusal bounces: an open case in the journal, and the money is not forgotten', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
  kiosk.world.hospital.controls.bounceNextRefund();
  kiosk.pay();
  await kiosk.until('trouble');
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refundFailed', refund: 'failed', lock: 'released' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, refunded: 0, delivered: 0 }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('the refund of a booking given back bounces: the booking is gone, the money is the window’s to return', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBooking('20260002');
  kiosk.world.hospital.controls.bounceNextRefund();
  kiosk.pick('cancelBooking');
  await kiosk.until('review');
  kiosk.pick('cancelBooking');
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'refundBounced', money: { money: 'window' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'refundFailed', confirmation: 'done' }]);
  expect(openEnds(kiosk)).toEqual([]);
});
