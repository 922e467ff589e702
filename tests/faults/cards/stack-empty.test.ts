import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, ordersOf, personAt, standAt, tileOf, visit } from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

test('the last card is gone when it is to be taken: the fee goes back', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { ...plan, pays: false }, ['pay']);
  stand.shelf.cardDispenser.unload();
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'stackEmpty', money: { amount: 500 }, take: ['idCard'] });
  expect(trouble.money.money).toMatch(/^refund/);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', lock: 'released', abandoned: 'notDelivered' });
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 500, refunded: 500, delivered: 0 }]);
  expect(stand.hospital.ledgers.cards()).toEqual([]);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: false, why: 'noCards' });
});

test('an empty stack, and a full bin, close the tile before anybody has begun', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const { cardDispenser, newCards } = stand.shelf;
  cardDispenser.unload();
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: false, why: 'noCards' });
  cardDispenser.load(newCards(50));
  cardDispenser.failUntilCleared('binFull');
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: false, why: 'cardBinFull' });
  cardDispenser.clear();
  await stand.clock.advance(60_000);
  expect(tileOf(stand, 'card')).toEqual({ errand: 'card', open: true });
});

test('emptied between the menu and the fee: said before any money', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['review']);
  stand.shelf.cardDispenser.unload();
  await stand.clock.advance(35_000);
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'stackEmpty', money: { money: 'untouched' } });
  expect(ordersOf(stand.journal)).toEqual([]);
  expect(stand.hospital.ledgers.locks()).toEqual([]);
});
