import { expect, test } from 'vitest';
import { issueHospitalCard } from '../../../simulator/devices/hospital-card.ts';
import { createM1Card } from '../../../simulator/devices/m1-card.ts';
import { hospitalCardPlace } from '../../../simulator/devices/virtual-shelf.ts';
import { openKiosk } from '../../kiosk.ts';
import { personAt, standAt, untilShown, visit } from '../machine/hands.ts';

test('the last screen asks to take the ID card, and leaves it out once it was taken', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const farewell = await visit(stand, { errand: 'payment' }, ['farewell']);
  expect(farewell.take).toEqual(['idCard', 'slip']);
  stand.shelf.idCardReader.take();
  await stand.clock.advance(2000);
  expect(stand.shown?.screen).toMatchObject({ name: 'farewell', take: ['slip'] });
});

test('an ID card left lying is not read for whoever comes next', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['farewell']);
  await untilShown(stand, 'attract');
  kiosk.begin('payment');
  await stand.clock.advance(20_000);
  expect(stand.shown?.screen).toMatchObject({ name: 'presentCredential' });
  // Their own card in its place is read.
  const { idCardReader } = stand.shelf;
  idCardReader.take();
  await stand.clock.advance(2000);
  idCardReader.put(personAt(1).card);
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '陈*' });
});

test('nor is a hospital card that was left in the reader', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  const card = createM1Card(Uint8Array.of(9, 9, 9, 9));
  issueHospitalCard(card, personAt(0).cards.hospitalCard ?? '', hospitalCardPlace);
  kiosk.begin('payment');
  stand.shelf.chipCardReader.put(card);
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '张*远' });
  kiosk.tap({ kind: 'cancel' });
  await untilShown(stand, 'attract');
  kiosk.begin('payment');
  await stand.clock.advance(20_000);
  expect(stand.shown?.screen).toMatchObject({ name: 'presentCredential' });
  stand.shelf.idCardReader.put(personAt(1).card);
  expect(await untilShown(stand, 'chooseSome')).toMatchObject({ patient: '陈*' });
});
