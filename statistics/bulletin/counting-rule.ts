import type { Counts } from '../intake/roll-up.ts';

/** What is counted as 挂号, of which no definition was ever published. A rule that changes gets a new number. */
export interface CountingRule {
  readonly name: CountingRuleName;
  readonly zh: string;
  readonly en: string;
  /** What of a terminal's counts it takes for registrations; the amount is in fen, gross. */
  readonly registrations: (counts: Counts) => { readonly times: number; readonly fen: number };
  /** Whether bookings paid elsewhere and collected at the terminal are among them; where not, they are told apart. */
  readonly withPrepaid: boolean;
}

export const countingRuleNames = [
  'confirmed-and-collected-here/1',
  'confirmed/1',
  'confirmed-and-all-collected/1',
] as const;
export type CountingRuleName = (typeof countingRuleNames)[number];

export const defaultCountingRule: CountingRuleName = 'confirmed-and-collected-here/1';

export const countingRules: Readonly<Record<CountingRuleName, CountingRule>> = {
  'confirmed-and-collected-here/1': {
    name: 'confirmed-and-collected-here/1',
    zh: '挂号 = 医院确认的挂号 + 在终端付费的预约取号；已预付的取号另计',
    en: 'Registrations are those the hospital confirmed and bookings paid for at the terminal; prepaid ones stand apart.',
    registrations: (counts) => ({
      times: counts.registrations + counts.collectionsPaidHere,
      fen: counts.registrationAmount + counts.collectionAmount,
    }),
    withPrepaid: false,
  },
  'confirmed/1': {
    name: 'confirmed/1',
    zh: '挂号 = 医院确认的挂号；预约取号不计',
    en: 'Registrations are those the hospital confirmed; collected bookings do not count.',
    registrations: (counts) => ({ times: counts.registrations, fen: counts.registrationAmount }),
    withPrepaid: false,
  },
  'confirmed-and-all-collected/1': {
    name: 'confirmed-and-all-collected/1',
    zh: '挂号 = 医院确认的挂号 + 全部预约取号（已预付的取号计笔数，不计金额）',
    en: 'Registrations are those the hospital confirmed and every collected booking; a prepaid one brings no amount.',
    registrations: (counts) => ({
      times: counts.registrations + counts.collections,
      fen: counts.registrationAmount + counts.collectionAmount,
    }),
    withPrepaid: true,
  },
};

export const isCountingRuleName = (text: string): text is CountingRuleName =>
  (countingRuleNames as readonly string[]).includes(text);

/** The rule of a name; throws for a name there is none of, as a hub may not guess what it counts. */
export const countingRuleNamed = (name: string): CountingRule => {
  if (!isCountingRuleName(name)) {
    throw new RangeError(
      `${JSON.stringify(name)} is no counting rule; expected one of ${countingRuleNames.join(', ')}`,
    );
  }
  return countingRules[name];
};
