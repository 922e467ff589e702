/** Thirty-two letters and digits no two of which look alike on paper; twelve of them are 60 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A one-time code, XXXX-XXXX-XXXX. */
export const newCode = (chance: { bytes(count: number): Uint8Array }): string =>
  [...chance.bytes(12)]
    .map((byte) => alphabet[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** A code as it was meant: a letter that is in none is read as the sign it looks like. */
export const meantCode = (typed: string): string =>
  typed.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V');

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export const sameHash = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let differing = 0;
  for (let at = 0; at < a.length; at++) differing |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return differing === 0;
};
