import { describe, expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('another price at the lock than on the summary: nothing is taken, and the number is free again', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  const { appointment } = await kiosk.choose();
  for (const { slotId } of kiosk.world.hospital.ledgers.slots()) {
    kiosk.world.hospital.controls.reprice(slotId, appointment.price + 100);
  }
  kiosk.tap({ kind: 'confirm' });
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'priceChanged', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.orders()).toMatchObject([{ state: 'closed', abandoned: 'priceChanged', lock: 'released' }]);
  expect(kiosk.world.hospital.ledgers.payments()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('a bill that became dearer while the patient read it: nothing is taken, and the next list has the new price', async () => {
  const kiosk = await openKiosk();
  const { split } = await kiosk.toBills(['bill-900103']);
  kiosk.world.hospital.controls.reprice('bill-900103', 25_000);
  kiosk.pick('pay');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'priceChanged', money: { money: 'untouched' } });
  await kiosk.leave();
  await kiosk.quiet();
  const again = await kiosk.toBills(['bill-900103']);
  expect(again.split?.total).toBe(25_000);
  expect(again.split?.total).not.toBe(split?.total);
  expect(openEnds(kiosk)).toEqual([]);
});

describe.each(['afterPayment', 'beforePayment'] as const)('insurance settles %s', (settle) => {
  const hospital = hospitalWith({ insurance: { settle, undoBeforeRefund: true, undoSeconds: 3 } });

  test('insurance bears another part than it said: what was paid goes back', async () => {
    const kiosk = await openKiosk({ hospital });
    kiosk.world.hospital.controls.refuseNextSettlement('amountDiffers');
    const { split } = await kiosk.toBills();
    kiosk.pick('pay');
    if (settle === 'afterPayment') {
      await kiosk.until('pay');
      kiosk.pay();
    }
    const { money } = await kiosk.until('trouble');
    expect(kiosk.shown().screen).toMatchObject({ trouble: 'priceChanged' });
    expect(money).toEqual(
      settle === 'afterPayment' ? { money: 'refunding', amount: split?.self } : { money: 'untouched' },
    );
    await kiosk.quiet();
    expect(kiosk.orders()).toMatchObject([{ state: settle === 'afterPayment' ? 'refunded' : 'closed' }]);
    expect(kiosk.world.hospital.ledgers.insuranceAccounts()).toEqual([]);
    expect(openEnds(kiosk)).toEqual([]);
  });
});
