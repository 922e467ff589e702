/** The terminal's journal beside the books of a day. Reads, and changes nothing anywhere. */
import { type LedgerName, ledgerNames } from '../hospital/contract/ledgers.ts';
import type { JournalRecord } from '../journal/store.ts';
import { dayAfter, dayOf } from '../zone.ts';
import { type CardStock, cardBookOf } from './card-stock.ts';
import { type BookComparison, compareBook, daysOf } from './comparison.ts';
import { type BookPorts, fetchBook } from './day-books.ts';
import { type Difference, isHarmless } from './difference.ts';
import { type History, historiesOf } from './history.ts';
import { type OpenCase, openCasesOf } from './open-case.ts';
import { type OwnRow, ownRowsOf } from './own-rows.ts';
import { nothingToDo } from './remedy.ts';
import { type PageStock, pageBookOf } from './report-pages.ts';

export interface Reconciliation {
  readonly terminal: string;
  /** YYYY-MM-DD in the terminal's zone. */
  readonly day: string;
  readonly books: readonly Omit<BookComparison, 'differences'>[];
  readonly notFetched: readonly { readonly book: LedgerName; readonly day: string; readonly why: string }[];
  readonly differences: readonly Difference[];
  readonly cases: readonly OpenCase[];
  /** Absent until somebody has counted. */
  readonly cards?: CardStock;
  readonly pages: PageStock;
}

export interface ReconciliationInput extends BookPorts {
  readonly day: string;
  readonly zone: string;
  /** The whole journal, in order. */
  readonly records: readonly JournalRecord[];
}

export async function reconcile(input: ReconciliationInput): Promise<Reconciliation> {
  const { terminal, day, zone, records } = input;
  const histories = historiesOf(records);
  const own = ownRowsOf(histories);
  const names = namesOf(histories.values());
  const isTest = terminal.startsWith('TEST-');
  const isKnown = (name: string) => names.has(name);
  const compared: BookComparison[] = [];
  const notFetched: { book: LedgerName; day: string; why: string }[] = [];
  const books = await Promise.all(
    ledgerNames.map(async (book) => ({
      book,
      fetched: await fetchBook(input, book, daysToRead(own, book, day, zone)),
    })),
  );
  for (const { book, fetched } of books) {
    if (fetched.ok) compared.push(compareBook({ book, day, zone, isTest, own, theirs: fetched.rows, isKnown }));
    else notFetched.push({ book, day: fetched.day, why: fetched.why });
  }
  const cards = cardBookOf(records, day, zone);
  const pages = pageBookOf(histories.values(), day, zone);
  const ownBooks = [...cards.differences, ...pages.differences];
  return {
    terminal,
    day,
    books: compared.map(({ differences: _, ...counts }) => counts),
    notFetched,
    differences: [...compared.flatMap(({ differences }) => differences), ...(isTest ? ownBooks.map(asTest) : ownBooks)],
    cases: openCasesOf(histories.values(), day, zone),
    ...(cards.cards && { cards: cards.cards }),
    pages: pages.pages,
  };
}

/** 0: nothing for anybody to do. 1: differences. 2: a book could not be had; the rest was compared. */
export function exitCodeOf({ notFetched, differences }: Reconciliation): 0 | 1 | 2 {
  if (notFetched.length > 0) return 2;
  return differences.every(isHarmless) ? 0 : 1;
}

/** The day, its neighbours, and, for what the terminal learnt late, the days on which it was begun. */
function daysToRead(own: readonly OwnRow[], book: LedgerName, day: string, zone: string): readonly string[] {
  const days = new Set([-1, 0, 1].map((by) => dayAfter(day, by)));
  for (const row of own) {
    if (row.book !== book || dayOf(row.at, zone) !== day) continue;
    const { from } = daysOf(row, zone);
    for (const by of [0, 1, 2]) days.add(dayAfter(from, by));
  }
  return [...days].sort();
}

const asTest = (difference: Difference): Difference => ({
  ...difference,
  class: 'test',
  remedy: nothingToDo.test,
});

function namesOf(histories: Iterable<History>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { order } of histories) {
    for (const name of [order.order, order.lockId, order.refundNumber]) names.add(name);
  }
  return names;
}
