import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Fault, Outcome } from '../../../device-drivers/contract/fault.ts';
import type { IdCard } from '../../../device-drivers/contract/id-card-reader.ts';
import type { Credential, Guardian } from '../../hospital/contract/patients.ts';
import { idNumberProblem } from '../../identity/id-number.ts';
import type { Again, Trouble, Way } from '../../screen/words.ts';
import type { Identified, KnownPatient } from '../patient.ts';
import { supplied } from '../supplied.ts';
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

/** What the chart of the identifying is made of: its types, the actors it names, its guards. */
export const identifySetup = setup({
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
});

/** Who was found, without what only told records apart. */
export function patientOf({ lastVisit: _, ...patient }: FoundRecord): KnownPatient {
  return patient;
}
