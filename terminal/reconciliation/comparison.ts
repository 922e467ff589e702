/** One book of a day beside the journal. Pure: the same rows give the same differences, in the same order. */
import type { LedgerName, LedgerRow } from '../hospital/contract/ledgers.ts';
import { dayAfter, dayOf } from '../zone.ts';
import type { Difference, DifferenceClass, Side } from './difference.ts';
import type { OwnRow } from './own-rows.ts';
import { remedyOf } from './remedy.ts';

/** A row of another book, and the day on which that book has it. */
export interface TheirRow {
  readonly day: string;
  readonly row: LedgerRow;
}

export interface BookComparison {
  readonly book: LedgerName;
  /** Rows of the day on either side. */
  readonly here: number;
  readonly there: number;
  readonly match: number;
  readonly differences: readonly Difference[];
}

export interface ComparisonInput {
  readonly book: LedgerName;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly zone: string;
  /** Nothing at this terminal counts anywhere. */
  readonly isTest: boolean;
  /** Of the whole journal and of every book. */
  readonly own: readonly OwnRow[];
  /** Of this book: the day and those around it. */
  readonly theirs: readonly TheirRow[];
  /** Whether the journal has an order, a lock or a refund of this number. */
  readonly isKnown: (name: string) => boolean;
}

const keyOf = ({ kind, reference }: { readonly kind: string; readonly reference: string }) => `${kind} ${reference}`;

/** The first and the last day on which another book may have a row: clocks differ by a little, and midnight is between. */
export function daysOf({ begun, at }: OwnRow, zone: string): { readonly from: string; readonly to: string } {
  return { from: dayAfter(dayOf(begun, zone), -1), to: dayAfter(dayOf(at, zone), 1) };
}

export function compareBook(input: ComparisonInput): BookComparison {
  const { book, day, zone, theirs, isKnown } = input;
  const own = input.own.filter((row) => row.book === book);
  const partners = pair(own, theirs, zone);
  const there = theirs.filter((it) => it.day === day);
  const here = own.filter((it) => dayOf(it.at, zone) === day);
  const partnered = new Set(partners.values());
  const differences: Difference[] = [];
  let match = 0;

  function note(found: DifferenceClass | 'match', mine: OwnRow | undefined, other: TheirRow | undefined): void {
    const isTest = input.isTest || other?.row.test === true;
    const what = isTest ? 'test' : found;
    if (what === 'match') match += 1;
    else differences.push(differenceOf(what, mine, other));
  }

  function differenceOf(found: DifferenceClass, mine: OwnRow | undefined, other: TheirRow | undefined): Difference {
    const { kind = 'payment', reference = '' } = mine ?? other?.row ?? {};
    const order = mine?.order ?? other?.row.orderNumber ?? '';
    const here = mine && sideHere(mine, zone);
    const sides = { ...(here && { here }), ...(other && { there: sideThere(other) }) };
    const remedy = remedyOf({ class: found, kind, known: mine !== undefined || isKnown(order), ...sides });
    return { class: found, book, kind, order, reference, ...sides, remedy };
  }

  for (const other of theirs) {
    const mine = partners.get(other);
    if (!mine) {
      if (other.day === day) note('onlyThere', undefined, other);
      continue;
    }
    const ownDay = dayOf(mine.at, zone);
    if (other.day === day || ownDay === day) note(classOf(mine, ownDay, other), mine, other);
  }
  for (const mine of here) if (!partnered.has(mine) && !mine.optional) note('onlyHere', mine, undefined);
  return {
    book,
    here: here.filter((it) => !it.optional || partnered.has(it)).length,
    there: there.length,
    match,
    differences,
  };
}

/** Which row of theirs is which of ours: those of the same day first, so that a row entered twice stays over. */
function pair(own: readonly OwnRow[], theirs: readonly TheirRow[], zone: string): ReadonlyMap<TheirRow, OwnRow> {
  const byKey = new Map(own.map((row) => [keyOf(row), row]));
  const partners = new Map<TheirRow, OwnRow>();
  const taken = new Set<OwnRow>();
  const isSameDay = (mine: OwnRow, day: string) => dayOf(mine.at, zone) === day;
  const isNear = (mine: OwnRow, day: string) => {
    const { from, to } = daysOf(mine, zone);
    return from <= day && day <= to;
  };
  for (const fits of [isSameDay, isNear]) {
    for (const other of theirs) {
      const mine = byKey.get(keyOf(other.row));
      if (!mine || taken.has(mine) || partners.has(other)) continue;
      if (!mine.names.includes(other.row.orderNumber) || !fits(mine, other.day)) continue;
      partners.set(other, mine);
      taken.add(mine);
    }
  }
  return partners;
}

function classOf(mine: OwnRow, ownDay: string, { day, row }: TheirRow): DifferenceClass | 'match' {
  const isNothing =
    mine.state === 'refused' && (['closed', 'undone', 'failed'] as const).some((it) => it === row.state);
  const isUndone = mine.mayBeUndone === true && (row.state === 'undoing' || row.state === 'undone');
  if (mine.state !== row.state && !isNothing && !isUndone) return 'stateDiffers';
  if (mine.amount !== row.amount && !isNothing) return 'amountDiffers';
  return ownDay === day ? 'match' : 'crossesMidnight';
}

const sideHere = ({ amount, state, at }: OwnRow, zone: string): Side => ({
  amount,
  state,
  day: dayOf(at, zone),
  at: new Date(at).toISOString(),
});

const sideThere = ({ day, row: { amount, state, at } }: TheirRow): Side => ({
  amount,
  state,
  day,
  at: new Date(at).toISOString(),
});
