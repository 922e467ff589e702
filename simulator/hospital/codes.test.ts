import { expect, test } from 'vitest';
import { codeData, codesShown, readCode } from './codes.ts';

const now = Date.UTC(2026, 10, 20, 0, 10);
const token = '9902000000000001';
const voucher = { kind: 'eVoucher', token } as const;

test.each(['eHealthCard', 'virtualCard'] as const)(
  'a code of kind %s is read as what it is, a year later too',
  (kind) => {
    const data = codeData({ kind, token }, now);
    expect(readCode(data, now + 365 * 86_400_000)).toEqual({ kind, token });
  },
);

test('a voucher is good in its minute and the next, and then no more', () => {
  const data = codeData(voucher, now);
  expect(readCode(data, now)).toEqual(voucher);
  expect(readCode(data, now + 2 * 60_000 - 1)).toEqual(voucher);
  expect(readCode(data, now + 2 * 60_000)).toBeUndefined();
});

test('a phone whose clock is a minute fast is forgiven, two are not', () => {
  expect(readCode(codeData(voucher, now + 60_000), now)).toEqual(voucher);
  expect(readCode(codeData(voucher, now + 120_000), now)).toBeUndefined();
});

test('a voucher with another minute or another token written in is none', () => {
  const old = codeData(voucher, now).split('-');
  const fresh = codeData(voucher, now + 600_000).split('-');
  expect(readCode([old[0], old[1], fresh[2], old[3]].join('-'), now + 600_000)).toBeUndefined();
  expect(readCode([old[0], '9902000000000002', old[2], old[3]].join('-'), now)).toBeUndefined();
});

test.each([
  '',
  'EHC1-123',
  'https://example.invalid/EHC1-9902000000000001',
  '134567890123456789',
  'EIV1-9902000000000001',
])('of another’s code nothing is read: %s', (data) => {
  expect(readCode(data, now)).toBeUndefined();
});

test('a phone shows every code it has, each one readable', () => {
  const codes = [voucher, { kind: 'virtualCard', token: '9903000000000001' }] as const;
  expect(codesShown(codes, now).map(({ data }) => readCode(data, now))).toEqual(codes);
});
