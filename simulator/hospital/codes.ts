/**
 * The codes patients show, in formats of this project's own invention; a token is 16 digits.
 *
 * - `EHC1-<token>`: the electronic health card. Always good.
 * - `VRC1-<token>`: the city's virtual resident health card. Good until it is reported lost.
 * - `EIV1-<token>-<minute>-<check>`: the insurance e-voucher, which the phone draws anew every minute. `minute` counts from
 *   1970 in base 36; `check` is four letters or digits, so that a voucher with another minute written in is none. It is
 *   good in its minute and the next; a phone whose clock is a minute fast is forgiven.
 */
import type { CodeKind, PersonCode } from '../../seeds/city.ts';

const heads = { eHealthCard: 'EHC1', virtualCard: 'VRC1', eVoucher: 'EIV1' } as const satisfies Record<
  CodeKind,
  string
>;

const minuteOf = (now: number) => Math.floor(now / 60_000);

/** Four characters of base 36. No secret: it tells a mended voucher from a copied one, no more. */
function checkOf(text: string): string {
  const sum = [...text].reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 36 ** 4, 7);
  return sum.toString(36).padStart(4, '0');
}

/** What a scanner reads when this code is shown at an instant (UTC milliseconds). */
export function codeData({ kind, token }: PersonCode, now: number): string {
  const fixed = `${heads[kind]}-${token}`;
  if (kind !== 'eVoucher') return fixed;
  const dated = `${fixed}-${minuteOf(now).toString(36)}`;
  return `${dated}-${checkOf(dated)}`;
}

export interface ShownCode {
  readonly kind: CodeKind;
  readonly data: string;
}

/** Everything a person's phone can show at an instant. */
export const codesShown = (codes: readonly PersonCode[], now: number): readonly ShownCode[] =>
  codes.map((code) => ({ kind: code.kind, data: codeData(code, now) }));

/** The code behind what a scanner read; nothing for another's format and for a voucher out of its time. */
export function readCode(data: string, now: number): PersonCode | undefined {
  const fixed = /^(EHC1|VRC1)-(\d{16})$/.exec(data);
  if (fixed) return { kind: fixed[1] === 'EHC1' ? 'eHealthCard' : 'virtualCard', token: fixed[2] ?? '' };
  const voucher = /^(EIV1-(\d{16})-([0-9a-z]{1,8}))-([0-9a-z]{4})$/.exec(data);
  if (!voucher) return undefined;
  const [, dated = '', token = '', minute = '', check] = voucher;
  const age = minuteOf(now) - Number.parseInt(minute, 36);
  return check === checkOf(dated) && age >= -1 && age <= 1 ? { kind: 'eVoucher', token } : undefined;
}
