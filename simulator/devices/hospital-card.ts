import { decodeNumber, encodeNumber, type NumberLayout } from '../../device-drivers/chip-card-reader/card-text.ts';
import { type M1Card, ownTrailer, trailerOf } from './m1-card.ts';

/** Where a hospital writes the number of its cards. */
export interface NumberPlace {
  readonly sector: number;
  /** Within the sector. */
  readonly block: number;
  readonly number: NumberLayout;
}

/** Writes a number onto a card, as a hospital gives it out. With keys its sector is locked: A reads, B writes. */
export function issueHospitalCard(
  { chip }: M1Card,
  number: string,
  {
    sector,
    block,
    number: layout,
    keyA,
    keyB,
  }: NumberPlace & { readonly keyA?: Uint8Array; readonly keyB?: Uint8Array },
): void {
  chip?.write(sector, block, encodeNumber(layout, number));
  if (keyA && keyB) chip?.write(sector, trailerOf(sector), ownTrailer({ A: keyA, B: keyB }));
}

/** The number on a card, for eyes that need no key; undefined when there is none. */
export function numberOn({ chip }: M1Card, { sector, block, number }: NumberPlace): string | undefined {
  const data = chip?.read(sector, block);
  return data && decodeNumber(number, data);
}
