import { expect, test } from 'vitest';
import { codeAt, codeCounter, counterOfCode, secretAddress, secretOf } from './one-time-code.ts';

const secret = secretOf(new TextEncoder().encode('12345678901234567890'));

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
])('at second %i the code is what the last six digits in RFC 6238 say', (second, code) => {
  expect(codeAt(secret, second * 1000)).toBe(code);
  expect(counterOfCode(code, secret, second * 1000)).toBe(codeCounter(second * 1000));
});

test('a code of the wrong length, or of no digits, belongs nowhere', () => {
  for (const code of ['', '28708', '2870822', 'x87082']) expect(counterOfCode(code, secret, 59_000)).toBeUndefined();
});

test('the address an authenticator app reads carries the secret and how codes are made', () => {
  const address = new URL(secretAddress(secret, 'Kiosk', 'technician'));
  expect(address.protocol).toBe('otpauth:');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret, digits: '6', period: '30' });
});
