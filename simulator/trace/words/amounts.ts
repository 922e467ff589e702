/** Numbers, bytes and texts as every device's words have them. */

/** `55,012`. */
const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 byte`, `55,012 bytes`. */
export const amount = (count: number, thing: string): string => `${thousands(count)} ${thing}${count === 1 ? '' : 's'}`;

/** `1b 40`, for a few bytes. */
export const spaced = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** `9000`, in capitals as manuals have status words. */
export const hexWord = (word: number, digits = 4): string => word.toString(16).toUpperCase().padStart(digits, '0');

export const noiseWords = (bytes: Uint8Array): string => `noise, ${amount(bytes.length, 'byte')}`;

export const quoted = (text: string): string => `“${text}”`;

/** Bytes that are no text are shown up to so many. */
const fewBytes = 8;

/** A text in quotation marks where the bytes are one, filled up with zeros or not; otherwise a few bytes, or how many. */
export function content(bytes: Uint8Array, encodings: readonly string[] = ['utf-8', 'gb18030']): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  if (end === 0) return amount(bytes.length, 'zero byte');
  const text = encodings.map((encoding) => textOf(bytes.subarray(0, end), encoding)).find((it) => it !== undefined);
  if (text !== undefined) return quoted(text);
  return bytes.length <= fewBytes ? spaced(bytes) : amount(bytes.length, 'byte');
}

function textOf(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
