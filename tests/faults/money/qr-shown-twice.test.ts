import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { openEnds } from './open-ends.ts';

test('given up and begun again: another code is shown, and the first one cannot be paid any more', async () => {
  const kiosk = await openKiosk();
  const first = await kiosk.toPayment();
  kiosk.tap({ kind: 'cancel' });
  await kiosk.until('chooseDoctor');
  kiosk.tap({ kind: 'back' });
  await kiosk.choose();
  kiosk.tap({ kind: 'confirm' });
  const second = await kiosk.until('pay');
  expect(second.code).not.toBe(first.code);
  expect(kiosk.world.hospital.controls.pay(first.orderNumber)).toEqual({ ok: false, why: 'closed' });
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ orderNumber: second.orderNumber });
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.accounts()).toMatchObject([
    { orderNumber: first.orderNumber, captured: 0 },
    { orderNumber: second.orderNumber, captured: second.split.self, delivered: second.split.self },
  ]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('the same code paid by two phones: the second is told that it is paid', async () => {
  const kiosk = await openKiosk();
  const { orderNumber } = await kiosk.toPayment();
  const { controls } = kiosk.world.hospital;
  expect(controls.pay(orderNumber)).toEqual({ ok: true });
  expect(controls.pay(orderNumber)).toEqual({ ok: false, why: 'alreadyPaid' });
  await kiosk.until('farewell');
  await kiosk.quiet();
  expect(openEnds(kiosk)).toEqual([]);
});

test('while the first attempt on a bill is not resolved, no second one is begun', async () => {
  const kiosk = await openKiosk();
  const first = await kiosk.toBillsPayment();
  kiosk.world.misbehaviour.failUntilCleared('closePaymentOrder', 'silent');
  kiosk.tap({ kind: 'cancel' });
  expect(await kiosk.until('trouble')).toMatchObject({ money: { money: 'settling' } });
  await kiosk.leave();
  kiosk.comeFor('payment');
  const { choices } = await kiosk.until('chooseSome');
  expect(choices.map(({ open, mark }) => ({ open, mark }))).toEqual(
    choices.map(() => ({ open: false, mark: 'beingPaid' })),
  );
  kiosk.tap({ kind: 'back' });
  await kiosk.until('attract');
  kiosk.world.reader.take();
  // The first code was paid in the meantime after all.
  kiosk.world.hospital.controls.pay(first.orderNumber);
  kiosk.world.misbehaviour.clear();
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded' });
  expect(openEnds(kiosk)).toEqual([]);
  await kiosk.toBillsPayment();
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'paid' });
});
