import type { PriceLists } from '../../seeds/prices.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Answer, granted } from './once.ts';

type List = Verbs['listPrices'];

const pageLength = 50;

/** One page of a price list, from 1 on; a page that does not exist is empty. */
export function priceList(lists: PriceLists, { list, page }: InputOf<List>): Answer<ReplyOf<List>, never> {
  const all = lists[list];
  const first = (Number(page) - 1) * pageLength;
  const prices = first < 0 ? [] : all.slice(first, first + pageLength);
  return granted({ list, pages: Math.ceil(all.length / pageLength), prices });
}
