import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('refused after the payment: the patient’s part goes back, and the screen says why', async () => {
  const kiosk = await openKiosk();
  kiosk.world.hospital.controls.refuseNextSettlement('insuranceRefused');
  const { split } = await kiosk.toInsuredPayment();
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'insuranceRefused',
    money: { money: 'refunding', amount: split.self },
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', refusal: 'insuranceRefused', lock: 'released' });
  expect(kiosk.asked('confirm')).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('refused before the payment: no code is ever shown', async () => {
  const kiosk = await openKiosk({
    hospital: hospitalWith({ insurance: { settle: 'beforePayment', undoBeforeRefund: true, undoSeconds: 3 } }),
  });
  kiosk.world.hospital.controls.refuseNextSettlement('insuranceRefused');
  await kiosk.toBills();
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'insuranceRefused', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.asked('createPaymentOrder')).toEqual([]);
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', lock: 'released' }]);
  expect(openEnds(kiosk)).toEqual([]);
});
