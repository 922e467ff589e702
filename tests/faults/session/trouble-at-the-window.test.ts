import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { entries, lastOrder, standAt, untilShown, visit } from '../machine/hands.ts';

test('a trouble without an order is found by the terminal’s and the visit’s letters', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['chooseSome']);
  kiosk.world.misbehaviour.failUntilCleared('any', 'slow', 30_000);
  const { reference } = await visit(stand, { errand: 'payment' }, ['trouble']);
  const begun = entries(stand.journal).findLast((entry) => entry.kind === 'visit.started');
  expect(reference).toBe(`T-001-${begun?.visit.slice(0, 6)}`);
  expect(reference).toMatch(/^T-001-[0-9A-Z]{6}$/);
});

test('one with an order has the order’s number', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'slow', 30_000);
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'slow', 30_000);
  kiosk.pay();
  expect(await untilShown(stand, 'trouble')).toMatchObject({ reference: lastOrder(stand.journal).order });
});
