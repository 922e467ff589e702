import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import {
  cardsOf,
  entries,
  lastOrder,
  leave,
  openEnds,
  personAt,
  standAt,
  untilShown,
  visit,
} from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

test('a card that nobody takes for half a minute is captured and waits at the window', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['takeCard']);
  await stand.clock.advance(25_000);
  expect(stand.shown?.screen).toEqual({ name: 'takeCard' });
  const trouble = await untilShown(stand, 'trouble', 30_000);
  const { order } = lastOrder(stand.journal);
  expect(trouble).toMatchObject({ trouble: 'cardCaptured', money: { money: 'kept', amount: 500 }, reference: order });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true } });
  expect(stand.hospital.ledgers.cards()).toMatchObject([{ state: 'captured' }]);
  expect(cardsOf(stand)).toEqual({ stack: 99, bin: 1, taken: 0, onTheWay: 0 });
  expect(entries(stand.journal)).toContainEqual({ kind: 'card.captured', order, why: 'notTaken' });
});

test('taken at the very last moment, when the machine is about to draw it in: it is the patient’s', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, plan, ['takeCard']);
  await untilShown(stand, 'working');
  expect(stand.shown?.screen).toEqual({ name: 'working', work: 'capturingCard' });
  expect(stand.shelf.cardDispenser.take()).toBeDefined();
  expect(await untilShown(stand, 'farewell')).toMatchObject({ done: 'cardIssued', slip: { printed: true } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.cards()).toMatchObject([{ state: 'handedOver' }]);
  expect(entries(stand.journal).filter(({ kind }) => kind === 'card.captured')).toEqual([]);
});
