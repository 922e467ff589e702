import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, idNumberProblem } from './id-number.ts';

/** GB 11643-1999: the two numbers the standard itself gives as examples. */
test.each(['11010519491231002X', '440524188001010014'])('the example of the standard %s is in order', (number) => {
  expect(checkDigit(number.slice(0, 17))).toBe(number[17]);
  expect(idNumberProblem(number)).toBeUndefined();
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));

test('any one wrong digit is noticed', () => {
  fc.assert(
    fc.property(digits(17), fc.nat(16), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
      const wrong = first.slice(0, at) + ((Number(first[at]) + by) % 10) + first.slice(at + 1);
      expect(checkDigit(wrong)).not.toBe(checkDigit(first));
    }),
  );
});

test('two neighbours exchanged are noticed', () => {
  fc.assert(
    fc.property(digits(17), fc.nat(15), (first, at) => {
      const [a, b] = [first.charAt(at), first.charAt(at + 1)];
      fc.pre(a !== b);
      expect(checkDigit(first.slice(0, at) + b + a + first.slice(at + 2))).not.toBe(checkDigit(first));
    }),
  );
});

const withCheckDigit = (first: string) => first + checkDigit(first);

test.each([
  ['', 'length'],
  ['1101051949123100', 'length'],
  ['11010519491231002X0', 'length'],
  ['11010519491231002x', 'characters'],
  ['1101051949123100２X', 'characters'],
  ['X1010519491231002X', 'characters'],
  ['110105194912310021', 'checkDigit'],
  [withCheckDigit('32010019900230991'), 'birth'],
  [withCheckDigit('32010019901301991'), 'birth'],
  [withCheckDigit('32010019900100991'), 'birth'],
  [withCheckDigit('32010019000229991'), 'birth'],
  [withCheckDigit('32010020000229991'), undefined],
])('%s: %s', (number, problem) => {
  expect(idNumberProblem(number)).toBe(problem);
});

test('a check digit of anything but seventeen digits is a bug', () => {
  expect(() => checkDigit('1234')).toThrow(RangeError);
});
