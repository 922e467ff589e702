import type { Guardian } from '../../terminal/hospital/contract/patients.ts';

/** A name as it is compared: composed, without the spaces a chip pads its fields with. */
export const plainName = (name: string) => name.normalize('NFC').trim();

/** The birth (YYYYMMDD) a citizen's number tells, or that of a permit made like one. */
export const birthOf = (idNumber: string): string | undefined => /^.{6}(\d{8})\d{3}[\dX]$/.exec(idNumber)?.[1];

/** Full years from a birth (YYYYMMDD) to a day (YYYY-MM-DD). */
export function ageOn(day: string, birth: string): number {
  const at = day.replaceAll('-', '');
  return Number(at.slice(0, 4)) - Number(birth.slice(0, 4)) - (at.slice(4) < birth.slice(4) ? 1 : 0);
}

const adult = 18;

export interface GuardianQuestion {
  /** YYYYMMDD of the patient; nobody is taken for a child whose birth is not known. */
  readonly birth: string | undefined;
  readonly guardian: Guardian | undefined;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Children under this age need one; null: nobody does. */
  readonly under: number | null;
  /** The names anybody knows a number by; none for a stranger. */
  readonly namesOf: (idNumber: string) => readonly string[];
}

/** Why a patient may not be served with this guardian, or without one. A guardian of a grown-up is not looked at. */
export function guardianProblem(question: GuardianQuestion): 'guardianNeeded' | 'guardianUnusable' | undefined {
  const { birth, guardian, today, under, namesOf } = question;
  if (under === null || birth === undefined || ageOn(today, birth) >= under) return undefined;
  if (!guardian) return 'guardianNeeded';
  const number = guardian.idNumber.toUpperCase();
  const guardianBirth = birthOf(number);
  if (guardianBirth === undefined || ageOn(today, guardianBirth) < adult) return 'guardianUnusable';
  const names = namesOf(number).map(plainName);
  return names.length === 0 || names.includes(plainName(guardian.name)) ? undefined : 'guardianUnusable';
}
