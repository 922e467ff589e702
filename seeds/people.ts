/**
 * People who do not exist. Every name, address and number is invented: 320100 is the code of Nanjing as a whole, which no
 * card carries in the place of a district's, and the sequences start at 990. Check digits are right, so that everything
 * which checks them can be tried.
 */
import type { ResidentIdCard } from '../device-drivers/contract/id-card-reader.ts';
import { checkDigit } from '../terminal/identity/id-number.ts';
import type { PatientRecord } from './clinic.ts';

export interface InventedPerson {
  /** What this person is there to try. */
  readonly about: string;
  readonly card: ResidentIdCard;
  /** What the hospital has of this person; nothing for one who never came. */
  readonly record?: PatientRecord;
}

interface Facts {
  readonly about: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birth: string;
  /** Three digits; odd for men. */
  readonly sequence: string;
  readonly nation?: string;
  readonly valid?: readonly [from: string, to: string];
  /** What the hospital calls this person where it is not what the card says; `none` for no record at all. */
  readonly recordName?: string;
  readonly record?: 'none' | 'blocked';
}

const area = '320100';

function person(facts: Facts, index: number): InventedPerson {
  const first = area + facts.birth + facts.sequence;
  const number = first + checkDigit(first);
  const [validFrom, validTo] = facts.valid ?? ['20200601', '20400601'];
  const card: ResidentIdCard = {
    kind: 'resident',
    name: facts.name,
    sex: facts.sex,
    nation: facts.nation ?? '01',
    birth: facts.birth,
    address: `江苏省南京市示例区虚构路${index + 1}号`,
    number,
    authority: '南京市公安局示例分局',
    validFrom,
    validTo,
  };
  if (facts.record === 'none') return { about: facts.about, card };
  const record: PatientRecord = {
    recordId: `R${String(900_001 + index)}`,
    idNumber: number,
    name: facts.recordName ?? facts.name,
    blocked: facts.record === 'blocked',
  };
  return { about: facts.about, card, record };
}

const facts: readonly Facts[] = [
  { about: 'three characters', name: '张明远', sex: 'male', birth: '19850312', sequence: '991' },
  { about: 'two characters', name: '陈静', sex: 'female', birth: '19920718', sequence: '992' },
  { about: 'four characters', name: '欧阳若澜', sex: 'female', birth: '19780105', sequence: '994' },
  {
    about: 'a character outside the Basic Multilingual Plane',
    name: '𠮷小满',
    sex: 'female',
    birth: '20000229',
    sequence: '996',
  },
  {
    about: 'elderly, with a card that never ends',
    name: '孙桂兰',
    sex: 'female',
    birth: '19380909',
    sequence: '998',
    valid: ['20080301', '长期'],
  },
  {
    about: 'never was at the hospital',
    name: '何一凡',
    sex: 'male',
    birth: '20010423',
    sequence: '993',
    record: 'none',
  },
  {
    about: 'blocked by the hospital',
    name: '钱大有',
    sex: 'male',
    birth: '19690814',
    sequence: '995',
    record: 'blocked',
  },
  {
    about: 'the record has another name',
    name: '王晓燕',
    sex: 'female',
    birth: '19881130',
    sequence: '990',
    recordName: '王小燕',
  },
  {
    about: 'a long name with a middle dot, of the Uyghur nation',
    name: '阿依努尔·吐尔逊江',
    sex: 'female',
    birth: '19950616',
    sequence: '992',
    nation: '05',
  },
  {
    about: 'a child, whose card is valid for five years',
    name: '周小树',
    sex: 'male',
    birth: '20180520',
    sequence: '997',
    valid: ['20240101', '20290101'],
  },
  { about: 'ordinary', name: '林浩然', sex: 'male', birth: '19730227', sequence: '999' },
  { about: 'ordinary', name: '许文君', sex: 'female', birth: '19610602', sequence: '990', valid: ['20110801', '长期'] },
];

export const people: readonly InventedPerson[] = facts.map(person);

/** What the demonstration hospital has in its files. */
export const patientRecords: readonly PatientRecord[] = people.flatMap(({ record }) => record ?? []);
