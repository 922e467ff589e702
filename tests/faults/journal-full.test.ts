import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('a full disk while the payment is open: nothing outward is done any more, and the patient is told', async () => {
  const kiosk = await openKiosk();
  const { orderNumber, amount } = await kiosk.toPayment();
  kiosk.world.journal.failAppends('disk full');
  kiosk.world.hospital.controls.pay(orderNumber);
  expect(await kiosk.until('trouble')).toMatchObject({
    trouble: 'terminalFault',
    money: { money: 'settling', amount },
    reference: orderNumber,
  });
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  expect(kiosk.log).toContainEqual({ event: 'journal.failed', cause: 'disk full' });
  kiosk.tap({ kind: 'finish' });
  expect((await kiosk.until('attract')).errands[0]).toEqual({
    errand: 'registration',
    open: false,
    why: 'outOfService',
  });
});

test('after the disk was cleared and the terminal started again, the paid order is finished', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  kiosk.world.journal.failAppends('disk full');
  kiosk.world.hospital.controls.pay(orderNumber);
  await kiosk.until('trouble');
  kiosk.world.cutPower();
  kiosk.world.journal.failAppends(undefined);
  kiosk.world.powerOn();
  await kiosk.until('attract');
  const [account] = kiosk.world.hospital.ledgers.accounts();
  await kiosk.world.clock.advance(600_000);
  expect(account?.captured).toBeGreaterThan(0);
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([
    { captured: account?.captured, refunded: account?.captured },
  ]);
});
