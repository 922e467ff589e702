import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, idNumberProblem } from '../../terminal/identity/id-number.ts';
import { lengths, type NumberKind, shownGroups, typing, wrongPart } from './typed-number.ts';

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

const area = fc
  .constantFrom(
    ...'11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(' '),
  )
  .chain((province) => fc.stringMatching(/^\d{4}$/).map((rest) => province + rest));
/** Of a foreigner with permanent residence: 9, the province that issued it, the country. */
const residence = area.map((it) => `9${it.slice(0, 5)}`);
const dayOf = (year: number, month: number, day: number) =>
  `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
const birth = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()));
const idNumber = fc
  .tuple(fc.oneof(area, residence), birth, fc.stringMatching(/^\d{3}$/))
  .map((parts) => parts.join(''))
  .map((seventeen) => seventeen + checkDigit(seventeen));
const prefixes = (text: string) => Array.from({ length: text.length + 1 }, (_, count) => text.slice(0, count));

test('a number in order is never called wrong, however far it is typed', () => {
  fc.assert(
    fc.property(idNumber, (number) => {
      expect(prefixes(number).filter((it) => wrongPart('idNumber', it))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (number) => {
      expect(prefixes(number).filter((it) => wrongPart('phone', it))).toEqual([]);
    }),
  );
});

test('one wrong digit is always noticed, at the latest with the last', () => {
  fc.assert(
    fc.property(idNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
      expect(wrongPart('idNumber', wrong)).toBeDefined();
    }),
  );
});

test('what the terminal would not take is not sent, and what is called wrong it would not find', () => {
  fc.assert(
    fc.property(
      area,
      fc.stringMatching(/^(19|20)\d{2}[01]\d[0-3]\d$/),
      fc.stringMatching(/^\d{3}[\dX]$/),
      (...parts) => {
        const number = parts.join('');
        expect(wrongPart('idNumber', number) !== undefined).toBe(idNumberProblem(number) !== undefined);
      },
    ),
  );
});

test.each([
  ['0', 'area'],
  ['3', undefined],
  ['32', undefined],
  ['38', 'area'],
  ['9', undefined],
  ['93', undefined],
  ['938', 'area'],
  ['3201013', 'birth'],
  ['32010118', 'birth'],
  ['3201011980', undefined],
  ['32010119802', 'birth'],
  ['320101198013', 'birth'],
  ['320101198000', 'birth'],
  ['3201011980024', 'birth'],
  ['3201011980023', 'birth'],
  ['32010119800230', 'birth'],
  ['32010119800200', 'birth'],
  ['32010119810229', 'birth'],
  ['32010119800229', undefined],
  ['32010119000229', 'birth'],
  ['32010120000229', undefined],
  ['11010519491231002X', undefined],
  ['110105194912310021', 'check'],
] as const)('%s: %s', (typed, part) => {
  expect(wrongPart('idNumber', typed)).toBe(part);
});

test('a mobile number begins with 13 to 19; other numbers may be anything', () => {
  expect(['', '1', '13', '199', '2', '0', '12', '11', '3'].map((it) => wrongPart('phone', it))).toEqual([
    ...[undefined, undefined, undefined, undefined],
    ...['mobile', 'mobile', 'mobile', 'mobile', 'mobile'],
  ]);
  for (const kind of ['bookingCode', 'pin', 'oneTimeCode', 'cards', 'sheets'] as const)
    expect(wrongPart(kind, '000000')).toBeUndefined();
});
