/** The numbers a patient or a technician types: how long each is, how it is grouped, and what in it cannot be so. */
import type { Screen } from '../../terminal/screen.ts';

export type NumberKind = Extract<Screen, { name: 'enterNumber' }>['what'];

/** From so many characters it can be entered; more than `to` are not taken. */
export const lengths: Record<NumberKind, { readonly from: number; readonly to: number }> = {
  idNumber: { from: 18, to: 18 },
  bookingCode: { from: 6, to: 12 },
  phone: { from: 11, to: 11 },
  pin: { from: 6, to: 12 },
  oneTimeCode: { from: 6, to: 6 },
  cards: { from: 1, to: 4 },
  sheets: { from: 1, to: 4 },
};

/** The last group repeats for what is longer. */
const groups: Record<NumberKind, readonly number[]> = {
  idNumber: [6, 8, 4],
  bookingCode: [4, 4, 4],
  phone: [3, 4, 4],
  pin: [12],
  oneTimeCode: [3, 3],
  cards: [4],
  sheets: [4],
};

export const secret = (what: NumberKind): boolean => what === 'pin';

/** What stands there after a key: a digit, `X`, `delete` or `clear`. A key that cannot follow changes nothing. */
export function typing(what: NumberKind, text: string, key: string): string {
  if (key === 'clear') return '';
  if (key === 'delete') return text.slice(0, -1);
  if (text.length >= lengths[what].to) return text;
  if (key === 'X' && !(what === 'idNumber' && text.length === 17)) return text;
  return text + key;
}

/**
 * Group by group what is shown at each place, `''` where something is still to come. Places beyond the shortest length
 * appear only as they are typed.
 */
export function shownGroups(what: NumberKind, text: string): string[][] {
  const shown: string[][] = [];
  const places = Math.max(text.length, lengths[what].from);
  let at = 0;
  for (const size of groups[what]) {
    const end = Math.min(at + size, places);
    const group: string[] = [];
    for (; at < end; at++) group.push(at < text.length ? (secret(what) ? '•' : text.charAt(at)) : '');
    if (group.length > 0) shown.push(group);
  }
  return shown;
}

/** What in a number cannot be so, whatever is typed after it. */
export type WrongPart = 'area' | 'birth' | 'check' | 'mobile';

/** The group in which it stands, from 0. */
export const groupOf: Readonly<Record<WrongPart, number>> = { area: 0, birth: 1, check: 2, mobile: 0 };

/** GB/T 2260, the first two digits; after the 9 of a foreigner's permanent residence the next two. */
const area = /^9?([1-8]?$|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const century = /^([12]?$|19|20)/;
const month = /^([01]?$|0[1-9]|1[0-2])/;
const mobile = /^(1([3-9]|$)|$)/;

/** The first part of a number that cannot be so, as early as it shows. */
export function wrongPart(what: NumberKind, text: string): WrongPart | undefined {
  if (what === 'phone') return mobile.test(text) ? undefined : 'mobile';
  if (what !== 'idNumber') return undefined;
  if (!area.test(text)) return 'area';
  if (!isBirth(text.slice(6, 14))) return 'birth';
  return text.length === 18 && !checks(text) ? 'check' : undefined;
}

/** YYYYMMDD of two centuries, as far as it is typed. The page has no clock: a day to come is not known for one. */
function isBirth(typed: string): boolean {
  if (!century.test(typed) || !month.test(typed.slice(4))) return false;
  const day = typed.slice(6);
  const last = new Date(Date.UTC(Number(typed.slice(0, 4)), Number(typed.slice(4, 6)), 0)).getUTCDate();
  return day.length < 2 ? 10 * Number(day) <= last : 1 <= Number(day) && Number(day) <= last;
}

/** GB 11643: ISO 7064 MOD 11-2 over all eighteen, X is ten. */
const checks = (text: string): boolean =>
  [...text].reduce((sum, it) => 2 * sum + (it === 'X' ? 10 : Number(it)), 0) % 11 === 1;
