import type { HubPorts } from '../ports.ts';

type Chance = HubPorts['chance'];

/** What nobody guesses: 256 bits, in letters, digits, hyphens and low lines. */
export const secret = (chance: Chance): string => Buffer.from(chance.bytes(32)).toString('base64url');

/** Names a row for good: 96 bits. */
export const newId = (chance: Chance): string => Buffer.from(chance.bytes(12)).toString('hex');

/** Without those that are taken for one another. Their number divides 256, so that each is as likely. */
const legible = 'abcdefghjkmnpqrstuvwxyzL23456789';

/** A password to begin with, to be typed from paper or a terminal: four times five letters and digits, 100 bits. */
export const firstPassword = (chance: Chance): string =>
  Array.from({ length: 4 }, () =>
    Array.from(chance.bytes(5), (it) => legible[it % legible.length] ?? '').join(''),
  ).join('-');
