import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Fault, Outcome } from '../../../device-drivers/contract/fault.ts';
import type { IdCard } from '../../../device-drivers/contract/id-card-reader.ts';
import type { Credential, Guardian } from '../../hospital/contract/patients.ts';
import { idNumberProblem } from '../../identity/id-number.ts';
import type { Again, Trouble, Way } from '../../screen/words.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';

export interface IdentifyInput {
  /** How one may say who one is: what the hospital takes and this terminal reads. */
  readonly ways: readonly Way[];
  /** Somebody without a record is who the errand is for. */
  readonly newcomers: boolean;
}

/** A record among several of one person. */
export interface FoundRecord extends KnownPatient {
  /** YYYY-MM-DD. */
  readonly lastVisit: string | undefined;
}

export type FoundPatients =
  | { readonly ok: true; readonly records: readonly FoundRecord[] }
  | { readonly ok: false; readonly trouble: Trouble }
  | { readonly ok: false; readonly trouble: 'guardianNeeded' };

export interface Claim {
  readonly credential: Credential;
  readonly guardian?: Guardian;
}

/** What was shown to the machine. An ID card comes whole: the record of a newcomer is made from it. */
export interface Shown {
  readonly credential: Credential;
  readonly idCard?: IdCard;
}

/** Cards that take a while to be read. */
export type CardWay = Extract<Way, 'idCard' | 'hospitalCard' | 'socialSecurityCard'>;

export type ReadingEvent =
  | { readonly type: 'card.found'; readonly way: CardWay }
  | { readonly type: 'credential.read'; readonly outcome: Outcome<{ shown: Shown }> };

interface Context extends IdentifyInput {
  readonly shown: Shown | undefined;
  readonly guardian: Guardian | undefined;
  readonly records: readonly FoundRecord[];
  readonly page: number;
  readonly again: Again | undefined;
  readonly reading: CardWay;
  readonly result: Identified;
}

const agains = {
  cardRemoved: 'cardRemoved',
  cardUnreadable: 'cardUnreadable',
  cardInvalid: 'cardInvalid',
  barcodeInvalid: 'barcodeInvalid',
} as const satisfies Partial<Record<Fault, Again>>;

const againOf = (fault: Fault): Again | undefined =>
  fault in agains ? agains[fault as keyof typeof agains] : undefined;

/** Citizens' numbers, and those of permits, carry a check digit; a foreigner's has none to check. */
const isNumberRight = ({ kind, number }: IdCard): boolean =>
  kind === 'foreignerPermit' || idNumberProblem(number) === undefined;

const isUsable = ({ idCard }: Shown): boolean => idCard === undefined || isNumberRight(idCard);

/** A code of a booking is of digits alone; anything a scanner reads in its place is a QR that identifies. */
export const bookingCode = /^\d{6,12}$/;

/**
 * Who the patient is: by a card, a code or a typed number, with a guardian's card where the hospital asks for one. What
 * was shown is dropped as soon as the hospital's record is found.
 */
export const identifyMachine = setup({
  types: {
    context: {} as Context,
    events: {} as TapEvent | ReadingEvent,
    input: {} as IdentifyInput,
    output: {} as Identified,
  },
  actors: {
    readCredential: fromCallback<ReadingEvent, { readonly ways: readonly Way[] }>(supplied),
    findPatients: fromPromise<FoundPatients, Claim>(supplied),
  },
  guards: {
    mayType: ({ context, event }, way: 'typedId' | 'booking') =>
      event.type === 'tap.choose' && event.id === way && context.ways.includes(way),
    isUsable: ({ event }) => event.type === 'credential.read' && event.outcome.ok && isUsable(event.outcome.shown),
    isIdCard: ({ event }) =>
      event.type === 'credential.read' &&
      event.outcome.ok &&
      event.outcome.shown.idCard !== undefined &&
      isUsable(event.outcome.shown),
    isAgain: ({ event }) =>
      event.type === 'credential.read' && (event.outcome.ok || againOf(event.outcome.fault) !== undefined),
    isIdNumber: ({ event }) => event.type === 'tap.enter' && idNumberProblem(event.text.toUpperCase()) === undefined,
    isBookingCode: ({ event }) => event.type === 'tap.enter' && bookingCode.test(event.text),
    isRecord: ({ context, event }) =>
      event.type === 'tap.choose' && context.records.some(({ recordId }) => recordId === event.id),
  },
  actions: {
    keepShown: assign(({ event }) =>
      event.type === 'credential.read' && event.outcome.ok
        ? { shown: event.outcome.shown, guardian: undefined, again: undefined }
        : {},
    ),
    keepGuardian: assign(({ event }) => {
      if (event.type !== 'credential.read' || !event.outcome.ok || !event.outcome.shown.idCard) return {};
      const { number, name } = event.outcome.shown.idCard;
      return { guardian: { idNumber: number, name }, again: undefined };
    }),
    askAgain: assign({
      again: ({ event }): Again | undefined => {
        if (event.type !== 'credential.read') return undefined;
        return event.outcome.ok ? 'cardUnreadable' : againOf(event.outcome.fault);
      },
    }),
    say: assign({ again: (_, again: Again) => again }),
    sayNothing: assign({ again: undefined }),
    noteWay: assign({ reading: ({ context, event }) => (event.type === 'card.found' ? event.way : context.reading) }),
    stumble: assign({
      result: ({ event }): Identified => {
        if (event.type !== 'credential.read') return { kind: 'trouble', trouble: 'terminalFault' };
        return { kind: 'trouble', trouble: event.outcome.ok ? 'cardUnreadable' : event.outcome.fault };
      },
    }),
    forget: assign({ shown: undefined, guardian: undefined }),
  },
}).createMachine({
  id: 'identify',
  context: ({ input }) => ({
    ...input,
    shown: undefined,
    guardian: undefined,
    records: [],
    page: 1,
    again: undefined,
    reading: 'idCard',
    result: { kind: 'left' },
  }),
  initial: 'presenting',
  states: {
    presenting: {
      initial: 'waiting',
      invoke: { src: 'readCredential', input: ({ context }) => ({ ways: context.ways }) },
      states: {
        waiting: { on: { 'card.found': { target: 'reading', actions: 'noteWay' } } },
        reading: {},
      },
      on: {
        'credential.read': [
          { guard: 'isUsable', target: 'finding', actions: 'keepShown' },
          { guard: 'isAgain', target: 'presenting', reenter: true, actions: 'askAgain' },
          { target: 'done', actions: 'stumble' },
        ],
        'tap.choose': [
          { guard: { type: 'mayType', params: 'typedId' }, target: 'typingId', actions: 'sayNothing' },
          { guard: { type: 'mayType', params: 'booking' }, target: 'typingBooking', actions: 'sayNothing' },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    typingId: {
      on: {
        'tap.enter': [
          {
            guard: 'isIdNumber',
            target: 'finding',
            actions: assign(({ event }) => ({
              shown: { credential: { kind: 'typedId' as const, number: event.text.toUpperCase() } },
              guardian: undefined,
            })),
          },
          { target: 'typingId', reenter: true, actions: { type: 'say', params: 'wrongDigits' } },
        ],
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    typingBooking: {
      on: {
        'tap.enter': [
          {
            guard: 'isBookingCode',
            target: 'finding',
            actions: assign(({ event }) => ({
              shown: { credential: { kind: 'booking' as const, code: event.text } },
              guardian: undefined,
            })),
          },
          { target: 'typingBooking', reenter: true, actions: { type: 'say', params: 'notANumber' } },
        ],
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    finding: {
      invoke: {
        src: 'findPatients',
        input: ({ context }) => ({
          credential: known(context.shown).credential,
          ...(context.guardian && { guardian: context.guardian }),
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.records.length === 1,
            target: 'done',
            actions: assign(({ event }) => {
              const [record] = event.output.ok ? event.output.records : [];
              return record ? { result: { kind: 'patient' as const, patient: patientOf(record) } } : {};
            }),
          },
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosingRecord',
            actions: assign(({ event }) => (event.output.ok ? { records: event.output.records, page: 1 } : {})),
          },
          {
            guard: ({ context, event }) =>
              !event.output.ok && event.output.trouble === 'guardianNeeded' && context.guardian === undefined,
            target: 'presentingGuardian',
            actions: 'sayNothing',
          },
          {
            guard: ({ context, event }) =>
              !event.output.ok &&
              event.output.trouble === 'patientUnknown' &&
              context.newcomers &&
              context.shown?.idCard !== undefined,
            target: 'done',
            actions: assign(({ context }) => ({
              result: {
                kind: 'newcomer' as const,
                newcomer: {
                  card: known(context.shown?.idCard),
                  ...(context.guardian && { guardian: context.guardian }),
                },
              },
            })),
          },
          {
            target: 'done',
            actions: assign(({ event }) => ({
              result: {
                kind: 'trouble' as const,
                trouble:
                  event.output.ok || event.output.trouble === 'guardianNeeded'
                    ? ('guardianUnusable' as const)
                    : event.output.trouble,
              },
            })),
          },
        ],
        onError: { target: 'done', actions: assign({ result: { kind: 'trouble', trouble: 'terminalFault' } }) },
      },
    },
    presentingGuardian: {
      initial: 'waiting',
      invoke: { src: 'readCredential', input: { ways: ['idCard'] } },
      states: {
        waiting: { on: { 'card.found': { target: 'reading', actions: 'noteWay' } } },
        reading: {},
      },
      on: {
        'credential.read': [
          { guard: 'isIdCard', target: 'finding', actions: 'keepGuardian' },
          { guard: 'isAgain', target: 'presentingGuardian', reenter: true, actions: 'askAgain' },
          { target: 'done', actions: 'stumble' },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    choosingRecord: {
      entry: 'forget',
      on: {
        'tap.choose': {
          guard: 'isRecord',
          target: 'done',
          actions: assign(({ context, event }) => {
            const record = context.records.find(({ recordId }) => recordId === event.id);
            return record ? { result: { kind: 'patient' as const, patient: patientOf(record) } } : {};
          }),
        },
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    done: { type: 'final', entry: 'forget' },
  },
  output: ({ context }) => context.result,
});

function patientOf({ lastVisit: _, ...patient }: FoundRecord): KnownPatient {
  return patient;
}
