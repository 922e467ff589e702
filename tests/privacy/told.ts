/** What a visit told the page, as texts to look for. */

/** Every text in a message, however deep. */
export function textsIn(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'object' || message === null) return [];
  return Object.values(message).flatMap(textsIn);
}

/** Shorter ones may stand anywhere by chance; a word of Chinese is long enough with two characters. */
const telling = (text: string) => text.length >= (/[^\0-\xff]/.test(text) ? 2 : 4);

/** The texts that say something, once each, without those that `known` has all the same. */
export const worthSearching = (texts: Iterable<string>, known: string): string[] =>
  [...new Set(texts)].filter((text) => telling(text) && !known.includes(text));

/** So many characters of a number that no other has them by chance. */
const run = 6;

/** All pieces that might be kept of what was typed key by key. */
export const runsOf = (typed: string): string[] =>
  Array.from({ length: Math.max(0, typed.length - run + 1) }, (_, at) => typed.slice(at, at + run));
