import type { Page } from '../screen/parts.ts';

/** How many tiles of a list stand on one screen. */
export const pageSizes = { departments: 8, doctors: 5, periods: 10, tiles: 5, prices: 8, reportLines: 8 } as const;

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly page: Page;
}

/** The items of page `at` (from 1); a page past the end is the last one. An empty list is one empty page. */
export function pageOf<T>(all: readonly T[], at: number, size: number): PageOf<T> {
  const of = pageCount(all.length, size);
  const here = Math.min(Math.max(1, at), of);
  return { items: all.slice((here - 1) * size, here * size), page: { at: here, of } };
}

export const pageCount = (length: number, size: number): number => Math.max(1, Math.ceil(length / size));

/** Guards by which the pages of a list turn no further than it goes. */
export const pagingGuards = {
  hasNextPage: ({ context }: { readonly context: { readonly page: number } }, pages: number) => context.page < pages,
  hasPreviousPage: ({ context }: { readonly context: { readonly page: number } }) => context.page > 1,
};

/** Taps that turn the pages of a list; `pages` tells how many it has. The machine has the guards and the action `turnTo`. */
export const paging = <Context>(pages: (context: Context) => number) =>
  ({
    'tap.nextPage': {
      guard: { type: 'hasNextPage', params: ({ context }: { context: Context }) => pages(context) },
      actions: { type: 'turnTo', params: 1 },
    },
    'tap.previousPage': {
      guard: { type: 'hasPreviousPage' },
      actions: { type: 'turnTo', params: -1 },
    },
  }) as const;
