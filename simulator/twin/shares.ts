import type { Dice } from '../fleet/dice.ts';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, it) => sum + it, 0);

/**
 * A whole number shared out by weight: whole parts first, then one each to the largest remainders. The parts sum to
 * `total` exactly; who weighs nothing gets nothing.
 */
export function sharedOut(total: number, weights: readonly number[]): number[] {
  const all = sumOf(weights);
  if (all <= 0) {
    if (total > 0) throw new RangeError(`${total} among nobody`);
    return weights.map(() => 0);
  }
  const exact = weights.map((weight) => total * (weight / all));
  const parts = exact.map(Math.floor);
  const byRemainder = exact.map((_, index) => index).filter((index) => (weights[index] ?? 0) > 0);
  byRemainder.sort((a, b) => remainder(b) - remainder(a) || a - b);
  // More than one round, and back, only where the sum of weights was not exact.
  for (let left = total - sumOf(parts), at = 0; left !== 0; at++) {
    const index = byRemainder[at % byRemainder.length] ?? 0;
    const step = Math.sign(left);
    if ((parts[index] ?? 0) + step < 0) continue;
    parts[index] = (parts[index] ?? 0) + step;
    left -= step;
  }
  return parts;

  function remainder(index: number): number {
    return (exact[index] ?? 0) - (parts[index] ?? 0);
  }
}

/** Nobody is asked for less than a yuan, where there is enough to ask for. */
const yuan = 100;

/**
 * A sum in fen as so many amounts, each drawn around the mean, to the fen. Where the sum does not give every amount
 * `least`, some come to that or more, and the others to nothing.
 */
export function amountsOf(total: number, count: number, least: number, spread: number, dice: Dice): number[] {
  if (count === 0 || total === 0) return Array.from({ length: count }, () => 0);
  const paying = Math.min(count, Math.max(1, Math.floor(total / least)));
  const floor = Math.min(yuan, Math.floor(total / paying));
  const weights = Array.from({ length: count }, (_, at) => (at < paying ? dice.around(1, spread) : 0));
  const rest = sharedOut(total - floor * paying, weights);
  return shuffled(
    rest.map((amount, at) => (at < paying ? floor + amount : 0)),
    dice,
  );
}

/** A sum of fen shared out to groups of so many amounts: a group of none gets none, and no amount need be nothing that need not. */
export function sumsOf(total: number, counts: readonly number[], spread: number, dice: Dice): number[] {
  const count = sumOf(counts);
  if (count === 0) return counts.map(() => 0);
  const floor = Math.min(yuan, Math.floor(total / count));
  const weights = counts.map((each) => each * dice.around(1, spread));
  const rest = sharedOut(total - floor * count, weights);
  return counts.map((each, at) => floor * each + (rest[at] ?? 0));
}

/** A count as small whole numbers, none above `most`. */
export function handfuls(total: number, most: number, dice: Dice): number[] {
  const parts: number[] = [];
  for (let left = total; left > 0; left -= parts.at(-1) ?? 1) parts.push(Math.min(left, dice.between(1, most)));
  return parts;
}

/** In another order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = dice.between(0, at);
    const [a, b] = [order[at], order[other]];
    if (a === undefined || b === undefined) continue;
    order[at] = b;
    order[other] = a;
  }
  return order;
}
