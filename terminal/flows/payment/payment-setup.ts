import { assign, fromPromise, setup } from 'xstate';
import { selfPaid } from '../../hospital/amount.ts';
import type { Subject } from '../../hospital/contract/locks.ts';
import type { Bill } from '../../hospital/contract/records.ts';
import type { LocalText, Row, Split } from '../../screen/parts.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { splitOf, type Trial } from '../trial.ts';

export interface PaymentContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  readonly bills: readonly Bill[];
  /** Bill ids. */
  readonly chosen: readonly string[];
  readonly split: Split;
  readonly ending: Ending;
}

/** Nobody else has it in hand. */
export const isOpen = ({ beingPaid }: Bill): boolean => !beingPaid;

/** In the order of the list, however they were tapped. */
export const chosenBills = ({ bills, chosen }: PaymentContext): readonly Bill[] =>
  bills.filter(({ billId }) => chosen.includes(billId));

/** Fen. */
export const sumOf = (context: PaymentContext): number =>
  chosenBills(context).reduce((sum, { amount }) => sum + amount, 0);

export const subjectOf = (context: PaymentContext): Subject => ({
  kind: 'bills',
  billIds: chosenBills(context).map(({ billId }) => billId),
});

/** So many lines stand on one screen, and on a slip that is still read. */
const most = { items: 8, titles: 3 } as const;

/** What is paid for, line by line; of more than fits, the bills alone. */
export function itemsOf(context: PaymentContext): readonly { readonly title: LocalText; readonly amount: number }[] {
  const bills = chosenBills(context);
  const items = bills.flatMap((bill) => bill.items);
  return items.length <= most.items ? items : bills.map(({ title, amount }) => ({ title, amount }));
}

/** Whose bills, and which. */
export function billRows(context: PaymentContext): Row[] {
  const bills = chosenBills(context);
  const patient: Row = { label: 'patient', value: { plain: known(context.patient).masked } };
  if (bills.length > most.titles) return [patient, { label: 'items', value: { count: bills.length } }];
  return [patient, ...bills.map(({ title }): Row => ({ label: 'what', value: { text: title } }))];
}

export const orderOf = (context: PaymentContext): OrderRequest => ({
  patient: known(context.patient),
  purpose: subjectOf(context),
  split: context.split,
  rows: [...billRows(context), { label: 'total', value: { fen: context.split.total } }],
});

/** What the chart of the payment is made of: its types, the actors it names, its guards. */
export const paymentSetup = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    loadBills: fromPromise<Loaded<{ bills: readonly Bill[] }>, { recordId: string }>(supplied),
    trial: fromPromise<Loaded<{ split: Split }>, Trial>(supplied),
  },
  guards: {
    isOpenBill: ({ context, event }) =>
      event.type === 'tap.choose' && context.bills.some((bill) => bill.billId === event.id && isOpen(bill)),
    hasChosen: ({ context }) => context.chosen.length > 0,
    isPay: ({ event }) => event.type === 'tap.choose' && event.id === 'pay',
  },
  actions: {
    toggle: assign(({ context: { chosen }, event }) => {
      if (event.type !== 'tap.choose') return {};
      const { id } = event;
      return { chosen: chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id] };
    }),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    keepSplit: assign((_, split: Split) => ({ split })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): PaymentContext => ({
  ...input,
  patient: undefined,
  bills: [],
  chosen: [],
  split: splitOf(selfPaid(0)),
  ending: left,
});
