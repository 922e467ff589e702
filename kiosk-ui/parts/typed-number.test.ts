import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengths, type NumberKind, shownGroups, typing } from './typed-number.ts';

const keyed = (what: NumberKind, keys: string) => [...keys].reduce((text, key) => typing(what, text, key), '');
const shown = (what: NumberKind, keys: string) =>
  shownGroups(what, keyed(what, keys)).map((group) => group.map((it) => it || '_').join(''));

test('an ID number stands in three groups, with places for what is still to come', () => {
  expect(shown('idNumber', '32010119')).toEqual(['320101', '19______', '____']);
  expect(shown('idNumber', '32010119800307901X')).toEqual(['320101', '19800307', '901X']);
});

test('a phone number is read as three, four, four', () => {
  expect(shown('phone', '13800001234')).toEqual(['138', '0000', '1234']);
});

test('a booking code of any length in its range grows as it is typed', () => {
  expect(shown('bookingCode', '')).toEqual(['____', '__']);
  expect(shown('bookingCode', '1234567890')).toEqual(['1234', '5678', '90']);
});

test('the service code is never shown', () => {
  expect(shown('pin', '471108')).toEqual(['••••••']);
});

test('X is taken as the last of an ID number and nowhere else', () => {
  expect(keyed('idNumber', 'X1X')).toBe('1');
  expect(keyed('phone', '1X2')).toBe('12');
});

test('delete takes one off, clear all', () => {
  expect(typing('phone', '138', 'delete')).toBe('13');
  expect(typing('phone', '', 'delete')).toBe('');
  expect(typing('phone', '138', 'clear')).toBe('');
});

test('no keys make a number longer than it may be, and every character has a place', () => {
  const kinds = fc.constantFrom(...(Object.keys(lengths) as NumberKind[]));
  const keys = fc.array(fc.constantFrom(...'0123456789X', 'delete', 'clear'), { maxLength: 40 });
  fc.assert(
    fc.property(kinds, keys, (what, pressed) => {
      const text = pressed.reduce((typed, key) => typing(what, typed, key), '');
      expect(text.length).toBeLessThanOrEqual(lengths[what].to);
      const places = shownGroups(what, text).flat();
      expect(places.filter((it) => it !== '').length).toBe(text.length);
      expect(places.length).toBe(Math.max(text.length, lengths[what].from));
    }),
  );
});
