import { assign, fromPromise, setup } from 'xstate';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Confirmation } from '../../hospital/contract/locks.ts';
import type { Transaction } from '../../hospital/contract/records.ts';
import type { Purpose } from '../../money/purpose.ts';
import type { Masked, Row } from '../../screen/parts.ts';
import type { Label } from '../../screen/words.ts';
import { dayAfter } from '../../zone.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import type { TransactionsAsked } from '../records/records-setup.ts';
import { type Handed, handedOf } from '../settlement/handed.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';

export interface ReprintContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  /** Those that left the patient with a slip. */
  readonly slips: readonly Transaction[];
  readonly slip: Transaction | undefined;
  readonly confirmation: Confirmation | undefined;
  readonly ending: Ending;
}

/** How many days back slips are printed again. */
const daysBack = 7;

export const askedOf = ({ patient, today }: ReprintContext): TransactionsAsked => ({
  recordId: known(patient).recordId,
  from: dayAfter(today, -daysBack),
  to: today,
});

/** Terminals print slips of all they confirm but reports, which are their own paper. */
export const slipsAmong = (transactions: readonly Transaction[]): readonly Transaction[] =>
  transactions.filter(({ channel, kind }) => channel === 'terminal' && kind !== 'report');

/** Nobody gets a slip for what was given back: some of it at least is still the patient's. */
export const isPrintable = ({ state, items }: Transaction): boolean =>
  state === 'paid' || items.some((item) => item.state === 'given' || item.state === 'open');

/** What the order was opened for, as far as its outcome tells: a number that was collected is like one just taken. */
function purposeOf({ result }: Confirmation): Purpose['kind'] {
  return result.kind === 'registration' || result.kind === 'booking' ? 'slot' : result.kind;
}

const amountLabels = {
  registration: 'price',
  booking: 'price',
  bills: 'total',
  card: 'fee',
  reports: 'total',
} as const satisfies Record<Confirmation['result']['kind'], Label>;

function rowsOf(masked: Masked, slip: Transaction, { result, amount }: Confirmation): readonly Row[] {
  const insured = amount.total - amount.self;
  return [
    { label: 'patient', value: { plain: masked } },
    // An appointment names itself.
    ...(result.kind === 'registration' || result.kind === 'booking'
      ? []
      : [{ label: 'what', value: { text: slip.title } } as const]),
    { label: amountLabels[result.kind], value: { fen: amount.total } },
    ...(insured > 0
      ? [
          { label: 'insurance', value: { fen: insured } } as const,
          { label: 'self', value: { fen: amount.self } } as const,
        ]
      : []),
  ];
}

/** The slip, as it would have been. */
export function paperOf({ patient, slip, confirmation }: ReprintContext): Handed {
  const it = known(confirmation);
  return handedOf(purposeOf(it), rowsOf(known(patient).masked, known(slip), it), it);
}

export const printedEnding = (context: ReprintContext): Ending => ({
  kind: 'done',
  ...paperOf(context),
  done: 'slipPrinted',
  slip: { printed: true },
  take: ['slip'],
});

/** What the chart of reprinting is made of: its types, the actors it names, its guards. */
export const reprintSetup = setup({
  types: {
    context: {} as ReprintContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify' },
  },
  actors: {
    identify: identifyMachine,
    loadTransactions: fromPromise<Loaded<{ transactions: readonly Transaction[] }>, TransactionsAsked>(supplied),
    loadConfirmation: fromPromise<
      Loaded<{ confirmation: Confirmation }>,
      { readonly orderNumber: string; readonly recordId: string }
    >(supplied),
    printPaper: fromPromise<Outcome, Handed>(supplied),
  },
  guards: {
    isPrintable: ({ context, event }) =>
      event.type === 'tap.choose' && context.slips.some((slip) => slip.orderNumber === event.id && isPrintable(slip)),
    /** Another patient's answer is never printed. */
    isAsked: ({ context }, { orderNumber, recordId }: Pick<Confirmation, 'orderNumber' | 'recordId'>) =>
      orderNumber === context.slip?.orderNumber && recordId === context.patient?.recordId,
  },
  actions: {
    keepSlip: assign(({ context, event }) =>
      event.type === 'tap.choose' ? { slip: context.slips.find(({ orderNumber }) => orderNumber === event.id) } : {},
    ),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): ReprintContext => ({
  ...input,
  patient: undefined,
  slips: [],
  slip: undefined,
  confirmation: undefined,
  ending: left,
});
