/**
 * People who do not exist. Every name, address and number is invented: 320100 is the code of Nanjing as a whole, which no
 * card carries in the place of a district's, and the sequences start at 990. Check digits are right, so that everything
 * which checks them can be tried.
 */
import type { SocialSecurityCard } from '../device-drivers/contract/chip-card-reader.ts';
import type { ResidentIdCard } from '../device-drivers/contract/id-card-reader.ts';
import { checkDigit } from '../terminal/identity/id-number.ts';
import type { CityPerson, PatientRecord, PersonCode } from './city.ts';
import { type Facts, facts } from './people-facts.ts';

export interface InventedPerson {
  /** What this person is there to try. */
  readonly about: string;
  /** The same, in Chinese. */
  readonly aboutZh: string;
  readonly card: ResidentIdCard;
  /** What else is in the wallet. A hospital card that was lost may yet be found by somebody. */
  readonly cards: { readonly hospitalCard?: string; readonly socialSecurity?: SocialSecurityCard };
  /** What is in the phone. */
  readonly codes: readonly PersonCode[];
  /** What the hospital has of this person; nothing for one who never came. */
  readonly record?: PatientRecord;
  /** The other records of one who has several. */
  readonly otherRecords: readonly PatientRecord[];
  /** The ID number of whoever comes along. */
  readonly guardian?: string;
}

const area = '320100';

const digits = (value: number, length: number) => String(value).padStart(length, '0');

function idNumberOf({ birth, sequence }: Facts): string {
  const first = area + birth + sequence;
  return first + checkDigit(first);
}

function residentCard(it: Facts, index: number): ResidentIdCard {
  const [validFrom, validTo] = it.valid ?? ['20200601', '20400601'];
  return {
    kind: 'resident',
    name: it.name,
    sex: it.sex,
    nation: it.nation ?? '01',
    birth: it.birth,
    address: `江苏省南京市示例区虚构路${index + 1}号`,
    number: idNumberOf(it),
    authority: '南京市公安局示例分局',
    validFrom,
    validTo,
  };
}

function socialSecurityCard(it: Facts, index: number): SocialSecurityCard {
  return {
    kind: 'socialSecurity',
    cardNumber: `N${digits(99_000_001 + index, 8)}`,
    idNumber: idNumberOf(it),
    name: it.name,
    sex: it.sex,
    nation: it.nation ?? '01',
    birth: it.birth,
    // Region and city codes as wholes, as with the ID numbers.
    issuerArea: it.scheme === 'outOfArea' ? '650000' : area,
    issuedOn: '20220901',
    validTo: '20320901',
  };
}

function codesOf(it: Facts, index: number): readonly PersonCode[] {
  if (it.noPhone) return [];
  const token = (head: string) => `${head}${digits(index + 1, 12)}`;
  return [
    { kind: 'eHealthCard', token: token('9901') },
    ...(it.scheme ? [{ kind: 'eVoucher', token: token('9902') } as const] : []),
    { kind: 'virtualCard', token: token('9903') },
  ];
}

function recordsOf(it: Facts, index: number): readonly PatientRecord[] {
  if (it.record === 'none') return [];
  const record: PatientRecord = {
    recordId: `R${900_001 + index}`,
    idNumber: idNumberOf(it),
    name: it.recordName ?? it.name,
    blocked: it.record === 'blocked',
    lastVisitDaysAgo: 3 + ((index * 37) % 300),
  };
  if (it.record !== 'two') return [record];
  return [record, { ...record, recordId: `R${910_001 + index}`, lastVisitDaysAgo: 1130 }];
}

function person(it: Facts, index: number): InventedPerson {
  const [record, ...otherRecords] = recordsOf(it, index);
  const guardian = it.guardian === undefined ? undefined : facts[it.guardian];
  return {
    about: it.about,
    aboutZh: it.aboutZh,
    card: residentCard(it, index),
    cards: {
      ...(it.hospitalCard ? { hospitalCard: `9900${digits(index + 1, 8)}` } : {}),
      ...(it.scheme && !it.noChip ? { socialSecurity: socialSecurityCard(it, index) } : {}),
    },
    codes: codesOf(it, index),
    ...(record ? { record } : {}),
    otherRecords,
    ...(guardian ? { guardian: idNumberOf(guardian) } : {}),
  };
}

export const people: readonly InventedPerson[] = facts.map(person);

/** What the demonstration hospital has in its files. */
export const patientRecords: readonly PatientRecord[] = people.flatMap(({ record, otherRecords }) => [
  ...(record ? [record] : []),
  ...otherRecords,
]);

/** What the city has of them. */
export const cityPeople: readonly CityPerson[] = people.map(({ card, cards, codes }, index) => {
  const { hospitalCard, scheme } = facts[index] ?? {};
  const { socialSecurity } = cards;
  return {
    idNumber: card.number,
    name: card.name,
    ...(cards.hospitalCard === undefined
      ? {}
      : { hospitalCard: { number: cards.hospitalCard, lost: hospitalCard === 'lost' } }),
    ...(scheme
      ? { insurance: { scheme, ...(socialSecurity ? { socialSecurityCard: socialSecurity.cardNumber } : {}) } }
      : {}),
    codes,
  };
});
