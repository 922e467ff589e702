import type { SeedTransaction } from '../../seeds/transactions.ts';
import type { Amount } from '../../terminal/hospital/amount.ts';
import type { Transaction } from '../../terminal/hospital/contract/records.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf } from '../../terminal/hospital/verb.ts';
import { insuredPart, shareBetween, shareOut } from './insurance-fund.ts';
import { instantOf } from './local-time.ts';

type ItemState = Transaction['items'][number]['state'];

export interface TransactionItem {
  readonly itemId: string;
  readonly title: LocalText;
  /** Fen the patient paid of it. */
  readonly amount: number;
  state: ItemState;
}

/** What a patient got and paid for, as the hospital keeps it. */
export interface TransactionRow {
  readonly orderNumber: string;
  readonly recordId: string;
  readonly kind: Transaction['kind'];
  readonly channel: Transaction['channel'];
  /** UTC milliseconds. */
  readonly at: number;
  readonly title: LocalText;
  readonly amount: Amount;
  readonly items: readonly TransactionItem[];
  readonly settlementId?: string;
  readonly hasInvoice: boolean;
  /** In the order they were asked for. */
  readonly refunds: {
    readonly refundNumber: string;
    readonly amount: number;
    state: 'accepted' | 'arrived' | 'failed';
  }[];
}

interface NewTransaction extends Omit<TransactionRow, 'items' | 'refunds' | 'hasInvoice'> {
  /** Whole prices: what the patient paid of each comes of the amount. */
  readonly items: readonly { readonly title: LocalText; readonly amount: number; readonly state: ItemState }[];
}

export interface Transactions {
  add(transaction: NewTransaction): TransactionRow;
  find(orderNumber: string): TransactionRow | undefined;
  ofSettlement(settlementId: string): TransactionRow | undefined;
  list(input: InputOf<Verbs['listTransactions']>): Transaction[];
  /** The hospital agrees to give an item back that was not given yet. Throws for one that does not exist or is not open. */
  release(orderNumber: string, itemId: string): void;
  /** All that is open goes over to another state: the service was given, or is given up. */
  moveOpen(orderNumber: string, to: 'given' | 'released'): void;
  all(): readonly TransactionRow[];
}

interface Needs {
  readonly seeds: readonly SeedTransaction[];
  readonly timeZone: string;
  readonly today: string;
  readonly dayOf: (instant: number) => string;
}

/** Fen given back or on its way. */
export const refundedOf = ({ refunds }: TransactionRow): number =>
  refunds.reduce((sum, { amount, state }) => sum + (state === 'failed' ? 0 : amount), 0);

/** Whether nothing of it is, or will be, with the patient. */
export const isGivenUp = ({ items }: TransactionRow): boolean =>
  items.every(({ state }) => state === 'released' || state === 'refunded');

function stateOf(row: TransactionRow): Transaction['state'] {
  if (row.refunds.some(({ state }) => state === 'accepted')) return 'refunding';
  if (row.refunds.at(-1)?.state === 'failed') return 'bounced';
  if (row.items.every(({ state }) => state === 'refunded')) return 'refunded';
  return refundedOf(row) > 0 ? 'partlyRefunded' : 'paid';
}

const shown = (row: TransactionRow): Transaction => ({
  orderNumber: row.orderNumber,
  kind: row.kind,
  channel: row.channel,
  at: new Date(row.at).toISOString(),
  title: row.title,
  amount: row.amount,
  state: stateOf(row),
  refunded: refundedOf(row),
  items: row.items.map((item) => ({ ...item })),
  ...(row.settlementId !== undefined && { settlementId: row.settlementId }),
  refunds: row.refunds.map(({ refundNumber, amount, state }) => ({ refundNumber, amount, state })),
});

export function createTransactions({ seeds, timeZone, today, dayOf }: Needs): Transactions {
  const rows = new Map<string, TransactionRow>();
  const bySettlement = new Map<string, TransactionRow>();

  function add({ items, ...rest }: NewTransaction): TransactionRow {
    const shares = shareOut(
      rest.amount.self,
      items.map(({ amount }) => amount),
    );
    const row: TransactionRow = {
      ...rest,
      hasInvoice: rest.amount.total > 0,
      items: items.map(({ title, state }, at) => ({ itemId: String(at + 1), title, amount: shares[at] ?? 0, state })),
      refunds: [],
    };
    rows.set(row.orderNumber, row);
    if (row.settlementId !== undefined) bySettlement.set(row.settlementId, row);
    return row;
  }

  for (const { daysAgo, time, scheme, ...seed } of seeds) {
    const total = seed.items.reduce((sum, { amount }) => sum + amount, 0);
    const amount = shareBetween(scheme, total);
    const row = add({
      ...seed,
      at: instantOf(timeZone, today, -daysAgo, time),
      amount,
      ...(insuredPart(amount) > 0 && { settlementId: `S-${seed.orderNumber}` }),
    });
    for (const item of row.items.filter(({ state }) => state === 'refunded')) {
      row.refunds.push({ refundNumber: `F-${row.orderNumber}-${item.itemId}`, amount: item.amount, state: 'arrived' });
    }
  }

  function existing(orderNumber: string): TransactionRow {
    const row = rows.get(orderNumber);
    if (!row) throw new RangeError(`no transaction ${orderNumber}`);
    return row;
  }

  return {
    add,
    find: (orderNumber) => rows.get(orderNumber),
    ofSettlement: (settlementId) => bySettlement.get(settlementId),
    list({ recordId, from, to }) {
      const own = [...rows.values()].filter((row) => {
        const day = dayOf(row.at);
        return row.recordId === recordId && day >= from && day <= to;
      });
      return own.sort((a, b) => b.at - a.at).map(shown);
    },
    release(orderNumber, itemId) {
      const item = existing(orderNumber).items.find((it) => it.itemId === itemId);
      if (item?.state !== 'open') throw new RangeError(`order ${orderNumber} has no open item ${itemId}`);
      item.state = 'released';
    },
    moveOpen(orderNumber, to) {
      for (const item of existing(orderNumber).items) if (item.state === 'open') item.state = to;
    },
    all: () => [...rows.values()],
  };
}
