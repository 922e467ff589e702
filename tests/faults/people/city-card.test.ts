import { expect, test } from 'vitest';
import { cityPeople } from '../../../seeds/people.ts';
import { createCity } from '../../../simulator/hospital/city.ts';
import { openKiosk, whose } from '../../kiosk.ts';
import { openEnds } from '../money/open-ends.ts';
import { type Branch, openBranch } from './two-hospitals.ts';

/** A first card, or a new one for a lost one, from the welcome to the patient’s hand. */
async function issueCard({ kiosk, hospital }: Branch, person: number) {
  kiosk.comeFor('card', person);
  await kiosk.until('enterNumber');
  kiosk.tap({ kind: 'enter', text: '13800138000' });
  await kiosk.until('review');
  kiosk.pick('agree');
  await kiosk.world.clock.runUntil(() => JSON.stringify(kiosk.shown().screen).includes('issueCard'), 10_000);
  kiosk.pick('issueCard');
  const { orderNumber } = await kiosk.until('pay');
  hospital.controls.pay(orderNumber);
  await kiosk.until('takeCard');
  const card = kiosk.world.shelf.cardDispenser.take();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'cardIssued' });
  await kiosk.leave();
  await kiosk.quiet();
  expect(openEnds({ world: { hospital, journal: kiosk.world.journal } })).toEqual([]);
  if (!card) throw new Error('no card was offered');
  return card;
}

test('a card of another hospital of the city serves: a record is made, no new card is needed', async () => {
  const kiosk = await openKiosk();
  kiosk.comeFor('payment', whose('薛长河'), 'hospital');
  expect(await kiosk.until('trouble')).toMatchObject({ trouble: 'noBills', money: { money: 'untouched' } });
  await kiosk.leave();
  kiosk.comeFor('registration', whose('薛长河'), 'hospital');
  await kiosk.chooseDay();
  await kiosk.choose();
  kiosk.tap({ kind: 'confirm' });
  await kiosk.until('pay');
  kiosk.pay();
  expect(await kiosk.until('farewell')).toMatchObject({ done: 'registered' });
  await kiosk.quiet();
  expect(kiosk.world.hospital.ledgers.cards()).toEqual([]);
  expect(openEnds(kiosk)).toEqual([]);
});

test('issued at one hospital’s terminal, it says who one is at another’s', async () => {
  const city = createCity(cityPeople);
  const a = await openBranch(city, 'a');
  const card = await issueCard(a, whose('何一凡'));
  expect(a.hospital.ledgers.cards()).toMatchObject([{ state: 'handedOver' }]);

  const b = await openBranch(city, 'b');
  b.kiosk.begin('registration');
  b.kiosk.world.shelf.chipCardReader.put(card);
  expect(await b.kiosk.until('chooseOne')).toMatchObject({ what: 'day', patient: '何*凡' });
  await b.kiosk.chooseDay();
  await b.kiosk.choose();
  b.kiosk.tap({ kind: 'confirm' });
  const { orderNumber } = await b.kiosk.until('pay');
  b.hospital.controls.pay(orderNumber);
  expect(await b.kiosk.until('farewell')).toMatchObject({ done: 'registered' });
  await b.kiosk.quiet();
  expect(openEnds({ world: { hospital: b.hospital, journal: b.kiosk.world.journal } })).toEqual([]);
});

test('who has a card of the city gets no second one at another hospital, but may replace it', async () => {
  const city = createCity(cityPeople);
  await issueCard(await openBranch(city, 'a'), whose('何一凡'));
  const { kiosk } = await openBranch(city, 'b');
  // Their card is linked to a record here first.
  kiosk.comeFor('payment', whose('薛长河'), 'hospital');
  await kiosk.until('trouble');
  await kiosk.leave();
  kiosk.comeFor('card', whose('薛长河'));
  const { rows } = await kiosk.until('review');
  expect(rows).toContainEqual({ label: 'what', value: { word: 'replaceCard' } });
});

test('replaced at one hospital, the old card is refused at another, and the new one serves', async () => {
  const city = createCity(cityPeople);
  const a = await openBranch(city, 'a');
  const first = await issueCard(a, whose('何一凡'));
  a.kiosk.comeFor('card', whose('何一凡'));
  await a.kiosk.until('review');
  a.kiosk.pick('issueCard');
  const { orderNumber } = await a.kiosk.until('pay');
  a.hospital.controls.pay(orderNumber);
  await a.kiosk.until('takeCard');
  const second = a.kiosk.world.shelf.cardDispenser.take();
  await a.kiosk.until('farewell');
  if (!second) throw new Error('no card was offered');

  const b = await openBranch(city, 'b');
  b.kiosk.begin('payment');
  b.kiosk.world.shelf.chipCardReader.put(first);
  expect(await b.kiosk.until('trouble')).toMatchObject({ trouble: 'cardLost' });
  await b.kiosk.leave();
  b.kiosk.begin('payment');
  b.kiosk.world.shelf.chipCardReader.put(second);
  expect(await b.kiosk.until('trouble')).toMatchObject({ trouble: 'noBills' });
});
