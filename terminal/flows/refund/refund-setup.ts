import { assign, fromPromise, setup } from 'xstate';
import { selfPaid } from '../../hospital/amount.ts';
import type { Transaction } from '../../hospital/contract/records.ts';
import type { Repayment } from '../../money/purpose.ts';
import type { Row } from '../../screen/parts.ts';
import { dayAfter } from '../../zone.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { splitOf } from '../trial.ts';

export interface RefundContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  /** Those the patient paid something of. */
  readonly transactions: readonly Transaction[];
  readonly transaction: Transaction | undefined;
  /** Item ids of the transaction. */
  readonly chosen: readonly string[];
  readonly ending: Ending;
}

export type Item = Transaction['items'][number];

/** Days, both included. */
export interface Span {
  readonly recordId: string;
  readonly from: string;
  readonly to: string;
}

export type LoadedTransactions = Loaded<{ readonly transactions: readonly Transaction[] }>;

const halfYear = 183;
export const spanOf = ({ patient, today }: RefundContext): Span => ({
  recordId: known(patient).recordId,
  from: dayAfter(today, -halfYear),
  to: today,
});

/** The hospital agreed to give it back. */
export const isReleased = ({ state }: Item): boolean => state === 'released';

export const hasReleased = ({ items }: Transaction): boolean => items.some(isReleased);

/** The patient's own money went into it. */
export const isPaid = ({ amount }: Transaction): boolean => amount.self > 0;

export const chosenItems = ({ transaction, chosen }: RefundContext): readonly Item[] =>
  known(transaction).items.filter(({ itemId }) => chosen.includes(itemId));

/** Fen. */
export const sumOf = (context: RefundContext): number =>
  chosenItems(context).reduce((sum, { amount }) => sum + amount, 0);

/**
 * What is asked back. The settlement behind a transaction is undone first, where that is the hospital's way, when
 * nothing of the transaction is left to the patient.
 */
export function repaymentOf(context: RefundContext): Repayment {
  const { orderNumber, items, settlementId } = known(context.transaction);
  const chosen = chosenItems(context);
  const nothingLeft = items.every((item) => item.state === 'refunded' || chosen.includes(item));
  const undo = nothingLeft && context.policy.insurance?.undoBeforeRefund === true;
  return {
    transaction: orderNumber,
    amount: sumOf(context),
    ...(chosen.length < items.length && { items: chosen.map(({ itemId }) => itemId) }),
    ...(undo && settlementId !== undefined && { settlementId }),
  };
}

/** Whose, what of, and what was paid. */
export function paidRows({ patient, transaction }: RefundContext): Row[] {
  const { title, channel, amount } = known(transaction);
  return [
    { label: 'patient', value: { plain: known(patient).masked } },
    { label: 'what', value: { text: title } },
    { label: 'channel', value: { word: channel } },
    { label: 'paid', value: { fen: amount.self } },
  ];
}

export const orderOf = (context: RefundContext): OrderRequest => ({
  patient: known(context.patient),
  purpose: { kind: 'refund', ...repaymentOf(context) },
  split: splitOf(selfPaid(sumOf(context))),
  rows: paidRows(context),
});

/** What the chart of the refund is made of: its types, the actors it names, its guards. */
export const refundSetup = setup({
  types: {
    context: {} as RefundContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    loadTransactions: fromPromise<LoadedTransactions, Span>(supplied),
  },
  guards: {
    isOpenTransaction: ({ context, event }) =>
      event.type === 'tap.choose' &&
      context.transactions.some((transaction) => transaction.orderNumber === event.id && hasReleased(transaction)),
    isReleasedItem: ({ context, event }) =>
      event.type === 'tap.choose' &&
      known(context.transaction).items.some((item) => item.itemId === event.id && isReleased(item)),
    hasChosen: ({ context }) => context.chosen.length > 0,
    isRefund: ({ event }) => event.type === 'tap.choose' && event.id === 'refund',
  },
  actions: {
    toggle: assign(({ context: { chosen }, event }) => {
      if (event.type !== 'tap.choose') return {};
      const { id } = event;
      return { chosen: chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id] };
    }),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): RefundContext => ({
  ...input,
  patient: undefined,
  transactions: [],
  transaction: undefined,
  chosen: [],
  ending: left,
});
