import { expect, test } from 'vitest';
import type { VirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, openMachine, standAt, untilShown, visit } from './hands.ts';

const hour = 3_600_000;
const plan = { errand: 'payment', pays: false } as const;

/** A clock that can be put forward and back, over one that cannot. */
function adjustable(clock: VirtualClock) {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    after: clock.after,
    jump(by: number) {
      offset += by;
    },
  };
}

async function atThePayment() {
  const world = standAt(await openKiosk());
  const own = adjustable(world.clock);
  const stand = await openMachine(world, { own });
  await visit(stand, plan, ['pay']);
  return { stand, own };
}

test.each([
  ['an hour forward', hour],
  ['a year forward', 365 * 24 * hour],
])('%s with a code on the screen: it is given up as out of time, and nothing is taken', async (_, by) => {
  const { stand, own } = await atThePayment();
  own.jump(by);
  expect(await untilShown(stand, 'trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', lock: 'released' });
});

test('forward in the moment of paying: the money goes back', async () => {
  const { stand, own } = await atThePayment();
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  own.jump(hour);
  const trouble = await untilShown(stand, 'trouble');
  expect(trouble).toMatchObject({ trouble: 'paidLate', money: { amount: 36_873 } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 36_873, refunded: 36_873, delivered: 0 }]);
});

test('an hour back with a code on the screen: paid, it is confirmed as usual', async () => {
  const { stand, own } = await atThePayment();
  own.jump(-hour);
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  expect(await untilShown(stand, 'farewell')).toMatchObject({ done: 'paid' });
  expect(await openEnds(stand)).toEqual([]);
});

test('an hour back and not paid: the hospital’s clock ends it', async () => {
  const { stand, own } = await atThePayment();
  own.jump(-hour);
  const trouble = await untilShown(stand, 'trouble', 2 * hour);
  expect(trouble).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed' });
});

test('a terminal whose clock is wrong by a day pays and prints all the same', async () => {
  const world = standAt(await openKiosk());
  const own = adjustable(world.clock);
  own.jump(-24 * hour);
  const stand = await openMachine(world, { own });
  expect(await visit(stand, { errand: 'payment' }, ['farewell'])).toMatchObject({
    done: 'paid',
    slip: { printed: true },
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
});
