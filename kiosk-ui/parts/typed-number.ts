/** The numbers a patient or a technician types: how long each is, and how it is grouped while it is typed. */
import type { Of } from '../view.ts';

export type NumberKind = Of<'enterNumber'>['what'];

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
