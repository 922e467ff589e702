import { expect, test } from 'vitest';
import { hospitalWith, openKiosk } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';

const shortLocks = hospitalWith({ lockSeconds: 60 });

test('nobody pays before the lock ends: the code goes with it, nothing is taken', async () => {
  const kiosk = await openKiosk({ hospital: shortLocks });
  await kiosk.toPayment();
  expect(kiosk.shown().surround.secondsLeft).toBeLessThanOrEqual(60);
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'closed' });
  expect(kiosk.world.hospital.ledgers.locks()).toMatchObject([{ state: 'expired' }]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('paid in time, but the lock had ended when the hospital heard of it: refused, and refunded', async () => {
  const kiosk = await openKiosk({ hospital: shortLocks });
  const { split } = await kiosk.toInsuredPayment();
  const { lockedUntil = 0 } = kiosk.order();
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'lostRequest');
  await kiosk.world.clock.advance(lockedUntil - kiosk.world.clock.now() - 15_000);
  kiosk.pay();
  await kiosk.until('confirming');
  await kiosk.world.clock.advance(20_000);
  kiosk.world.misbehaviour.clear();
  const trouble = await kiosk.until('trouble');
  expect(trouble).toMatchObject({ trouble: 'paidLate', money: { amount: split.self } });
  expect(trouble.money.money).toMatch(/^refund/);
  await kiosk.quiet();
  expect(kiosk.order()).toMatchObject({ state: 'refunded', insurance: 'undone', refusal: 'lockExpired' });
  expect(kiosk.world.hospital.ledgers.registrations()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('the number of a lock that ended is sold again', async () => {
  const kiosk = await openKiosk({ hospital: shortLocks });
  await kiosk.toPayment();
  const [before] = kiosk.world.hospital.ledgers.slots().filter(({ held }) => held > 0);
  await kiosk.until('trouble');
  await kiosk.quiet();
  const after = kiosk.world.hospital.ledgers.slots().find(({ slotId }) => slotId === before?.slotId);
  expect(after).toMatchObject({ held: 0, used: 0, left: (before?.left ?? 0) + 1 });
});
