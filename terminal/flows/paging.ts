import type { Page } from '../screen.ts';

/** How many tiles of a list stand on one screen. */
export const pageSizes = { departments: 8, doctors: 5, periods: 10 } as const;

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly page: Page;
}

/** The items of page `at` (from 1); a page past the end is the last one. An empty list is one empty page. */
export function pageOf<T>(all: readonly T[], at: number, size: number): PageOf<T> {
  const of = Math.max(1, Math.ceil(all.length / size));
  const here = Math.min(Math.max(1, at), of);
  return { items: all.slice((here - 1) * size, here * size), page: { at: here, of } };
}

export const pageCount = (length: number, size: number): number => Math.max(1, Math.ceil(length / size));
