/**
 * The citizen's number of GB 11643: six digits of area, eight of birth (YYYYMMDD), three of sequence (odd for men), one
 * check digit by ISO 7064 MOD 11-2.
 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** The check digit of the first seventeen digits: `0` to `9` or `X`. Throws when they are not seventeen digits. */
export function checkDigit(seventeen: string): string {
  if (!/^\d{17}$/.test(seventeen)) throw new RangeError('a check digit is computed of seventeen digits');
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return checkDigits.charAt(sum % 11);
}

export type IdNumberProblem = 'length' | 'characters' | 'checkDigit' | 'birth';

/** What is wrong with a number, the first thing found; nothing when it could be a citizen's. */
export function idNumberProblem(text: string): IdNumberProblem | undefined {
  if ([...text].length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(text)) return 'characters';
  if (checkDigit(text.slice(0, 17)) !== text[17]) return 'checkDigit';
  return isDay(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))) ? undefined : 'birth';
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1800 || month < 1 || month > 12 || day < 1) return false;
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= lastOfMonth;
}
