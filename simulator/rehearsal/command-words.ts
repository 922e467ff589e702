import type { InventedPerson } from '../../seeds/people.ts';

/** What a hand does, on one line: `putCard person 张明远`. */
export function commandWords(command: { readonly do: string }, people: readonly InventedPerson[]): string {
  const { do: name, ...rest } = command;
  const words = Object.entries(rest).map(([key, value]) => {
    if (key === 'person') return people[value as number]?.card.name ?? String(value);
    return typeof value === 'object' ? JSON.stringify(value) : `${key} ${value}`;
  });
  return [name, ...words].join(' · ');
}
