import { assign, fromPromise, setup } from 'xstate';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Price, Transaction } from '../../hospital/contract/records.ts';
import { dayAfter } from '../../zone.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import type { Handed } from '../settlement/handed.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { handedRows, itemRows } from './transaction-rows.ts';

export const recordLists = ['transactions', 'serviceList', 'drugList'] as const;
export type PriceList = 'services' | 'drugs';

/** Days before today at which each span begins. */
const spanDays = { lastWeek: 7, lastMonth: 30, lastHalfYear: 182 } as const;
type Span = keyof typeof spanDays;
export const spans = ['lastWeek', 'lastMonth', 'lastHalfYear'] as const satisfies readonly Span[];

export interface RecordsContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  readonly list: PriceList;
  /** The pages of the hospital's list loaded so far, one after the other; the next when the patient comes near their end. */
  readonly prices: readonly Price[];
  readonly pagesLoaded: number;
  /** How many pages the hospital has; its pages are not the screen's. */
  readonly hospitalPages: number;
  readonly span: Span;
  readonly transactions: readonly Transaction[];
  readonly transaction: Transaction | undefined;
  readonly ending: Ending;
}

/** Prices on one page of the hospital's. */
const hospitalPageSize = 50;

/** How many prices there are. Until the hospital's last page is here they are counted as if it were full. */
export const pricesInAll = ({ prices, pagesLoaded, hospitalPages }: RecordsContext): number =>
  prices.length + Math.max(0, hospitalPages - pagesLoaded) * hospitalPageSize;

/** Past payments are somebody's: they need a way to say whose. */
export const canIdentify = ({ ways }: ErrandInput): boolean => ways.length > 0;

export function askedOf({ patient, today, span }: RecordsContext): TransactionsAsked {
  return { recordId: known(patient).recordId, from: dayAfter(today, -spanDays[span]), to: today };
}

/** Days YYYY-MM-DD, both included. */
export interface TransactionsAsked {
  readonly recordId: string;
  readonly from: string;
  readonly to: string;
}

/** What the screens say of the printed transaction. */
export function handedOf({ patient, transaction, policy }: RecordsContext): Handed {
  const it = known(transaction);
  return {
    done: 'recordsPrinted',
    rows: handedRows(known(patient).masked, it, policy.timeZone),
    next: [],
    orderNumber: it.orderNumber,
  };
}

/** The same on paper, where there is room for each item as well. */
export function paperOf(context: RecordsContext): Handed {
  const handed = handedOf(context);
  return { ...handed, rows: [...handed.rows, ...itemRows(known(context.transaction))] };
}

export const printedEnding = (context: RecordsContext): Ending => ({
  kind: 'done',
  ...handedOf(context),
  slip: { printed: true },
  take: ['slip'],
});

/** What the chart of past transactions and prices is made of: its types, the actors it names, its guards. */
export const recordsSetup = setup({
  types: {
    context: {} as RecordsContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify' },
  },
  actors: {
    identify: identifyMachine,
    loadPrices: fromPromise<
      Loaded<{ prices: readonly Price[]; pages: number }>,
      { readonly list: PriceList; readonly page: number }
    >(supplied),
    loadTransactions: fromPromise<Loaded<{ transactions: readonly Transaction[] }>, TransactionsAsked>(supplied),
    printPaper: fromPromise<Outcome, Handed>(supplied),
  },
  guards: {
    isList: ({ event }, list: (typeof recordLists)[number]) => event.type === 'tap.choose' && event.id === list,
    isKnownAskingTransactions: ({ context, event }) =>
      event.type === 'tap.choose' && event.id === 'transactions' && context.patient !== undefined,
    isAskingTransactions: ({ context, event }) =>
      event.type === 'tap.choose' && event.id === 'transactions' && canIdentify(context),
    hasMorePrices: ({ context: { pagesLoaded, hospitalPages } }) => pagesLoaded < hospitalPages,
    isSpan: ({ event }) => event.type === 'tap.choose' && spans.some((span) => span === event.id),
    isTransaction: ({ context, event }) =>
      event.type === 'tap.choose' && context.transactions.some(({ orderNumber }) => orderNumber === event.id),
  },
  actions: {
    openList: assign((_, list: PriceList) => ({ list, prices: [], pagesLoaded: 0, hospitalPages: 0 })),
    keepSpan: assign(({ event }) => {
      const span = event.type === 'tap.choose' ? spans.find((it) => it === event.id) : undefined;
      return span === undefined ? {} : { span };
    }),
    keepTransaction: assign(({ context, event }) =>
      event.type === 'tap.choose'
        ? { transaction: context.transactions.find(({ orderNumber }) => orderNumber === event.id) }
        : {},
    ),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): RecordsContext => ({
  ...input,
  patient: undefined,
  list: 'services',
  prices: [],
  pagesLoaded: 0,
  hospitalPages: 0,
  span: 'lastWeek',
  transactions: [],
  transaction: undefined,
  ending: left,
});
