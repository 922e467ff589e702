import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('the released item goes back, what was given does not', async () => {
  const kiosk = await openKiosk();
  const { choices, chosen, sum } = await kiosk.toRefund('T-app-900101');
  expect(choices.map(({ id, mark, open }) => ({ id, mark, open }))).toEqual([
    { id: '1', mark: 'released', open: true },
    { id: '2', mark: 'given', open: false },
  ]);
  expect({ chosen, sum }).toEqual({ chosen: ['1'], sum: 1860 });
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('refund');
  expect((await kiosk.until('farewell')).rows).toContainEqual({ label: 'refund', value: { fen: 1860 } });
  await kiosk.quiet();
  const [paid] = kiosk.world.hospital.ledgers
    .transactions()
    .filter(({ orderNumber }) => orderNumber === 'T-app-900101');
  expect(paid?.items.map(({ state }) => state)).toEqual(['refunded', 'given']);
  expect(kiosk.orders()).toMatchObject([{ state: 'refunded', slip: 'printed' }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('of an insured payment all goes back: insurance first, undone and asked again, then the patient’s part', async () => {
  const kiosk = await openKiosk();
  const { sum } = await kiosk.toRefund('T-window-900101');
  expect(sum).toBeLessThan(12_500);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('refund');
  expect((await kiosk.until('farewell')).rows).toContainEqual({ label: 'refund', value: { fen: sum } });
  expect(kiosk.asked('undoInsurance', 'getInsuranceSettlement', 'refundPayment').at(0)).toBe('undoInsurance');
  expect(kiosk.asked('undoInsurance', 'getInsuranceSettlement', 'refundPayment').at(-1)).toBe('refundPayment');
  expect(kiosk.asked('getInsuranceSettlement').length).toBeGreaterThan(0);
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.settlements()).toContainEqual(
    expect.objectContaining({ settlementId: 'S-T-window-900101', state: 'undone' }),
  );
  expect(openEnds(kiosk)).toEqual([]);
});

test('bills paid here and released in part: the shares of what insurance bore stay to the fen', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, split } = await kiosk.toBillsPayment(['bill-900102']);
  kiosk.pay();
  await kiosk.until('farewell');
  await kiosk.leave();
  kiosk.world.hospital.controls.releaseItem(orderNumber, '2');
  const { sum } = await kiosk.toRefund(orderNumber);
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('review');
  kiosk.pick('refund');
  await kiosk.until('farewell');
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([
    { captured: split.self, refunded: sum, delivered: split.self - sum },
  ]);
  expect(openEnds(kiosk)).toEqual([]);
});
