import { expect, test } from 'vitest';
import { recordsAfter } from '../../../terminal/journal/journal.ts';
import { suppliesFrom } from '../../../terminal/technician/supplies.ts';
import { openKiosk } from '../../kiosk.ts';
import { cardsOf, entries, lastOrder, leave, openEnds, personAt, standAt, visit } from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

test.each([
  ['just started', 0],
  ['long running, and ready to free itself', 120_000],
])('a bound card that jams on its way out of a machine %s is captured, and waits at the window', async (_, since) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await stand.clock.advance(since);
  stand.shelf.cardDispenser.failNext('jamAtGate');
  const trouble = await visit(stand, plan, ['trouble']);
  const { order } = lastOrder(stand.journal);
  expect(trouble).toEqual({
    name: 'trouble',
    trouble: 'cardCaptured',
    money: { money: 'kept', amount: 500 },
    reference: order,
    take: ['idCard'],
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true } });
  expect(stand.hospital.ledgers.cards()).toMatchObject([{ state: 'captured' }]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 500, delivered: 500, refunded: 0 }]);
  // The machine took it back by itself; the journal counts it all the same.
  expect(cardsOf(stand)).toEqual({ stack: 99, bin: 1, taken: 0, onTheWay: 0 });
  expect(entries(stand.journal).filter(({ kind }) => kind === 'card.captured')).toEqual([
    { kind: 'card.captured', order, why: 'cardJammed' },
  ]);
  expect(suppliesFrom(recordsAfter(stand.journal, 0)).bin).toBe(1);
});

test.each([
  ['just started', 0],
  ['long running', 120_000],
])('a jam before anything is written, in a machine %s: captured, and the fee goes back', async (_, since) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await stand.clock.advance(since);
  await visit(stand, { ...plan, pays: false }, ['pay']);
  stand.shelf.cardDispenser.failNext('jamAtStack');
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'cardJammed', money: { amount: 500 } });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', abandoned: 'notDelivered' });
  expect(stand.hospital.ledgers.cards()).toEqual([]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 500, refunded: 500 }]);
  expect(cardsOf(stand)).toEqual({ stack: 99, bin: 1, taken: 0, onTheWay: 0 });
  expect(suppliesFrom(recordsAfter(stand.journal, 0)).bin).toBe(1);
});
