import { expect, test } from 'vitest';
import { numberOn } from '../../../simulator/devices/hospital-card.ts';
import { hospitalCardPlace } from '../../../simulator/devices/virtual-shelf.ts';
import { openKiosk } from '../../kiosk.ts';
import { cardsOf, entries, lastOrder, leave, openEnds, personAt, standAt, visit } from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(1) } as const;

test('a card that was written and is not bound goes into the bin, and the fee goes back', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  stand.hospital.controls.refuseNextConfirm('confirmationRefused');
  const trouble = await visit(stand, plan, ['trouble']);
  const { order } = lastOrder(stand.journal);
  expect(trouble).toEqual({
    name: 'trouble',
    trouble: 'hospitalRefused',
    money: { money: 'refunding', amount: 500 },
    reference: order,
    take: ['idCard'],
  });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'refunded', lock: 'released', confirmation: 'refused' });
  expect(stand.hospital.ledgers.cards()).toEqual([]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 500, refunded: 500, delivered: 0 }]);
  expect(cardsOf(stand)).toEqual({ stack: 99, bin: 1, taken: 0, onTheWay: 0 });
  expect(entries(stand.journal)).toContainEqual({ kind: 'card.captured', order, why: 'notBound' });
  const [bad] = stand.shelf.cardDispenser.state().bin;
  expect(bad && numberOn(bad, hospitalCardPlace)).toMatch(/^\d{12}$/);
});

test('nobody knows whether it is bound: asked about, found bound, and handed over', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext('confirm', 'lostReply');
  const farewell = await visit(stand, plan, ['farewell']);
  expect(farewell).toMatchObject({
    done: 'cardIssued',
    slip: { printed: true },
    take: ['idCard', 'hospitalCard', 'slip'],
  });
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', card: { state: 'handedOver', told: true } });
  expect(stand.hospital.ledgers.cards()).toMatchObject([{ state: 'handedOver' }]);
});

test('the hospital stays silent about the binding: the card is captured, and waits at the window once it is bound', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failUntilCleared('confirm', 'mute');
  kiosk.world.misbehaviour.failUntilCleared('getConfirmation', 'silent');
  const trouble = await visit(stand, plan, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'lateConfirmation', money: { money: 'settling', amount: 500 } });
  await leave(stand);
  kiosk.world.misbehaviour.clear();
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', card: { state: 'captured', told: true } });
  expect(stand.hospital.ledgers.cards()).toMatchObject([{ state: 'captured' }]);
  expect(cardsOf(stand)).toEqual({ stack: 99, bin: 1, taken: 0, onTheWay: 0 });
});
