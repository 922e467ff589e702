import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded } from './folded.ts';

const items = [100, 20, 3].map((amount) => ({ amount }));

test('a list that fits stays as it is; the rest of a longer one is counted and summed up in its last line', () => {
  expect(folded(items, 3)).toEqual({ lines: items });
  expect(folded(items, 2)).toEqual({ lines: [{ amount: 100 }], rest: { count: 2, amount: 23 } });
  expect(folded([], 2)).toEqual({ lines: [] });
});

test('no more lines than there is room for, no item and no fen lost', () => {
  const amounts = fc.array(fc.record({ amount: fc.integer({ min: 0, max: 10_000_000 }) }), { maxLength: 60 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 8 }), (all, most) => {
      const { lines, rest = { count: 0, amount: 0 } } = folded(all, most);
      const sum = (of: readonly { amount: number }[]) => of.reduce((total, { amount }) => total + amount, 0);
      expect(lines.length + Math.sign(rest.count)).toBeLessThanOrEqual(most);
      expect(lines.length + rest.count).toBe(all.length);
      expect(sum(lines) + rest.amount).toBe(sum(all));
    }),
  );
});
