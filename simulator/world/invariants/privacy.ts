import { people } from '../../../seeds/people.ts';
import { type Violation, violated } from './violation.ts';

/** What must be written nowhere, and what kind of thing it is. */
export type Secrets = ReadonlyMap<string, 'name' | 'ID number' | 'card number' | 'code' | 'phone' | 'payer code'>;

/** Of all invented people: names, numbers, cards, codes. */
export const secretsOfPeople: Secrets = new Map(
  people.flatMap(({ card, cards, codes }) => [
    [card.name, 'name'] as const,
    [card.number, 'ID number'] as const,
    ...(cards.hospitalCard === undefined ? [] : ([[cards.hospitalCard, 'card number']] as const)),
    ...(cards.socialSecurity === undefined ? [] : ([[cards.socialSecurity.cardNumber, 'card number']] as const)),
    ...codes.map(({ token }) => [token, 'code'] as const),
  ]),
);

/** I8: no name, number or code of anybody is in a text. `place` says whose text it is. Holds at any time. */
export function nobodyIsNamed(text: string, place: string, secrets: Secrets): Violation[] {
  return [...secrets].flatMap(([secret, kind]) =>
    text.includes(secret) ? [violated('I8', `${kind} in ${place}`)] : [],
  );
}
