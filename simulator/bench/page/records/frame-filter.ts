import type { Entry } from './entry.ts';

/** Which entries are frames of a wanted device, direction and kind in whose words or bytes `sought` stands. */
export function holdsFrame(without: ReadonlySet<string>, sought: string): (entry: Entry) => boolean {
  const digits = /^[0-9a-f\s]+$/.test(sought) ? sought.replace(/\s/g, '') : undefined;
  return (entry) => {
    if (entry.kind !== 'frame') return false;
    const { device, direction, kind, hex } = entry.frame;
    if (without.has(device) || without.has(direction) || without.has(`is ${kind}`)) return false;
    return sought === '' || entry.low.includes(sought) || (digits !== undefined && hasBytes(hex, digits));
  };
}

/** Whole bytes: `b4` is in `1b40` for the eye, and not on the line. */
function hasBytes(hex: string, digits: string): boolean {
  let at = hex.indexOf(digits);
  while (at >= 0 && at % 2 === 1) at = hex.indexOf(digits, at + 1);
  return at >= 0;
}
