/** What is particular about each invented person; `people.ts` makes cards, records and codes of it. */
import type { InsuranceScheme } from './city.ts';

export interface Facts {
  readonly about: string;
  /** The same, in Chinese. */
  readonly aboutZh: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birth: string;
  /** Three digits; odd for men. */
  readonly sequence: string;
  readonly nation?: string;
  readonly valid?: readonly [from: string, to: string];
  /** What the hospital calls this person where it is not what the card says. */
  readonly recordName?: string;
  /** One record unless told. */
  readonly record?: 'none' | 'blocked' | 'two';
  readonly hospitalCard?: 'held' | 'lost';
  /** Has a social-security card and an e-voucher. */
  readonly scheme?: InsuranceScheme;
  /** A name the chip of a social-security card has no characters for: there is the e-voucher only. */
  readonly noChip?: true;
  /** No phone, no codes. */
  readonly noPhone?: true;
  /** The place in this list of whoever comes along. */
  readonly guardian?: number;
}

/** New people go to the end: the place in the list makes the number of the record. */
export const facts: readonly Facts[] = [
  {
    about: 'three characters',
    aboutZh: '名字三个字',
    name: '张明远',
    sex: 'male',
    birth: '19850312',
    sequence: '991',
    hospitalCard: 'held',
    scheme: 'employee',
  },
  {
    about: 'two characters, without a hospital card',
    aboutZh: '名字两个字，没有就诊卡',
    name: '陈静',
    sex: 'female',
    birth: '19920718',
    sequence: '992',
    scheme: 'employee',
  },
  {
    about: 'four characters',
    aboutZh: '名字四个字',
    name: '欧阳若澜',
    sex: 'female',
    birth: '19780105',
    sequence: '994',
    hospitalCard: 'held',
    scheme: 'resident',
  },
  {
    about: 'a character outside the Basic Multilingual Plane',
    aboutZh: '名字里有生僻字，社保卡写不下',
    name: '𠮷小满',
    sex: 'female',
    birth: '20000229',
    sequence: '996',
    scheme: 'employee',
    noChip: true,
  },
  {
    about: 'elderly, with a card that never ends, without a phone',
    aboutZh: '高龄，身份证长期有效，没有手机',
    name: '孙桂兰',
    sex: 'female',
    birth: '19380909',
    sequence: '998',
    valid: ['20080301', '长期'],
    hospitalCard: 'held',
    scheme: 'resident',
    noPhone: true,
  },
  {
    about: 'never was at the hospital',
    aboutZh: '第一次来，还没有建档',
    name: '何一凡',
    sex: 'male',
    birth: '20010423',
    sequence: '993',
    record: 'none',
    scheme: 'employee',
  },
  {
    about: 'blocked by the hospital',
    aboutZh: '被医院限制',
    name: '钱大有',
    sex: 'male',
    birth: '19690814',
    sequence: '995',
    record: 'blocked',
    hospitalCard: 'held',
    scheme: 'resident',
  },
  {
    about: 'the record has another name',
    aboutZh: '档案里的名字不一样',
    name: '王晓燕',
    sex: 'female',
    birth: '19881130',
    sequence: '990',
    recordName: '王小燕',
    hospitalCard: 'held',
    scheme: 'employee',
  },
  {
    about: 'a long name with a middle dot, of the Uyghur nation, insured elsewhere',
    aboutZh: '维吾尔族长名字带间隔号，异地医保',
    name: '阿依努尔·吐尔逊江',
    sex: 'female',
    birth: '19950616',
    sequence: '992',
    nation: '05',
    scheme: 'outOfArea',
  },
  {
    about: 'a child, whose card is valid for five years',
    aboutZh: '儿童，身份证五年有效',
    name: '周小树',
    sex: 'male',
    birth: '20180520',
    sequence: '997',
    valid: ['20240101', '20290101'],
    scheme: 'resident',
    noPhone: true,
  },
  {
    about: 'ordinary',
    aboutZh: '平常',
    name: '林浩然',
    sex: 'male',
    birth: '19730227',
    sequence: '999',
    hospitalCard: 'held',
    scheme: 'employee',
  },
  {
    about: 'ordinary',
    aboutZh: '平常',
    name: '许文君',
    sex: 'female',
    birth: '19610602',
    sequence: '990',
    valid: ['20110801', '长期'],
    scheme: 'resident',
  },
  {
    about: 'two records at the hospital',
    aboutZh: '在医院有两份档案',
    name: '罗思齐',
    sex: 'male',
    birth: '19810924',
    sequence: '993',
    record: 'two',
    hospitalCard: 'held',
    scheme: 'employee',
  },
  {
    about: 'a child of one of the others, who comes along',
    aboutZh: '儿童，有家长陪着',
    name: '林知夏',
    sex: 'female',
    birth: '20190607',
    sequence: '994',
    valid: ['20240301', '20290301'],
    hospitalCard: 'held',
    scheme: 'resident',
    noPhone: true,
    guardian: 10,
  },
  {
    about: 'lost the hospital card',
    aboutZh: '就诊卡丢了',
    name: '蒋雨桐',
    sex: 'female',
    birth: '19901015',
    sequence: '998',
    hospitalCard: 'lost',
    scheme: 'employee',
  },
  {
    about: 'has a card of another hospital of the city, and no record here',
    aboutZh: '有别家医院的卡，这里没有档案',
    name: '薛长河',
    sex: 'male',
    birth: '19560317',
    sequence: '991',
    valid: ['20060901', '长期'],
    record: 'none',
    hospitalCard: 'held',
    scheme: 'resident',
  },
];
