import type { Screen } from '../../terminal/screen.ts';

/** What can be tapped on a screen by its id, and the texts that stand on it. */
export interface Tile {
  readonly id: string;
  readonly texts: readonly string[];
}

/** The lists of tiles a screen may have, by the name of their property. */
const lists = ['choices', 'departments', 'doctors', 'periods', 'ways', 'options', 'letters'] as const;

/** In their order on the screen; numbers that are gone and what cannot be chosen are left out. */
export function tilesOf(screen: Screen): readonly Tile[] {
  const parts = screen as unknown as Readonly<Record<string, readonly unknown[] | undefined>>;
  return lists.flatMap((name) => (parts[name] ?? []).flatMap(tileOf));
}

function tileOf(it: unknown): Tile[] {
  if (typeof it === 'string') return [{ id: it, texts: [it] }];
  const { id, left, disabled } = it as { readonly id?: string; readonly left?: number; readonly disabled?: unknown };
  return id === undefined || left === 0 || disabled === true ? [] : [{ id, texts: textsIn(it) }];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The tile a scenario means: by its place, from 1, or by a text on it. */
export const tileMeant = (tiles: readonly Tile[], meant: string | number): Tile | undefined =>
  typeof meant === 'number' ? tiles[meant - 1] : tiles.find(({ texts }) => texts.some((text) => text.includes(meant)));

/** Whether a text of which this is a part, this very amount, or what is so by this name stands anywhere on a screen. */
export function standsOn(value: unknown, word: string | number): boolean {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, it]) => (it === true ? name === word : standsOn(it, word)));
  return typeof value === 'string' && typeof word === 'string' ? value.includes(word) : value === word;
}

export const hasLaterPage = (screen: Screen): boolean => {
  const page = 'page' in screen ? screen.page : undefined;
  return page !== undefined && page.at < page.of;
};
