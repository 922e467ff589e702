import * as v from 'valibot';
import { expect, test } from 'vitest';
import { priceLists } from '../../seeds/prices.ts';
import { recordVerbs } from '../../terminal/hospital/contract/records.ts';
import { priceList } from './prices.ts';
import { value } from './trial.ts';

const page = (list: 'services' | 'drugs', number: number) =>
  v.parse(recordVerbs.listPrices.reply, value(priceList(priceLists, { list, page: String(number) })));

test.each(['services', 'drugs'] as const)('the pages of %s give the whole list, 50 at a time', (list) => {
  const { pages } = page(list, 1);
  const read = Array.from({ length: pages }, (_, at) => page(list, at + 1).prices);
  expect(read.flat()).toEqual(priceLists[list]);
  for (const prices of read.slice(0, -1)) expect(prices.length).toBe(50);
  expect(read.at(-1)?.length).toBeGreaterThan(0);
});

test('pages before the first and after the last are empty', () => {
  expect(page('drugs', 0).prices).toEqual([]);
  expect(page('drugs', page('drugs', 1).pages + 1).prices).toEqual([]);
});
