import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

const settlesFirst = hospitalWith({
  insurance: { settle: 'beforePayment', undoBeforeRefund: false, undoSeconds: 30 },
});

test('settled before the payment, and nobody pays: undone, asked again until it is, and the number given back', async () => {
  const kiosk = await openKiosk({ hospital: settlesFirst });
  const { split } = await kiosk.toInsuredPayment();
  expect(kiosk.order().insurance).toBe('settled');
  kiosk.world.shelf.chipCardReader.take();
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'notPaid',
    money: { money: 'settling', amount: split.insured },
  });
  await kiosk.quiet();
  expect(kiosk.asked('undoInsurance', 'releaseLock')).toEqual(['undoInsurance', 'releaseLock']);
  expect(kiosk.asked('getInsuranceSettlement').length).toBeGreaterThan(1);
  expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'notPaidInTime', insurance: 'undone' });
  expect(kiosk.world.hospital.ledgers.insuranceAccounts()).toMatchObject([
    { settled: split.insured, undone: split.insured, carried: 0 },
  ]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('settled before the payment, and the payment given up: undone as well', async () => {
  const kiosk = await openKiosk({ hospital: settlesFirst });
  await kiosk.toInsuredPayment();
  kiosk.tap({ kind: 'cancel' });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed', abandoned: 'patient', insurance: 'undone', lock: 'released' });
  expect(openEnds(kiosk)).toEqual([]);
});

test('settling that is not answered for long: the patient is told, and what was settled is undone', async () => {
  const kiosk = await openKiosk({ hospital: settlesFirst });
  const { split } = await kiosk.toBills();
  kiosk.world.misbehaviour.failUntilCleared('settleInsurance', 'mute');
  kiosk.world.misbehaviour.failUntilCleared('getInsuranceSettlement', 'mute');
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'hospitalSilent',
    money: { money: 'settling', amount: split?.insured },
  });
  kiosk.world.misbehaviour.clear();
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', insurance: 'undone', lock: 'released' }]);
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('settled after the payment, and the patient gone before the hospital confirms: finished without them', async () => {
  const kiosk = await openKiosk();
  await kiosk.toInsuredPayment();
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.pay();
  await kiosk.until('confirming');
  kiosk.world.shelf.chipCardReader.take();
  await kiosk.until('attract');
  kiosk.world.misbehaviour.clear();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'fulfilled', insurance: 'settled', slip: 'kept' });
  expect(openEnds(kiosk)).toEqual([]);
});
