import type { ResidentIdCard } from '../../device-drivers/contract/id-card-reader.ts';
import type { CityPerson, PatientRecord } from '../../seeds/city.ts';
import { checkDigit } from '../../terminal/identity/id-number.ts';

/** Somebody who does not exist, comes once, and is never seen again. */
export interface TwinPerson {
  readonly card: ResidentIdCard;
  readonly record: PatientRecord;
  /** The number of their hospital card, for one who has it. */
  readonly hospitalCard: string;
  readonly phone: string;
}

const numerals = '〇一二三四五六七八九';
const digits = (value: number, length: number): string => String(value).padStart(length, '0');
const dayMilliseconds = 86_400_000;
const firstBirth = Date.UTC(1940, 0, 1);
/** From 1940 to 2004: grown-ups in every month this can be asked of. */
const birthDays = 23_700;

/**
 * The visitor of a number, always the same. 320100 is the code of Nanjing as a whole, which no card carries in a
 * district's place, and the sequences stand at 900 and above: nobody has such a number. The name says it: 例, example.
 */
export function twinPerson(number: number): TwinPerson {
  const birth = new Date(firstBirth + (number % birthDays) * dayMilliseconds)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
  const sequence = 900 + (Math.floor(number / birthDays) % 100);
  const seventeen = `320100${birth}${sequence}`;
  const idNumber = seventeen + checkDigit(seventeen);
  const name = `例${[...String(number)].map((digit) => numerals[Number(digit)]).join('')}`;
  return {
    card: {
      kind: 'resident',
      name,
      sex: sequence % 2 === 1 ? 'male' : 'female',
      nation: '01',
      birth,
      address: `江苏省南京市示例区虚构路${number}号`,
      number: idNumber,
      authority: '南京市公安局示例分局',
      validFrom: '20150601',
      validTo: '20350601',
    },
    record: { recordId: `R${digits(number, 7)}`, idNumber, name, blocked: false },
    hospitalCard: `98${digits(number, 10)}`,
    phone: `199${digits(number, 8)}`,
  };
}

/** As the city knows who has a hospital card. */
export const cardHolder = ({ record: { idNumber, name }, hospitalCard }: TwinPerson): CityPerson => ({
  idNumber,
  name,
  hospitalCard: { number: hospitalCard, lost: false },
  codes: [],
});
