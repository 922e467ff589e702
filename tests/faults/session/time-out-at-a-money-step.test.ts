import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, standAt, untilShown, visit } from '../machine/hands.ts';

test('a shown code stays as long as it can be paid, however silent the patient is', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const plan = { errand: 'payment', pays: false } as const;
  // Somebody looks at the seconds.
  kiosk.world.terminal?.subscribe(() => {});
  await visit(stand, plan, ['pay']);
  await stand.clock.advance(110_000);
  expect(stand.shown?.screen.name).toBe('pay');
  expect(stand.shown?.surround.secondsLeft).toBeLessThanOrEqual(12);
  expect(stand.shown?.surround.warning).toBeUndefined();
  expect(await untilShown(stand, 'trouble')).toMatchObject({ trouble: 'notPaid', money: { money: 'untouched' } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'closed', abandoned: 'notPaidInTime', lock: 'released' });
});

test('paid and gone: the order is finished without anybody, and its slip printed', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration', pays: false }, ['pay']);
  stand.shelf.idCardReader.take();
  await stand.clock.advance(100_000);
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  await untilShown(stand, 'attract');
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', slip: 'printed' });
  expect(stand.hospital.ledgers.registrations()).toHaveLength(1);
});

test('nobody is sent away while the hospital is asked about their money', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'silent');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  await visit(stand, { errand: 'payment' }, ['confirming']);
  await stand.clock.advance(55_000);
  expect(stand.shown?.screen.name).toBe('confirming');
  expect(await untilShown(stand, 'trouble')).toMatchObject({
    trouble: 'lateConfirmation',
    money: { money: 'settling', amount: 36_873 },
    reference: lastOrder(stand.journal).order,
  });
  kiosk.world.misbehaviour.clear();
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', slip: 'kept' });
});
