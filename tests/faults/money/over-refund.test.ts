import { expect, test } from 'vitest';
import { type Kiosk, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

const refundElsewhere = ({ world }: Kiosk, orderNumber: string, amount: number, items: string[]) =>
  world.hospital.verbs.refundPayment({ refundNumber: 'W-1', orderNumber, terminal: 'T-002', amount, items });

test('given back at the window while the patient reads the summary: not given back once more', async () => {
  const kiosk = await openKiosk();
  await kiosk.toRefund('T-app-900101');
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  expect(refundElsewhere(kiosk, 'T-app-900101', 1860, ['1'])).toMatchObject({ ok: true });
  kiosk.pick('refund');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalRefused', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.refunds()).toMatchObject([{ refundNumber: 'W-1', amount: 1860 }]);
  expect(kiosk.orders()).toMatchObject([{ state: 'refundFailed', refusal: 'moreThanPaid' }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('an order of this terminal, refunded elsewhere in part before it is confirmed: a case for the window', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, split } = await kiosk.toPayment();
  kiosk.world.misbehaviour.failUntilCleared('getPaymentOrder', 'silent');
  kiosk.pay();
  const { world } = kiosk;
  const input = { refundNumber: 'W-1', orderNumber, terminal: 'T-002', amount: 100 };
  expect(world.hospital.verbs.refundPayment(input)).toMatchObject({ ok: true });
  world.misbehaviour.clear();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'paidElsewhere',
    money: { money: 'window', amount: split.self },
    reference: orderNumber,
  });
  await kiosk.quiet();
  expect(kiosk.asked('refundPayment', 'confirm')).toEqual([]);
  expect(kiosk.order()).toMatchObject({ state: 'refundFailed', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});
