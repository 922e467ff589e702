import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insuredPart, shareBetween, shareOut } from './insurance-fund.ts';

const scheme = fc.constantFrom('employee' as const, 'resident' as const, 'outOfArea' as const, undefined);

test('the parts of any price sum to it, in whole fen, under every scheme', () => {
  fc.assert(
    fc.property(scheme, fc.nat(100_000_000), (under, total) => {
      const amount = shareBetween(under, total);
      const { total: _, ...parts } = amount;
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
      for (const part of Object.values(parts)) expect(Number.isSafeInteger(part) && part >= 0).toBe(true);
    }),
  );
});

test('the schemes differ in who bears what', () => {
  expect(shareBetween('employee', 2500)).toMatchObject({ fund: 1625, account: 312, familyAccount: 125, self: 438 });
  expect(shareBetween('resident', 2500)).toMatchObject({ fund: 1250, assistance: 187, hospitalBorne: 62, self: 1001 });
  expect(shareBetween('outOfArea', 2500)).toMatchObject({ fund: 1000, account: 0, self: 1500 });
  expect(insuredPart(shareBetween(undefined, 2500))).toBe(0);
});

test('what is shared out over things sums to the whole, and nothing costs more than its price', () => {
  const prices = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(prices, fc.double({ min: 0, max: 1, noNaN: true }), (them, portion) => {
      const total = them.reduce((sum, price) => sum + price, 0);
      const self = Math.floor(total * portion);
      const shares = shareOut(self, them);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(self);
      shares.forEach((share, at) => {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(them[at] ?? -1);
      });
    }),
  );
});
