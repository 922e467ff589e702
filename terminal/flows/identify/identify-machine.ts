import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Fault, Outcome } from '../../device-drivers/contract/fault.ts';
import type { IdCard } from '../../device-drivers/contract/id-card-reader.ts';
import { idNumberProblem } from '../identity/id-number.ts';
import type { Trouble } from '../screen.ts';
import type { TapEvent } from './tap-event.ts';

/** Who is at the screen, as far as an errand needs to know. */
export interface KnownPatient {
  readonly recordId: string;
  /** 张*三. */
  readonly masked: string;
}

export type Identified =
  | { readonly kind: 'patient'; readonly patient: KnownPatient }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'left' };

export type FoundPatient =
  | { readonly ok: true; readonly patient: KnownPatient }
  | { readonly ok: false; readonly trouble: Trouble };

export type CardEvent =
  | { readonly type: 'card.found' }
  | { readonly type: 'card.read'; readonly outcome: Outcome<{ card: IdCard }> };

interface Context {
  readonly card: IdCard | undefined;
  readonly again?: 'cardRemoved' | 'cardUnreadable';
  readonly result: Identified;
}

/** Faults after which the card is simply put on the reader again. */
const isAgain = (fault: Fault): fault is 'cardRemoved' | 'cardUnreadable' =>
  fault === 'cardRemoved' || fault === 'cardUnreadable';

/** Citizens' numbers, and those of permits, carry a check digit; a foreigner's has none to check. */
const isNumberRight = ({ kind, number }: IdCard): boolean =>
  kind === 'foreignerPermit' || idNumberProblem(number) === undefined;

const notSupplied = () => {
  throw new TypeError('supplied where the terminal is put together');
};

/** Who the patient is, by resident ID card. The card's content is dropped as soon as the hospital's record is found. */
export const identifyMachine = setup({
  types: {
    context: {} as Context,
    events: {} as TapEvent | CardEvent,
    output: {} as Identified,
  },
  actors: {
    readIdCard: fromCallback<CardEvent>(notSupplied),
    findPatient: fromPromise<FoundPatient, IdCard>(notSupplied),
  },
  guards: {
    isReadable: ({ event }) => event.type === 'card.read' && event.outcome.ok && isNumberRight(event.outcome.card),
    isAgain: ({ event }) => event.type === 'card.read' && (event.outcome.ok || isAgain(event.outcome.fault)),
  },
}).createMachine({
  id: 'identify',
  context: { card: undefined, result: { kind: 'left' } },
  initial: 'presenting',
  states: {
    presenting: {
      initial: 'waiting',
      invoke: { src: 'readIdCard' },
      states: {
        waiting: { on: { 'card.found': 'reading' } },
        reading: {},
      },
      on: {
        'card.read': [
          {
            guard: 'isReadable',
            target: 'finding',
            actions: assign(({ event }) => (event.outcome.ok ? { card: event.outcome.card } : {})),
          },
          {
            guard: 'isAgain',
            target: 'presenting',
            reenter: true,
            actions: assign({
              again: ({ event }) =>
                !event.outcome.ok && isAgain(event.outcome.fault) ? event.outcome.fault : 'cardUnreadable',
            }),
          },
          {
            target: 'done',
            actions: assign({
              result: ({ event }) => ({
                kind: 'trouble',
                trouble: event.outcome.ok ? 'cardUnreadable' : event.outcome.fault,
              }),
            }),
          },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    finding: {
      invoke: {
        src: 'findPatient',
        input: ({ context }) => {
          if (!context.card) throw new TypeError('no card was read');
          return context.card;
        },
        onDone: {
          target: 'done',
          actions: assign(({ event }) => ({
            card: undefined,
            result: event.output.ok
              ? { kind: 'patient', patient: event.output.patient }
              : { kind: 'trouble', trouble: event.output.trouble },
          })),
        },
        onError: {
          target: 'done',
          actions: assign({ card: undefined, result: { kind: 'trouble', trouble: 'terminalFault' } }),
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context }) => context.result,
});
