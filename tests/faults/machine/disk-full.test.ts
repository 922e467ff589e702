import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, tileOf, untilShown, visit } from './hands.ts';

test('a full disk while the payment is open: nothing outward is done any more, and the patient is told', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { orderNumber, split } = await visit(stand, { errand: 'registration', pays: false }, ['pay']);
  kiosk.world.journal.failAppends('disk full');
  stand.hospital.controls.pay(orderNumber);
  expect(await untilShown(stand, 'trouble')).toMatchObject({
    trouble: 'terminalFault',
    money: { money: 'settling', amount: split.self },
    reference: orderNumber,
  });
  expect(stand.hospital.ledgers.registrations()).toEqual([]);
  expect(kiosk.log).toContainEqual({ event: 'journal.failed', cause: 'disk full' });
  await leave(stand);
  expect(tileOf(stand, 'registration')).toEqual({ errand: 'registration', open: false, why: 'outOfService' });
});

test('after the disk was cleared and the terminal started again, the paid order is made good', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { orderNumber, split } = await visit(stand, { errand: 'registration', pays: false }, ['pay']);
  kiosk.world.journal.failAppends('disk full');
  stand.hospital.controls.pay(orderNumber);
  await untilShown(stand, 'trouble');
  kiosk.world.cutPower();
  kiosk.world.journal.failAppends(undefined);
  kiosk.world.powerOn();
  await untilShown(stand, 'attract');
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', abandoned: 'powerCut' });
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: split.self, refunded: split.self }]);
});

test('full while a card is being written: nobody gets a card nobody knows of', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const plan = { errand: 'card', person: personAt(1) } as const;
  await visit(stand, { ...plan, pays: false }, ['pay']);
  stand.hospital.controls.pay(lastOrder(stand.journal).order);
  await stand.clock.runUntil(() => JSON.stringify(stand.shown?.screen).includes('writingCard'), 30_000);
  kiosk.world.journal.failAppends('disk full');
  expect(await untilShown(stand, 'trouble')).toMatchObject({ trouble: 'terminalFault', money: { money: 'settling' } });
  await leave(stand);
  kiosk.world.cutPower();
  kiosk.world.journal.failAppends(undefined);
  kiosk.world.powerOn();
  await untilShown(stand, 'attract');
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded' });
  expect(stand.hospital.ledgers.cards()).toEqual([]);
  expect(stand.shelf.cardDispenser.state()).toMatchObject({ taken: [], onTheWay: undefined });
  expect(stand.shelf.cardDispenser.state().bin).toHaveLength(1);
});

test('full between two visits: the next one is not even begun', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.journal.failAppends('disk full');
  kiosk.tap({ kind: 'begin' });
  await stand.clock.advance(1000);
  const screen = stand.shown?.screen;
  if (screen?.name !== 'menu') throw new Error(`found ${JSON.stringify(screen)}`);
  expect(screen.errands.every(({ open }) => !open)).toBe(true);
});
