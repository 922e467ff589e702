/** The book of pages, which nobody else keeps: what was reserved was printed or given back. */
import { nextStep } from '../money/next-step.ts';
import { dayOf } from '../zone.ts';
import type { Difference, Side } from './difference.ts';
import { type History, type Noted, notedAt } from './history.ts';

/**
 * Printings of a day. The hospital alone knows how many pages it reserved for one that came to nothing, so whole
 * printings are balanced: `reserved` is `printed`, `returned` and `open` together; `pages` is the sheets that came out.
 */
export interface PageStock {
  readonly reserved: number;
  readonly printed: number;
  readonly returned: number;
  readonly open: number;
  readonly pages: number;
}

export interface PageBook {
  readonly pages: PageStock;
  readonly differences: readonly Difference[];
}

/** A printing belongs to the day on which its pages were reserved. */
export function pageBookOf(histories: Iterable<History>, day: string, zone: string): PageBook {
  const stock = { reserved: 0, printed: 0, returned: 0, open: 0, pages: 0 };
  const differences: Difference[] = [];
  for (const history of histories) {
    const held = notedAt(history, 'lock.held');
    if (history.order.purpose.kind !== 'reports' || held === undefined || dayOf(held, zone) !== day) continue;
    const end = endOf(history);
    stock.reserved += 1;
    stock[end] += 1;
    stock.pages += pagesOut(history.notes);
    differences.push(...differencesOf(history, end, held, day));
  }
  return { pages: stock, differences };
}

function endOf({ order }: History): 'printed' | 'returned' | 'open' {
  if (order.confirmation === 'done') return 'printed';
  return order.lock === 'released' ? 'returned' : 'open';
}

/** Pages that came out, by these notes. Not every printer tells each page: the last word counts those it kept to itself. */
const pagesOut = (notes: readonly Noted[]): number =>
  notes.reduce(
    (most, { entry }) =>
      entry.kind === 'pages.out' || entry.kind === 'delivery.done' || entry.kind === 'delivery.failed'
        ? Math.max(most, entry.pages)
        : most,
    0,
  );

/** What was known of it when the hospital was told the last time. */
const pagesTold = (notes: readonly Noted[]): number =>
  pagesOut(
    notes.slice(
      0,
      notes.findLastIndex(({ entry }) => entry.kind === 'act.intended' && entry.act === 'releaseLock'),
    ),
  );

function differencesOf(
  { order, notes }: History,
  end: ReturnType<typeof endOf>,
  held: number,
  day: string,
): Difference[] {
  const out = pagesOut(notes);
  const told = pagesTold(notes);
  const side = (amount: number, state: string): Side => ({ amount, state, day, at: new Date(held).toISOString() });
  const base = { book: 'pages', kind: 'reports', order: order.order, reference: order.lockId } as const;
  if (end === 'returned' && out !== told) {
    return [
      {
        ...base,
        class: 'amountDiffers',
        here: side(out, 'printed'),
        there: side(told, 'told'),
        remedy: 'Window: the hospital was told of fewer pages than came out. Correct what the patient may still print.',
      },
    ];
  }
  const isOver = nextStep(order, Number.NEGATIVE_INFINITY).kind === 'done';
  if (end !== 'open' || !isOver) return [];
  return [
    {
      ...base,
      class: 'stateDiffers',
      here: side(out, 'neither printed nor returned'),
      remedy: 'Window: the pages were never given back. See that the hospital has let go of them.',
    },
  ];
}
