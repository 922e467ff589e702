import type { Chance } from './ports.ts';

/** Letters and digits that are not mistaken for one another when read out at a window (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `count` letters of 5 bits each. */
export function randomLetters(chance: Chance, count: number): string {
  return Array.from(chance.bytes(count), (byte) => letters[byte & 31]).join('');
}

/**
 * A number for something this terminal makes: `20261121-7K3M9Q2XAB`. 19 characters; 50 random bits a day keep numbers of
 * different terminals apart.
 */
export const newNumber = (chance: Chance, day: string): string =>
  `${day.replaceAll('-', '')}-${randomLetters(chance, 10)}`;
