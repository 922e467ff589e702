import { assign, fromPromise, setup } from 'xstate';
import { maskIdNumber, maskName, maskPhone } from '../../identity/mask.ts';
import type { Row, Split } from '../../screen/parts.ts';
import type { Again, Option } from '../../screen/words.ts';
import { type Ending, left } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient, Newcomer } from '../patient.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';

export interface CardContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  /** Until their record exists. */
  readonly newcomer: Newcomer | undefined;
  /** A newcomer's mobile number; until their record exists. */
  readonly phone: string | undefined;
  readonly again: Again | undefined;
  readonly ending: Ending;
}

/** A mobile number of mainland China. */
const mobileNumber = /^1\d{10}$/;

/** What the newcomer agrees to, masked: whose record is made, by which numbers. */
export function recordRows({ newcomer, phone }: CardContext): readonly Row[] {
  const { card } = known(newcomer);
  return [
    { label: 'patient', value: { plain: maskName(card.name) } },
    { label: 'idNumber', value: { plain: maskIdNumber(card.number) } },
    { label: 'phone', value: { plain: maskPhone(known(phone)) } },
  ];
}

/** Insurance bears no card. */
export function splitOf({ policy, patient }: CardContext): Split {
  const { fee, replacementFee } = known(policy.card ?? undefined);
  const total = known(patient).hasCard ? replacementFee : fee;
  return { total, insured: 0, self: total };
}

/** A replacement says so: the card it replaces is blocked. */
export function cardRows(context: CardContext): readonly Row[] {
  const { masked, hasCard } = known(context.patient);
  return [
    { label: 'patient', value: { plain: masked } },
    { label: 'what', value: { word: hasCard ? 'replaceCard' : 'newCard' } },
    { label: 'fee', value: { fen: splitOf(context).total } },
  ];
}

export function orderOf(context: CardContext): OrderRequest {
  // Without the token the lock is at the full price, as the split is.
  const { insuranceToken: _, ...patient } = known(context.patient);
  return {
    patient,
    purpose: { kind: 'card', replaces: patient.hasCard },
    split: splitOf(context),
    rows: cardRows(context),
  };
}

/** What the chart of card issuing is made of: its types, the actors it names, its guards. */
export const cardSetup = setup({
  types: {
    context: {} as CardContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    createRecord: fromPromise<Loaded<{ recordId: string }>, { newcomer: Newcomer; phone: string }>(supplied),
  },
  guards: {
    issuesCards: ({ context }) => context.policy.card !== null,
    isMobileNumber: ({ event }) => event.type === 'tap.enter' && mobileNumber.test(event.text),
    isOption: ({ event }, option: Option) => event.type === 'tap.choose' && event.id === option,
  },
  actions: {
    keepPhone: assign(({ event }) => (event.type === 'tap.enter' ? { phone: event.text, again: undefined } : {})),
    dropPhone: assign({ phone: undefined }),
    say: assign({ again: (_, again: Again) => again }),
    /** The newcomer is a patient now. */
    meet: assign(({ context }, recordId: string) => ({
      patient: { recordId, masked: maskName(known(context.newcomer).card.name), hasCard: false },
    })),
    forget: assign({ newcomer: undefined, phone: undefined }),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    end: assign((_, ending: Ending) => ({ ending })),
  },
});

export const beginning = (input: ErrandInput): CardContext => ({
  ...input,
  patient: undefined,
  newcomer: undefined,
  phone: undefined,
  again: undefined,
  ending: left,
});
