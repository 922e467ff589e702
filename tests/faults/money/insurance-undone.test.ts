import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

const slowlyUndone = hospitalWith({
  insurance: { settle: 'afterPayment', undoBeforeRefund: true, undoSeconds: 40 },
});

test('an undoing that was accepted is asked about until it is done, and only then the money goes back', async () => {
  const kiosk = await openKiosk({ hospital: slowlyUndone });
  const { split } = await kiosk.toInsuredPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
  kiosk.pay();
  const { money } = await kiosk.until('trouble');
  expect(money).toEqual({ money: 'refunding', amount: split.self });
  expect(kiosk.order()).toMatchObject({ state: 'refundPending', insurance: 'undoing', refund: 'none' });
  expect(kiosk.asked('refundPayment')).toEqual([]);
  await kiosk.quiet();
  const back = kiosk.asked('undoInsurance', 'getInsuranceSettlement', 'refundPayment');
  expect(back.at(0)).toBe('undoInsurance');
  expect(back.filter((verb) => verb === 'undoInsurance')).toHaveLength(1);
  expect(back.filter((verb) => verb === 'getInsuranceSettlement').length).toBeGreaterThan(2);
  expect(back.at(-1)).toBe('refundPayment');
  expect(kiosk.order()).toMatchObject({ state: 'refunded', insurance: 'undone' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('an undoing that is refused is a case for the window, and the money is not forgotten', async () => {
  const kiosk = await openKiosk();
  const { split, orderNumber } = await kiosk.toInsuredPayment();
  kiosk.world.hospital.controls.refuseNextConfirm('confirmationRefused');
  kiosk.world.hospital.controls.refuseNextUndo();
  kiosk.pay();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'insuranceNotUndone',
    money: { money: 'window', amount: split.self },
    reference: orderNumber,
  });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refundFailed', insurance: 'stuck' });
  expect(kiosk.world.hospital.ledgers.insuranceAccounts()).toMatchObject([{ settled: split.insured, undone: 0 }]);
  expect(openEnds(kiosk)).toEqual([]);
});
