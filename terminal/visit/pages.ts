/** Long lists page by page: how much of each stands on one screen, and the cut that makes a screen of a whole list. */
import type { Modes } from '../screen/modes.ts';
import type { Screen } from '../screen.ts';

/** A screen that shows a page of a list. */
export type Paged = Extract<Screen, { readonly page: unknown }>;

/** As much of `S` as is known before it is cut: the list is whole, and there is no page. */
type Uncut<S> = S extends Paged ? Omit<S, 'page'> & (S extends { readonly name: 'prices' } ? Loading : unknown) : S;

/** A list that is loaded as it is read. */
interface Loading {
  /** How many items there are, loaded or not; absent where they are all here. */
  readonly total?: number;
}

/** What a machine's state is folded into: a screen whose list, where it has one, is still whole. */
export type WholeScreen = Uncut<Screen>;
export type WholeList = Uncut<Paged>;

/** Where each screen keeps its list. */
const lists = {
  menu: 'errands',
  chooseOne: 'choices',
  chooseSome: 'choices',
  chooseDepartment: 'departments',
  chooseDoctor: 'doctors',
  choosePeriod: 'periods',
  prices: 'prices',
  readReport: 'lines',
} as const satisfies Record<Paged['name'], string>;

const sizes = {
  menu: 8,
  chooseOne: 5,
  chooseSome: 5,
  chooseDepartment: 8,
  chooseDoctor: 5,
  choosePeriod: 10,
  prices: 8,
  readReport: 8,
} as const satisfies Record<Paged['name'], number>;

/** So many at most for those who want it large, or within reach from a seat. */
const few = 4;

export function pageSize(list: WholeList, modes: Modes): number {
  if (modes.elder || modes.lowered) return few;
  return list.name === 'chooseOne' && list.what === 'day' ? 8 : sizes[list.name];
}

export const isList = (screen: WholeScreen): screen is WholeList => Object.hasOwn(lists, screen.name);

type Item = object;

/** The list a screen is about. */
export function itemsOf(list: WholeList): readonly Item[] {
  // A screen's name and its list belong together; the compiler cannot follow that through a union.
  return (list as unknown as Record<string, readonly Item[]>)[lists[list.name]] ?? [];
}

/** The same screen about other items, without its page. */
export const withItems = (list: WholeList, items: readonly Item[]): WholeList =>
  ({ ...list, [lists[list.name]]: items }) as WholeList;

/** How many items a list has, loaded or not. */
const countOf = (list: WholeList): number =>
  Math.max(itemsOf(list).length, list.name === 'prices' ? (list.total ?? 0) : 0);

/** In few letters a screen, a report's conclusion needs a page of its own behind the lines. */
const concludesApart = (list: WholeList, modes: Modes): boolean =>
  list.name === 'readReport' && list.conclusion !== undefined && list.lines.length > 0 && pageSize(list, modes) === few;

export const pageCount = (list: WholeList, modes: Modes): number =>
  Math.max(1, Math.ceil(countOf(list) / pageSize(list, modes))) + (concludesApart(list, modes) ? 1 : 0);

/** Whether all of page `at` (from 1) is here. */
export function isLoaded(list: WholeList, modes: Modes, at: number): boolean {
  const loaded = itemsOf(list).length;
  return loaded === countOf(list) || at * pageSize(list, modes) <= loaded;
}

/**
 * The screen with the items of page `at` (from 1) alone; a page past the end is the last one, one that is not loaded the
 * last that is, an empty list one empty page.
 */
export function pageOf(list: WholeList, modes: Modes, at: number): Paged {
  const size = pageSize(list, modes);
  const items = itemsOf(list);
  const of = pageCount(list, modes);
  const loaded = isLoaded(list, modes, of) ? of : Math.floor(items.length / size);
  const here = Math.max(1, Math.min(at, loaded));
  const cut = withItems(list, items.slice((here - 1) * size, here * size));
  return { ...shownOf(cut, here === of), page: { at: here, of } } as Paged;
}

/** What stands on the page of a list beside its items; the conclusion of a report stands under its last line, as on paper. */
function shownOf(cut: WholeList, isLast: boolean): Omit<Paged, 'page'> {
  if (cut.name === 'prices') {
    const { total: _, ...shown } = cut;
    return shown;
  }
  if (cut.name !== 'readReport' || isLast) return cut;
  const { conclusion: _, ...shown } = cut;
  return shown;
}
