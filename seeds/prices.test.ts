import { expect, test } from 'vitest';
import { priceLists } from './prices.ts';

test.each([
  ['services', 120],
  ['drugs', 60],
] as const)('the list of %s is long enough to have pages', (list, least) => {
  expect(priceLists[list].length).toBeGreaterThanOrEqual(least);
});

const all = [...priceLists.services, ...priceLists.drugs];

test('every id and every title is there once', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ title }) => title.zh)).size).toBe(all.length);
  expect(new Set(all.map(({ title }) => title.en)).size).toBe(all.length);
});

test('prices are whole fen and more than nothing', () => {
  for (const { price } of all) expect(Number.isSafeInteger(price) && price > 0).toBe(true);
});

test('titles are Chinese in the one language and not in the other', () => {
  for (const { title, unit } of all) {
    expect(title.zh + unit.zh).toMatch(/\p{Script=Han}/u);
    expect(title.en + unit.en).not.toMatch(/\p{Script=Han}/u);
  }
});
