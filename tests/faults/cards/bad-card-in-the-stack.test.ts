import { expect, test } from 'vitest';
import type { M1Card } from '../../../simulator/devices/m1-card.ts';
import { createBlankCard, createM1Card } from '../../../simulator/devices/m1-card.ts';
import { openKiosk } from '../../kiosk.ts';
import { cardsOf, entries, lastOrder, leave, openEnds, personAt, standAt, visit } from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

const uid = (last: number) => Uint8Array.of(0x08, 0, 0, last);
const ownKeys = { A: new Uint8Array(6).fill(0x11), B: new Uint8Array(6).fill(0x22) };
const blank = (last: number): M1Card => createBlankCard(uid(last));
const foreign = (last: number): M1Card => createM1Card(uid(last), { keys: ownKeys });

/** A kiosk with these cards before two good ones. */
async function kioskWith(...bad: readonly M1Card[]) {
  const kiosk = await openKiosk();
  const { cardDispenser, newCards } = kiosk.world.shelf;
  cardDispenser.unload();
  cardDispenser.load([...bad, ...newCards(2)]);
  return { kiosk, stand: standAt(kiosk) };
}

test('a blank card and one of somebody else’s are captured, the next one is written', async () => {
  const { stand } = await kioskWith(blank(1), foreign(2));
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'cardIssued' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(cardsOf(stand)).toEqual({ stack: 1, bin: 2, taken: 1, onTheWay: 0 });
  expect(entries(stand.journal).filter(({ kind }) => kind === 'card.captured')).toHaveLength(2);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', card: { state: 'handedOver' } });
});

test('after three bad ones nobody waits for a fourth: the fee goes back', async () => {
  const { stand } = await kioskWith(foreign(1), blank(2), foreign(3));
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'cardInvalid', money: { amount: 500 } });
  expect(trouble.money.money).toMatch(/^refund/);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', lock: 'released', abandoned: 'notDelivered' });
  expect(stand.hospital.ledgers.cards()).toEqual([]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 500, refunded: 500 }]);
  expect(cardsOf(stand)).toEqual({ stack: 2, bin: 3, taken: 0, onTheWay: 0 });
});

test('a chip that takes a number and forgets it is found out before the card is bound', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  stand.shelf.cardDispenser.failNext('chipForgetsWriting');
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'cardIssued' });
  expect(await openEnds(stand)).toEqual([]);
  expect(cardsOf(stand)).toEqual({ stack: 98, bin: 1, taken: 1, onTheWay: 0 });
  expect(entries(stand.journal)).toContainEqual({
    kind: 'card.captured',
    order: lastOrder(stand.journal).order,
    why: 'cardWriteFailed',
  });
});

test('a card that stands in the machine from before is taken out of the way', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { ...plan, pays: false }, ['pay']);
  // The answer is lost with the card on its way, and the machine has it inside.
  stand.shelf.cardDispenser.failUntilCleared('answerLost');
  await visit(stand, plan, ['trouble']);
  stand.shelf.cardDispenser.clear();
  await leave(stand);
  await stand.clock.advance(120_000);
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'cardIssued' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  const { stack, bin, taken, onTheWay } = cardsOf(stand);
  expect({ taken, onTheWay, sum: stack + bin }).toEqual({ taken: 1, onTheWay: 0, sum: 99 });
  expect(entries(stand.journal).filter(({ kind }) => kind === 'card.captured')).toHaveLength(bin);
});
