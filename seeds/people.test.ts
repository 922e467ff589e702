import { expect, test } from 'vitest';
import { idNumberProblem } from '../terminal/identity/id-number.ts';
import { patientRecords, people } from './people.ts';

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

test('numbers and records belong to one person each', () => {
  expect(new Set(people.map(({ card }) => card.number)).size).toBe(people.length);
  expect(new Set(patientRecords.map(({ recordId }) => recordId)).size).toBe(patientRecords.length);
});

test('the kinds of people a terminal has to cope with are among them', () => {
  const lengths = new Set(people.map(({ card }) => [...card.name].length));
  for (const length of [2, 3, 4]) expect(lengths).toContain(length);
  expect(people.some(({ card }) => [...card.name].some((letter) => letter.length === 2))).toBe(true);
  expect(people.some(({ card }) => card.birth < '1945')).toBe(true);
  expect(people.filter(({ record }) => !record).length).toBe(1);
  expect(people.filter(({ record }) => record?.blocked).length).toBe(1);
  expect(people.filter(({ card, record }) => record && record.name !== card.name).length).toBe(1);
  expect(people.length).toBeGreaterThanOrEqual(8);
});
