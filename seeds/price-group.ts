import type { BothLanguages } from './clinic.ts';

export const priceUnits = {
  visit: { zh: '次', en: 'visit' },
  day: { zh: '日', en: 'day' },
  time: { zh: '次', en: 'time' },
  item: { zh: '项', en: 'test' },
  part: { zh: '部位', en: 'part' },
  box: { zh: '盒', en: 'box' },
  bottle: { zh: '瓶', en: 'bottle' },
  piece: { zh: '支', en: 'piece' },
} as const satisfies Record<string, BothLanguages>;

/** Rows of a price list that are counted in the same. */
export interface PriceGroup {
  readonly unit: keyof typeof priceUnits;
  /** Prices in yuan. */
  readonly rows: readonly (readonly [zh: string, en: string, price: number])[];
}
