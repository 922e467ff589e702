import type { CodeKind } from '../../seeds/city.ts';
import type { InventedPerson } from '../../seeds/people.ts';
import { issueHospitalCard } from '../devices/hospital-card.ts';
import type { M1Card } from '../devices/m1-card.ts';
import type { VirtualCard } from '../devices/virtual-pcsc-reader.ts';
import { hospitalCardPlace } from '../devices/virtual-shelf.ts';
import { createVirtualSocialSecurityCard } from '../devices/virtual-social-security-card.ts';
import { codeData } from '../hospital/codes.ts';

export type ChipCardName = 'socialSecurity' | 'hospital';

/** The chip cards and the phones of all people. Each card is one thing, and keeps what was written on it. */
export interface Wallet {
  /** Undefined when the person has none. */
  chipCard(person: number, name: ChipCardName): VirtualCard | undefined;
  whose(card: VirtualCard): { readonly person: number; readonly name: ChipCardName } | undefined;
  /** What the person's phone shows now (UTC milliseconds). Undefined when it has no such code. */
  code(person: number, kind: CodeKind, now: number): string | undefined;
  /** A code for one payment from anybody's phone, another each time. */
  payerCode(): string;
}

export function createWallet(
  people: readonly InventedPerson[],
  newCards: (count: number) => readonly M1Card[],
): Wallet {
  const held = people.map(({ cards: { hospitalCard, socialSecurity } }) => ({
    hospital: hospitalCard === undefined ? undefined : cardNumbered(hospitalCard),
    socialSecurity: socialSecurity && createVirtualSocialSecurityCard(socialSecurity),
  }));
  let payerCodes = 0;

  function cardNumbered(number: string): M1Card | undefined {
    const [card] = newCards(1);
    if (card) issueHospitalCard(card, number, hospitalCardPlace);
    return card;
  }

  return {
    chipCard: (person, name) => held[person]?.[name],
    whose(card) {
      for (const name of ['socialSecurity', 'hospital'] as const) {
        const person = held.findIndex((cards) => cards[name] === card);
        if (person >= 0) return { person, name };
      }
      return undefined;
    },
    code(person, kind, now) {
      const code = people[person]?.codes.find((it) => it.kind === kind);
      return code && codeData(code, now);
    },
    // 18 digits that begin with 10 to 15, as one of the two payment apps shows them.
    payerCode: () => `13${String(++payerCodes).padStart(16, '0')}`,
  };
}
