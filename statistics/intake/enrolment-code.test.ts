import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Enrolment } from '../../terminal/hub-contract.ts';
import { meantCode, newCode, sameHash } from './enrolment-code.ts';

const anyCode = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => newCode({ bytes: () => bytes }));

test('a code is of the form the terminal takes, and means itself', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(v.is(Enrolment.entries.code, code)).toBe(true);
      expect(meantCode(code)).toBe(code);
    }),
  );
});

test('signs that look alike are one', () => expect(meantCode('O0IL-1UVA-BCDE')).toBe('0011-1VVA-BCDE'));

test('every sign is as likely as another', () => {
  const signs = Array.from({ length: 256 }, (_, byte) => newCode({ bytes: () => new Uint8Array(12).fill(byte) })[0]);
  const times = new Map<string | undefined, number>();
  for (const sign of signs) times.set(sign, (times.get(sign) ?? 0) + 1);
  expect([times.size, new Set(times.values())]).toEqual([32, new Set([8])]);
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'xbc', false],
  ['abc', 'ab', false],
  ['', 'abc', false],
])('%s and %s: %s', (a, b, same) => expect(sameHash(a, b)).toBe(same));
