import { expect, test } from 'vitest';
import { createCity } from './city.ts';
import { createPeopleTrial, rare, trialCity, trialRecords, zhang } from './people-trial.ts';
import { code, value } from './trial.ts';

const newcomer = { recordId: 'R5', idNumber: '320100197302279994', name: '林浩然', blocked: false };
const make = () => createPeopleTrial({ records: [...trialRecords, newcomer] });
const shown = (number: string) => ({ kind: 'hospitalCard', number }) as const;

test('a lock has one number, and no other lock or card in the city has it', () => {
  const { cards, city } = make();
  const number = cards.numberFor('L1');
  expect(cards.numberFor('L1')).toBe(number);
  expect(cards.numberFor('L2')).not.toBe(number);
  expect(number).toMatch(/^\d{1,16}$/);
  expect(city.card(number)).toBeUndefined();
});

test('a bound card identifies its holder, and the same lock binds once', () => {
  const trial = make();
  trial.cards.bind('L1', 'R5', false);
  trial.cards.bind('L1', 'R5', false);
  expect(trial.cards.all()).toEqual([{ cardNumber: trial.cards.numberFor('L1'), recordId: 'R5', state: 'bound' }]);
  const [patient] = value(trial.find(shown(trial.cards.numberFor('L1')))).patients;
  expect(patient).toMatchObject({ recordId: 'R5', hasCard: true });
});

test('nobody has two cards', () => {
  const { cards } = make();
  expect(cards.refusalOf('R1', false)).toBe('hasCard');
  expect(() => cards.bind('L1', 'R1', false)).toThrow('hasCard');
  cards.bind('L2', 'R5', false);
  expect(() => cards.bind('L3', 'R5', false)).toThrow('hasCard');
  expect(cards.all().length).toBe(1);
});

test('a replacement blocks the card it replaces', () => {
  const trial = make();
  trial.cards.bind('L1', 'R1', true);
  expect(code(trial.find(shown('990000000001')))).toBe('cardLost');
  expect(code(trial.find(shown(trial.cards.numberFor('L1'))))).toBe('granted');
  trial.cards.bind('L2', 'R1', true);
  expect(trial.cards.all().map(({ state }) => state)).toEqual(['lost', 'bound']);
});

test('a lost card may be replaced; who never had one has nothing to replace', () => {
  const { cards } = make();
  expect(cards.hasCard('R2')).toBe(false);
  expect(cards.refusalOf('R2', true)).toBeUndefined();
  expect(cards.refusalOf('R5', true)).toBe('noCard');
});

test('a delivery is told once, and only of a card', () => {
  const trial = make();
  trial.cards.bind('L1', 'R5', false);
  trial.cardOrders.set('O1', 'L1');
  const delivery = { orderNumber: 'O1', state: 'captured' } as const;
  expect(code(trial.cards.getDelivery({ orderNumber: 'O1' }))).toBe('deliveryUnknown');
  expect(value(trial.cards.deliver(delivery))).toEqual(delivery);
  expect(value(trial.cards.deliver(delivery))).toEqual(delivery);
  expect(code(trial.cards.deliver({ ...delivery, state: 'handedOver' }))).toBe('conflict');
  expect(value(trial.cards.getDelivery({ orderNumber: 'O1' }))).toEqual(delivery);
  expect(code(trial.cards.deliver({ orderNumber: 'O2', state: 'captured' }))).toBe('confirmationUnknown');
});

test('a captured card is in no hand, yet no other is issued beside it', () => {
  const trial = make();
  trial.cards.bind('L1', 'R5', false);
  trial.cardOrders.set('O1', 'L1');
  trial.cards.deliver({ orderNumber: 'O1', state: 'captured' });
  const found = trial.find({ kind: 'idCard', number: newcomer.idNumber, name: newcomer.name });
  expect(value(found).patients[0]?.hasCard).toBe(false);
  expect(trial.cards.refusalOf('R5', false)).toBe('hasCard');
});

test('a card that was reported lost on its way stays lost', () => {
  const trial = make();
  trial.cards.bind('L1', 'R5', false);
  trial.cardOrders.set('O1', 'L1');
  trial.city.reportCardLost(trial.cards.numberFor('L1'));
  trial.cards.deliver({ orderNumber: 'O1', state: 'handedOver' });
  expect(trial.cards.all()[0]?.state).toBe('lost');
});

test('one card serves two hospitals of a city: issued at one, known at the other, lost at both', () => {
  const city = createCity(trialCity);
  const a = createPeopleTrial({ city, records: [newcomer] });
  const b = createPeopleTrial({ city, records: [] });
  a.cards.bind('L1', 'R5', false);
  const card = shown(a.cards.numberFor('L1'));
  const [patient] = value(b.find(card)).patients;
  expect(patient).toMatchObject({ name: '林浩然', hasCard: true });
  expect(b.cards.refusalOf(patient?.recordId ?? '', false)).toBe('hasCard');
  expect(b.cards.numberFor('L1')).not.toBe(card.number);
  city.reportCardLost(card.number);
  expect(code(a.find(card))).toBe('cardLost');
  expect(code(b.find(card))).toBe('cardLost');
});

test('the virtual resident card serves both too, and so does losing it; the plastic one is not lost with it', () => {
  const city = createCity(trialCity);
  const a = createPeopleTrial({ city });
  const b = createPeopleTrial({ city, records: [] });
  const virtual = { kind: 'code', data: 'VRC1-9903000000000001' } as const;
  expect(value(a.find(virtual)).patients[0]?.recordId).toBe('R1');
  expect(value(b.find(virtual)).patients[0]?.name).toBe(zhang.name);
  city.reportVirtualCardLost(zhang.idNumber);
  expect(code(a.find(virtual))).toBe('cardLost');
  expect(code(b.find(virtual))).toBe('cardLost');
  expect(code(b.find(shown('990000000001')))).toBe('granted');
});

test('what nobody has cannot be reported lost', () => {
  const { city } = make();
  expect(() => city.reportCardLost('1')).toThrow(RangeError);
  expect(() => city.reportVirtualCardLost(rare.idNumber)).toThrow(RangeError);
});
