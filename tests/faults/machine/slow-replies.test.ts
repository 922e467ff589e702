import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, ordersOf, standAt, tileOf, untilShown, visit } from './hands.ts';

const late = 30_000;

test('a hospital that takes half a minute for everything is one that does not answer: nobody begins', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('any', 'slow', late);
  await stand.clock.advance(90_000);
  expect(tileOf(stand, 'payment')).toEqual({ errand: 'payment', open: false, why: 'hospitalSilent' });
  kiosk.world.misbehaviour.clear();
  await stand.clock.advance(20_000);
  expect(tileOf(stand, 'payment')).toEqual({ errand: 'payment', open: true });
});

test('slow before anything is held: said, and nothing was taken', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['chooseSome']);
  kiosk.world.misbehaviour.failUntilCleared('any', 'slow', late);
  const trouble = await visit(stand, { errand: 'payment' }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
  expect(ordersOf(stand.journal)).toEqual([]);
});

test('slow from the payment on: every answer comes too late, and no act is done twice', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  for (const verb of ['confirm', 'getConfirmation'] as const) {
    kiosk.world.misbehaviour.failUntilCleared(verb, 'slow', late);
  }
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  expect(await untilShown(stand, 'trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount: 36_873 },
  });
  await leave(stand);
  kiosk.world.misbehaviour.clear();
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
  expect(stand.hospital.ledgers.confirmations()).toHaveLength(1);
});

test('slow when the order is opened: the lock is found under its number and paid once', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext('lock', 'slow', late);
  kiosk.world.misbehaviour.failNext('createPaymentOrder', 'slow', late);
  expect(await visit(stand, { errand: 'registration' }, ['farewell'])).toMatchObject({ done: 'registered' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.locks()).toHaveLength(1);
  expect(stand.hospital.ledgers.accounts()).toHaveLength(1);
});
