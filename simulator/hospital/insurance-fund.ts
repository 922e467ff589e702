import type { InsuranceScheme } from '../../seeds/city.ts';
import { type Amount, selfPaid } from '../../terminal/hospital/amount.ts';

type Part = 'fund' | 'account' | 'familyAccount' | 'assistance' | 'hospitalBorne';

/** Who bears how much of a price, in hundredths of a percent. Invented; what is not listed the patient bears. */
const ratios: Readonly<Record<InsuranceScheme, Partial<Readonly<Record<Part, number>>>>> = {
  employee: { fund: 6500, account: 1250, familyAccount: 500 },
  resident: { fund: 5000, assistance: 750, hospitalBorne: 250 },
  outOfArea: { fund: 4000 },
};

/** Splits a price (fen) as the scheme has it: each part rounded down to whole fen, the rest is the patient's own. */
export function shareBetween(scheme: InsuranceScheme | undefined, total: number): Amount {
  const amount = selfPaid(total);
  if (!scheme) return amount;
  for (const [part, ratio] of Object.entries(ratios[scheme]) as [Part, number][]) {
    amount[part] = Math.floor((total * ratio) / 10_000);
    amount.self -= amount[part];
  }
  return amount;
}

/** What insurance bears, all its parts together. */
export const insuredPart = (amount: Amount): number => amount.total - amount.self;

/**
 * Shares what the patient bears out over the things bought, in proportion to their prices. In whole fen: the shares sum
 * to the whole, always.
 */
export function shareOut(self: number, prices: readonly number[]): number[] {
  const total = prices.reduce((sum, price) => sum + price, 0);
  let before = 0;
  let upTo = 0;
  return prices.map((price) => {
    upTo += price;
    const share = total === 0 ? 0 : Math.floor((self * upTo) / total);
    const own = share - before;
    before = share;
    return own;
  });
}
