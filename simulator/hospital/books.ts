import type { LedgerName, LedgerRow } from '../../terminal/hospital/contract/ledgers.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Answer, granted } from './once.ts';

/** A row as it is entered: what may still move is asked for when the book is read. */
export interface Entry {
  readonly terminal: string;
  readonly kind: LedgerRow['kind'];
  readonly reference: string;
  /** Fen. */
  readonly amount: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly orderNumber: () => string;
  readonly state: () => LedgerRow['state'];
}

/** The books that are compared every day: the hospital's, the payment platform's, the insurance fund's. */
export interface Books {
  /** Rows stay in the order they were entered in, so that a reader who goes on after a place misses none. */
  enter(ledger: LedgerName, entry: Entry): void;
  read(input: InputOf<Verbs['getLedger']>): Answer<ReplyOf<Verbs['getLedger']>, never>;
}

const pageLength = 200;

export function createBooks(dayOf: (instant: number) => string): Books {
  const pages = new Map<string, Entry[]>();
  const keyOf = (ledger: LedgerName, terminal: string, day: string) => `${ledger} ${day} ${terminal}`;

  const shown = ({ terminal, kind, reference, amount, at, orderNumber, state }: Entry): LedgerRow => ({
    orderNumber: orderNumber(),
    kind,
    reference,
    state: state(),
    amount,
    at: new Date(at).toISOString(),
    test: terminal.startsWith('TEST-'),
  });

  return {
    enter(ledger, entry) {
      const key = keyOf(ledger, entry.terminal, dayOf(entry.at));
      const page = pages.get(key);
      if (page) page.push(entry);
      else pages.set(key, [entry]);
    },
    read({ ledger, terminal, day, after }) {
      const entries = pages.get(keyOf(ledger, terminal, day)) ?? [];
      const from = Number(after);
      const to = from + pageLength;
      const next = to < entries.length ? String(to) : null;
      return granted({ ledger, rows: entries.slice(from, to).map(shown), next });
    },
  };
}
