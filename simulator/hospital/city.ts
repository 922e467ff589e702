import type { CityPerson, CodeKind, InsuranceScheme } from '../../seeds/city.ts';
import { readCode } from './codes.ts';

export interface Holder {
  readonly idNumber: string;
  readonly name: string;
}

/** bound: on its way into the patient's hands. captured: it waits at the window. */
export type CardState = 'bound' | 'handedOver' | 'captured' | 'lost';

export interface CityCard {
  readonly number: string;
  readonly holder: Holder;
  readonly state: CardState;
}

/**
 * What the hospitals of one city share (一卡通): cards, codes, and whose they are. A person has at most one card that is
 * not lost. Reporting what does not exist is a bug and throws.
 */
export interface City {
  nameOf(idNumber: string): string | undefined;
  schemeOf(idNumber: string): InsuranceScheme | undefined;
  card(number: string): CityCard | undefined;
  /** In the order in which they were made. */
  cards(): readonly CityCard[];
  /** The card of a person that is not lost. */
  activeCard(idNumber: string): CityCard | undefined;
  /** Whether this person has a card or once had one. */
  everHadCard(idNumber: string): boolean;
  /** A number no card has and none will be given again. */
  freshCardNumber(): string;
  /** Throws for a number that is taken, and for a holder with another card that is not lost. */
  bindCard(number: string, holder: Holder): void;
  /** Where a bound card went. A lost card stays lost. */
  deliverCard(number: string, state: 'handedOver' | 'captured'): void;
  reportCardLost(number: string): void;
  /** The holder of a social-security card. */
  socialSecurityHolder(cardNumber: string): Holder | undefined;
  /** Whose code this is at this instant (UTC milliseconds). */
  code(data: string, now: number): CityCode | undefined;
  reportVirtualCardLost(idNumber: string): void;
}

export interface CityCode {
  readonly kind: CodeKind;
  readonly holder: Holder;
  readonly lost: boolean;
}

/** The first number a terminal's card gets in a city that nobody lives in yet: 12 digits. */
const firstCardNumber = 990_100_000_001;

export function createCity(people: readonly CityPerson[]): City {
  const byIdNumber = new Map(people.map((person) => [person.idNumber, person]));
  const cards = new Map<string, CityCard>();
  const active = new Map<string, string>();
  const everHad = new Set<string>();
  const lostVirtual = new Set<string>();
  const socialSecurity = new Map(
    people.flatMap((person) =>
      person.insurance?.socialSecurityCard === undefined ? [] : [[person.insurance.socialSecurityCard, person]],
    ),
  );
  const codes = new Map(
    people.flatMap((person) => person.codes.map(({ kind, token }) => [`${kind} ${token}`, person] as const)),
  );
  let next = firstCardNumber;

  function put(number: string, { idNumber, name }: Holder, state: CardState): void {
    cards.set(number, { number, holder: { idNumber, name }, state });
    everHad.add(idNumber);
    if (state !== 'lost') active.set(idNumber, number);
    else if (active.get(idNumber) === number) active.delete(idNumber);
  }

  function existing(number: string): CityCard {
    const card = cards.get(number);
    if (!card) throw new RangeError('no such card');
    return card;
  }

  for (const person of people) {
    const card = person.hospitalCard;
    if (card) put(card.number, person, card.lost ? 'lost' : 'handedOver');
  }

  return {
    nameOf: (idNumber) => byIdNumber.get(idNumber)?.name,
    schemeOf: (idNumber) => byIdNumber.get(idNumber)?.insurance?.scheme,
    card: (number) => cards.get(number),
    cards: () => [...cards.values()],
    activeCard: (idNumber) => cards.get(active.get(idNumber) ?? ''),
    everHadCard: (idNumber) => everHad.has(idNumber),
    freshCardNumber() {
      while (cards.has(String(next))) next += 1;
      return String(next++);
    },
    bindCard(number, holder) {
      if (cards.has(number)) throw new RangeError('the number is taken');
      if (active.has(holder.idNumber)) throw new RangeError('the holder has another card');
      put(number, holder, 'bound');
    },
    deliverCard(number, state) {
      const card = existing(number);
      if (card.state !== 'lost') put(number, card.holder, state);
    },
    reportCardLost: (number) => put(number, existing(number).holder, 'lost'),
    socialSecurityHolder: (cardNumber) => socialSecurity.get(cardNumber),
    code(data, now) {
      const code = readCode(data, now);
      const person = code && codes.get(`${code.kind} ${code.token}`);
      if (!code || !person) return undefined;
      const lost = code.kind === 'virtualCard' && lostVirtual.has(person.idNumber);
      return { kind: code.kind, holder: person, lost };
    },
    reportVirtualCardLost(idNumber) {
      if (!byIdNumber.get(idNumber)?.codes.some(({ kind }) => kind === 'virtualCard'))
        throw new RangeError('no such virtual card');
      lostVirtual.add(idNumber);
    },
  };
}
