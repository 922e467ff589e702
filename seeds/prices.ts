/** The price lists of the demonstration hospital. All prices are invented; sizes are those of the field. */
import type { BothLanguages } from './clinic.ts';
import { drugGroups } from './drug-prices.ts';
import { type PriceGroup, priceUnits } from './price-group.ts';
import { serviceGroups } from './service-prices.ts';

export interface ListedPrice {
  readonly id: string;
  readonly title: BothLanguages;
  readonly unit: BothLanguages;
  /** Fen. */
  readonly price: number;
}

export interface PriceLists {
  readonly services: readonly ListedPrice[];
  readonly drugs: readonly ListedPrice[];
}

const listed = (head: string, groups: readonly PriceGroup[]): readonly ListedPrice[] =>
  groups
    .flatMap(({ unit, rows }) => rows.map(([zh, en, price]) => ({ unit: priceUnits[unit], title: { zh, en }, price })))
    .map(({ unit, title, price }, index) => ({
      id: `${head}${String(index + 1).padStart(4, '0')}`,
      title,
      unit,
      price: Math.round(price * 100),
    }));

export const priceLists: PriceLists = {
  services: listed('S', serviceGroups),
  drugs: listed('D', drugGroups),
};
