interface Folded<Item> {
  readonly lines: readonly Item[];
  /** What stands in one line together. `amount` is in fen. */
  readonly rest?: { readonly count: number; readonly amount: number };
}

/** No more than `most` lines: the last of a longer list is the sum of the rest, so that all still come to the total. */
export function folded<Item extends { readonly amount: number }>(items: readonly Item[], most: number): Folded<Item> {
  if (items.length <= most) return { lines: items };
  const others = items.slice(most - 1);
  const amount = others.reduce((sum, it) => sum + it.amount, 0);
  return { lines: items.slice(0, most - 1), rest: { count: others.length, amount } };
}
