import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { issueHospitalCard, numberOn } from './hospital-card.ts';
import { createBlankCard, createM1Card, factoryKey } from './m1-card.ts';
import { wake } from './m1-field.ts';

const uid = fromHex('01 02 03 04');
const place = { sector: 1, block: 2, number: { encoding: 'ascii' } } as const;

test('a card given out carries its number under the hospital’s keys', () => {
  const card = createM1Card(uid);
  const keyA = fromHex('A1 A2 A3 A4 A5 A6');
  issueHospitalCard(card, '20260001', { ...place, keyA, keyB: fromHex('B1 B2 B3 B4 B5 B6') });
  const field = card.chip && wake(card.chip);
  expect(field?.authenticate(1, 'A', factoryKey)).toBe(false);
  expect(field?.authenticate(1, 'A', keyA)).toBe(true);
  expect(toHex(field?.read(1, 2) ?? uid)).toBe('32 30 32 36 30 30 30 31 00 00 00 00 00 00 00 00');
});

test('without keys of its own it opens with the factory’s', () => {
  const card = createM1Card(uid);
  issueHospitalCard(card, '20260001', place);
  expect(card.chip && wake(card.chip).authenticate(1, 'A', factoryKey)).toBe(true);
});

test('its number is seen without a key; a card that was not given out, or is dead, has none', () => {
  const card = createM1Card(uid);
  expect(numberOn(card, place)).toBeUndefined();
  issueHospitalCard(card, '20260001', place);
  expect(numberOn(card, place)).toBe('20260001');
  expect(numberOn(createBlankCard(uid), place)).toBeUndefined();
});
