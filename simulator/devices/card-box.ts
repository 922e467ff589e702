import { createM1Card, type M1Card } from './m1-card.ts';

/** Cards as a factory delivers them, no two with the same number.. */
export function createCardBox(): (count: number) => readonly M1Card[] {
  let made = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      made++;
      return createM1Card(Uint8Array.of(0x04, (made >> 16) & 0xff, (made >> 8) & 0xff, made & 0xff));
    });
}
