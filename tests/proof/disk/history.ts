import { brokenAt } from '../../../terminal/journal/journal.ts';
import type { JournalRecord, JournalStore } from '../../../terminal/journal/store.ts';
import { isOpen } from '../../../terminal/money/next-step.ts';
import type { Order } from '../../../terminal/money/order.ts';

/** One transaction of the journal's store. */
export type Commit =
  | { readonly kind: 'record'; readonly record: JournalRecord; readonly order: Order | undefined }
  | { readonly kind: 'cursor'; readonly cursor: ReturnType<JournalStore['uploaded']> };

/** What was asked of a store: what it said is done, and what it was asked since and never said so. */
export interface History {
  readonly promised: readonly Commit[];
  readonly asked: readonly Commit[];
}

export interface Witnessed {
  readonly store: JournalStore;
  readonly history: History;
}

/** A store with a witness; `onPromise` is told after each commit that the store says is done. */
export function witnessed(store: JournalStore, before: readonly Commit[], onPromise: () => void): Witnessed {
  const promised = [...before];
  let asked: Commit[] = [];

  function commit(it: Commit, write: () => void): void {
    asked.push(it);
    write();
    promised.push(it);
    asked = [];
    onPromise();
  }

  return {
    store: {
      ...store,
      append: (record, order) =>
        commit({ kind: 'record', record, order: order?.state }, () => store.append(record, order)),
      setUploaded: (cursor) => commit({ kind: 'cursor', cursor }, () => store.setUploaded(cursor)),
    },
    history: {
      promised,
      get asked() {
        return asked;
      },
    },
  };
}

export interface Finding {
  /** The commits that are there. */
  readonly kept: readonly Commit[];
  /** How many that were promised are not. */
  readonly lost: number;
  /** Whether a commit is there that nobody was told of. */
  readonly unpromised: boolean;
  /** What is there and is no beginning of what was written. */
  readonly faults: readonly string[];
}

const recordsIn = (commits: readonly Commit[]) => commits.flatMap((it) => (it.kind === 'record' ? [it.record] : []));
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const isSame = (one: JournalRecord, other: JournalRecord | undefined) =>
  one.hash === other?.hash && one.text === other.text && one.at === other.at && one.sequence === other.sequence;
const cursorAfter = (commits: readonly Commit[]) => commits.findLast((it) => it.kind === 'cursor')?.cursor ?? null;

/** Whether a store holds exactly these commits, as far as records and the cursor show it. */
function holds(commits: readonly Commit[], there: readonly JournalRecord[], cursor: unknown): boolean {
  const records = recordsIn(commits);
  return records.length === there.length && same(records.at(-1), there.at(-1)) && same(cursorAfter(commits), cursor);
}

/** The longest beginning of what was written that a store holds. */
function beginningIn({ promised, asked }: History, there: readonly JournalRecord[], cursor: unknown) {
  for (const last of asked) {
    const commits = [...promised, last];
    if (holds(commits, there, cursor)) return commits;
  }
  for (let count = promised.length; count >= 0; count--) {
    const commits = promised.slice(0, count);
    if (holds(commits, there, cursor)) return commits;
  }
  return undefined;
}

/** Looks through a reopened store: a whole chain, a beginning of what was written, and the orders as they were then. */
export function lookThrough(store: JournalStore, history: History): Finding {
  const there: JournalRecord[] = [];
  const broken = brokenAt(store, (record) => there.push(record));
  const missing = (faults: readonly string[]): Finding => ({
    kept: [],
    lost: history.promised.length,
    unpromised: false,
    faults,
  });
  if (broken) return missing([`record ${broken.sequence} ${broken.why}`]);

  const kept = beginningIn(history, there, store.uploaded());
  if (!kept) return missing([`${there.length} records are there, which are no beginning of what was written`]);
  const written = recordsIn(kept);
  const changed = there.find((record, at) => !isSame(record, written[at]));
  return {
    kept,
    lost: Math.max(0, history.promised.length - kept.length),
    unpromised: kept.length > history.promised.length,
    faults: [
      ...(changed ? [`record ${changed.sequence} is not the one that was written`] : []),
      ...orderFaults(store, kept),
    ],
  };
}

function orderFaults(store: JournalStore, kept: readonly Commit[]): readonly string[] {
  const orders = new Map<string, Order>();
  for (const it of kept) if (it.kind === 'record' && it.order) orders.set(it.order.order, it.order);
  const open = [...orders.values()].filter(isOpen).map(({ order }) => order);
  const listed = store.openOrders().map(({ order }) => order);
  return [
    ...[...orders].flatMap(([number, order]) =>
      same(store.order(number), order) ? [] : [`order ${number} is not as its last entry left it`],
    ),
    ...(same(listed, open.toSorted()) ? [] : ['other orders are open than should be']),
  ];
}
