import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { findingsIn, type UsageLine, usageTable } from './planted.ts';
import { median, spreadOf } from './robust.ts';

/** Twenty usual hospitals, each with its own fee and bill, that come to half as much in the second month. */
const usual = (scale: number): UsageLine[] =>
  Array.from({ length: 20 }, (_, at) => ({
    unit: `医院${at}`,
    terminals: 10,
    registrations: Math.round((1000 + 37 * at) * scale),
    fee: 10 + (at % 6),
    payments: Math.round((800 + 23 * at) * scale),
    bill: 200 + 11 * (at % 9),
  }));

const without = (these: readonly UsageLine[], at: number, instead: Partial<UsageLine>) =>
  these.map((it, place) => (place === at ? { ...it, ...instead } : it));

const outliersIn = (now: readonly UsageLine[], before?: readonly UsageLine[]) =>
  findingsIn(usageTable('terminal-usage-2026-02', now), {
    others: before ? [usageTable('terminal-usage-2026-01', before)] : [],
  }).flatMap((it: Finding) => (it.kind === 'outlier' ? [it] : []));

test('a month in which all come to half as much has no outliers', () => {
  expect(outliersIn(usual(0.5), usual(1))).toEqual([]);
});

test('an amount that is many times what it was and what others have is told with both', () => {
  fc.assert(
    fc.property(fc.nat(19), fc.integer({ min: 8, max: 40 }), (at, times) => {
      const before = usual(1);
      const now = without(usual(0.5), at, { fee: (before[at]?.fee ?? 0) * times });
      const found = outliersIn(now, before);
      expect(found.map(({ row, measure }) => [row, measure])).toEqual([
        [`医院${at}`, 'registration_amount / registrations'],
      ]);
      expect(found[0]?.compared[0]).toMatchObject({
        against: 'its own in 2026-01, where units usually came to 1.00 times theirs',
        value: (before[at]?.fee ?? 0).toFixed(2),
      });
      expect(found[0]?.compared[0]?.factor).toBeCloseTo(times, 6);
      expect(found[0]?.compared[1]?.against).toBe('the middle of 20 units');
    }),
  );
});

test('without other months a unit is held against the others', () => {
  const found = outliersIn(without(usual(1), 3, { bill: 9000 }));
  expect(found).toMatchObject([
    {
      row: '医院3',
      measure: 'payment_amount / payments',
      value: '9000.00 yuan',
      compared: [{ against: 'the middle of 20 units' }],
    },
  ]);
});

test('of two months that differ the odd one is named', () => {
  const odd = without(usual(1), 5, { fee: 300 });
  expect(outliersIn(usual(1), odd)).toEqual([]);
  expect(outliersIn(odd, usual(1)).map(({ row }) => row)).toEqual(['医院5']);
});

test('use that all but ends', () => {
  const found = outliersIn(without(usual(1), 7, { registrations: 3, payments: 1 }), usual(1));
  expect(found).toMatchObject([
    {
      row: '医院7',
      measure: '(registrations + payments) / terminals',
      figures: '(3 + 1) / 10',
      value: '0.40 a terminal',
    },
  ]);
});

test('an amount in fen among whole ones is remarked', () => {
  const [found] = outliersIn(without(usual(1), 2, { fee: 333.3333 }));
  expect(found?.besides).toEqual([
    `${(Math.round((1000 + 74) * 333.3333 * 100) / 100).toFixed(2)} is the only registration_amount of 20 that is not whole or half yuan`,
  ]);
});

test('a few units say nothing of what is usual', () => {
  expect(outliersIn(without(usual(1).slice(0, 5), 2, { fee: 5000 }))).toEqual([]);
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

test('half and double are equally far', () => {
  const spread = spreadOf([5, 8, 10, 12.5, 20]);
  expect(spread.middle).toBeCloseTo(10);
  expect(spread.deviations(40)).toBeCloseTo(-spread.deviations(2.5));
});
