import { expect, test } from 'vitest';
import { issueHospitalCard } from '../../../simulator/devices/hospital-card.ts';
import { createM1Card } from '../../../simulator/devices/m1-card.ts';
import { hospitalCardPlace } from '../../../simulator/devices/virtual-shelf.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, leave, openEnds, personAt, standAt, untilShown, visit } from '../machine/hands.ts';

const plan = { errand: 'card', person: personAt(0) } as const;

function oldCard() {
  const card = createM1Card(Uint8Array.of(9, 9, 9, 9));
  issueHospitalCard(card, personAt(0).cards.hospitalCard ?? '', hospitalCardPlace);
  return card;
}

test('a new card for a lost one: the old one is of no use from then on, the new one is', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  expect(await visit(stand, plan, ['farewell'])).toMatchObject({ done: 'cardIssued' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(lastOrder(stand.journal)).toMatchObject({ state: 'fulfilled', self: 1000, card: { state: 'handedOver' } });
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 1000, delivered: 1000, refunded: 0 }]);

  const { chipCardReader, cardDispenser } = stand.shelf;
  kiosk.begin('payment');
  chipCardReader.put(oldCard());
  expect(await untilShown(stand, 'trouble')).toMatchObject({ trouble: 'cardLost', money: { money: 'untouched' } });
  chipCardReader.take();
  await leave(stand);

  const [issued] = cardDispenser.state().taken;
  if (!issued) throw new Error('no card was issued');
  kiosk.begin('payment');
  chipCardReader.put(issued);
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '张*远' });
});

test('a replacement that is refused leaves the old card good', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  stand.hospital.controls.refuseNextConfirm('confirmationRefused');
  await visit(stand, plan, ['trouble']);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  kiosk.begin('payment');
  stand.shelf.chipCardReader.put(oldCard());
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '张*远' });
});
