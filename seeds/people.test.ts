import { expect, test } from 'vitest';
import { decodeCardText, encodeCardText } from '../device-drivers/social-security-card/card-text.ts';
import { idNumberProblem } from '../terminal/identity/id-number.ts';
import { cityPeople, patientRecords, people } from './people.ts';

test.each(people.map((it) => [it.about, it.card] as const))('%s: the card is one a chip could hold', (_, card) => {
  expect(idNumberProblem(card.number)).toBeUndefined();
  expect(card.number.slice(6, 14)).toBe(card.birth);
  expect(Number(card.number[16]) % 2 === 1 ? 'male' : 'female').toBe(card.sex);
  // The chip's record has 30 bytes of UTF-16 for the name and 70 for the address (GA 450 family).
  expect(card.name.length).toBeLessThanOrEqual(15);
  expect(card.address.length).toBeLessThanOrEqual(35);
  expect(card.validFrom).toMatch(/^\d{8}$/);
  expect(card.validTo).toMatch(/^(\d{8}|长期)$/);
});

test('nobody could be taken for somebody: the area code is no district’s and the sequences are the last ten', () => {
  for (const { card } of people) expect(card.number).toMatch(/^320100\d{8}99\d/);
});

test('numbers, records, cards and codes belong to one person each', () => {
  const unique = (list: readonly unknown[]) => expect(new Set(list).size).toBe(list.length);
  unique(people.map(({ card }) => card.number));
  unique(patientRecords.map(({ recordId }) => recordId));
  unique(people.flatMap(({ cards }) => cards.hospitalCard ?? []));
  unique(people.flatMap(({ cards }) => cards.socialSecurity?.cardNumber ?? []));
  unique(people.flatMap(({ codes }) => codes.map(({ token }) => token)));
});

test('the first record of everybody is numbered by the place in the list', () => {
  people.forEach(({ record }, index) => {
    if (record) expect(record.recordId).toBe(`R${900_001 + index}`);
  });
});

test('the kinds of people a terminal has to cope with are among them', () => {
  const lengths = new Set(people.map(({ card }) => [...card.name].length));
  for (const length of [2, 3, 4]) expect(lengths).toContain(length);
  expect(people.some(({ card }) => [...card.name].some((letter) => letter.length === 2))).toBe(true);
  expect(people.some(({ card }) => card.birth < '1945')).toBe(true);
  expect(people.filter(({ record }) => !record).length).toBe(2);
  expect(people.filter(({ record }) => record?.blocked).length).toBe(1);
  expect(people.filter(({ card, record }) => record && record.name !== card.name).length).toBe(1);
  expect(people.filter(({ otherRecords }) => otherRecords.length > 0).length).toBe(1);
  expect(people.some(({ cards, record }) => cards.hospitalCard !== undefined && !record)).toBe(true);
  expect(cityPeople.filter(({ hospitalCard }) => hospitalCard?.lost).length).toBe(1);
  expect(new Set(cityPeople.map(({ insurance }) => insurance?.scheme)).size).toBe(3);
  expect(people.filter(({ codes }) => codes.length > 0).length).toBeGreaterThan(people.length / 2);
});

test('who comes along with a child is one of the others, and grown up', () => {
  const children = people.filter(({ guardian }) => guardian !== undefined);
  expect(children.length).toBe(1);
  for (const child of children) {
    const guardian = people.find(({ card }) => card.number === child.guardian);
    expect(Number(guardian?.card.birth) + 180_000).toBeLessThan(Number(child.card.birth));
  }
});

test.each(people.flatMap(({ about, cards }) => (cards.socialSecurity ? [[about, cards.socialSecurity] as const] : [])))(
  '%s: the social-security card is one a chip could hold',
  (_, card) => {
    const text = decodeCardText(encodeCardText(card, 'second'));
    expect(text).toEqual({ kind: 'card', card });
  },
);

test('hospital cards have numbers a dispenser can write', () => {
  for (const { hospitalCard } of cityPeople) if (hospitalCard) expect(hospitalCard.number).toMatch(/^\d{1,16}$/);
});
