import { expect, test } from 'vitest';
import { put, type TakingPlace, type Thing, takes } from './things.ts';

const things: readonly Thing[] = [
  { kind: 'idCard', person: 3 },
  { kind: 'socialSecurityCard', person: 3 },
  { kind: 'hospitalCard', person: 3 },
  { kind: 'code', person: 3, code: 'eVoucher' },
  { kind: 'payerCode' },
  { kind: 'issuedCard' },
  { kind: 'bankCard' },
];

test('a thing does something at the places that take it, and nothing at any other', () => {
  for (const place of Object.keys(takes) as TakingPlace[]) {
    for (const thing of things) {
      expect(put(place, thing).length > 0, `${thing.kind} at ${place}`).toBe(takes[place].includes(thing.kind));
    }
  }
});

test('a hospital card is read by its chip in the slot and by its stripe in the slit', () => {
  const card: Thing = { kind: 'hospitalCard', person: 3 };
  expect(put('chipSlot', card)).toEqual([{ do: 'putChipCard', person: 3, card: 'hospital' }]);
  expect(put('stripeSlit', card)).toEqual([{ do: 'swipeCard', person: 3 }]);
});

test('what a charge comes to is ordered before the code is shown', () => {
  expect(put('scanWindow', { kind: 'payerCode', outcome: 'declines' })).toEqual([
    { do: 'nextCharge', outcome: 'declines' },
    { do: 'showPayerCode' },
  ]);
  expect(put('scanWindow', { kind: 'payerCode' })).toEqual([{ do: 'showPayerCode' }]);
});
