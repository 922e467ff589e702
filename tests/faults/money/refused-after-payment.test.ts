import { describe, expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('paid, and the hospital refuses: refunded to the fen, the screen says how much', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, split } = await kiosk.toPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'hospitalRefused',
    money: { money: 'refunding', amount: split.self },
    reference: orderNumber,
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', lock: 'released', refusal: 'confirmationRefused' });
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([
    { captured: split.self, refunded: split.self, delivered: 0 },
  ]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('bills paid and refused are open again, and can be paid', async () => {
  const kiosk = await openKiosk();
  await kiosk.toBillsPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
  kiosk.pay();
  await kiosk.until('trouble');
  await kiosk.leave();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  await kiosk.toBillsPayment();
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

describe.each([
  { settle: 'afterPayment', undoBeforeRefund: true, back: ['undoInsurance', 'refundPayment'] },
  { settle: 'afterPayment', undoBeforeRefund: false, back: ['undoInsurance', 'refundPayment'] },
  { settle: 'beforePayment', undoBeforeRefund: true, back: ['undoInsurance', 'refundPayment'] },
  { settle: 'beforePayment', undoBeforeRefund: false, back: ['refundPayment', 'undoInsurance'] },
] as const)('insurance settles $settle, undone before a refund: $undoBeforeRefund', ({ back, ...policy }) => {
  test('paid, settled and refused: both parts go back, and the number after them', async () => {
    const kiosk = await openKiosk({ hospital: hospitalWith({ insurance: { ...policy, undoSeconds: 3 } }) });
    const { split } = await kiosk.toInsuredPayment();
    kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
    kiosk.pay();
    expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'hospitalRefused' });
    await kiosk.quiet();
    expect(kiosk.order()).toMatchObject({
      state: 'refunded',
      insurance: 'undone',
      refund: 'arrived',
      lock: 'released',
    });
    expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, refunded: split.self }]);
    expect(kiosk.world.hospital.ledgers.insuranceAccounts()).toMatchObject([
      { settled: split.insured, undone: split.insured, carried: 0 },
    ]);
    expect(kiosk.asked('undoInsurance', 'refundPayment', 'releaseLock')).toEqual([...back, 'releaseLock']);
    expect(openEnds(kiosk)).toEqual([]);
  });
});
