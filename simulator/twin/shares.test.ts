import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diceOf } from '../fleet/dice.ts';
import { amountsOf, handfuls, sharedOut, sumsOf } from './shares.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, it) => all + it, 0);
const total = fc.integer({ min: 0, max: 5_000_000_00 });
const counts = fc.array(fc.nat(400), { minLength: 1, maxLength: 40 }).filter((all) => sum(all) > 0);

test('parts are whole, sum to the total, and who weighs nothing gets nothing', () => {
  fc.assert(
    fc.property(total, fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 }), (all, weights) => {
      fc.pre(sum(weights) > 0);
      const parts = sharedOut(all, weights);
      expect(sum(parts)).toBe(all);
      expect(parts.every((part, at) => Number.isInteger(part) && part >= 0 && (weights[at] !== 0 || part === 0))).toBe(
        true,
      );
    }),
  );
  expect(() => sharedOut(1, [])).toThrow(RangeError);
});

test('amounts come to their sum to the fen, and none is nothing that need not be', () => {
  fc.assert(
    fc.property(
      total,
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(1, 100),
      fc.nat(),
      (all, count, least, seed) => {
        const amounts = amountsOf(all, count, least, 1, diceOf(seed));
        expect(amounts).toHaveLength(count);
        expect(sum(amounts)).toBe(all);
        const free = amounts.filter((amount) => amount === 0).length;
        expect(free).toBe(Math.max(0, count - (all === 0 ? 0 : Math.max(1, Math.floor(all / least)))));
        expect(amounts.every((amount) => amount >= 0)).toBe(true);
      },
    ),
  );
});

test('the sums of groups come to the whole, each enough for a fen an amount where there is that much', () => {
  fc.assert(
    fc.property(total, counts, fc.nat(), (all, each, seed) => {
      const sums = sumsOf(all, each, 0.2, diceOf(seed));
      expect(sum(sums)).toBe(all);
      const isEnough = all >= sum(each);
      expect(sums.every((it, at) => it >= (isEnough ? (each[at] ?? 0) : 0) && (each[at] !== 0 || it === 0))).toBe(true);
    }),
  );
});

test('handfuls are no larger than they may be', () => {
  const parts = handfuls(100, 3, diceOf(1));
  expect(sum(parts)).toBe(100);
  expect(parts.every((part) => part >= 1 && part <= 3)).toBe(true);
  expect(handfuls(0, 3, diceOf(1))).toEqual([]);
});
