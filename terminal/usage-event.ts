/**
 * What a terminal reports to the hub: kinds, amounts and steps, read from its journal. No personal data: there is no
 * field that could hold any.
 */
import * as v from 'valibot';
import { deviceKinds } from '../device-drivers/contract/device-event.ts';
import { errandNames } from './screen/errands.ts';

export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Fen = Count;
const Word = v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/));

/** What a visit was for; `none` when the patient left before choosing. */
export const visitFlows = [...errandNames, 'none'] as const;
export type VisitFlow = (typeof visitFlows)[number];

export const visitEndings = ['completed', 'abandoned', 'timedOut', 'trouble', 'interrupted'] as const;
export type VisitEnding = (typeof visitEndings)[number];

const base = {
  /** Place in the terminal's own order of events, over all its epochs; grows by at least 1. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** UTC milliseconds, the terminal's clock. */
  at: v.pipe(v.number(), v.safeInteger()),
  /** YYYY-MM-DD in the terminal's zone: the day the event counts for. */
  businessDay: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** The hour of that day, 0 to 23, on the terminal's clock. */
  hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
};

export const UsageEvent = v.variant('kind', [
  /** The terminal started: always the first event of its epoch. */
  v.object({ ...base, kind: v.literal('started') }),
  v.object({
    ...base,
    kind: v.literal('visitEnded'),
    flow: v.picklist(visitFlows),
    ending: v.picklist(visitEndings),
    /** The screen the visit ended on. */
    step: Word,
    seconds: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** Nothing had to be shown, typed or tried twice, and no trouble stood on the screen. */
    firstTry: v.boolean(),
  }),
  /** The hospital confirmed a registration, of today or ahead. Amounts are gross, in fen, whoever bore them. */
  v.object({ ...base, kind: v.literal('registrationConfirmed'), amount: Fen }),
  /** A booking became a number. `paidHere`: it was paid at the terminal; a prepaid one costs nothing here. */
  v.object({ ...base, kind: v.literal('bookingCollected'), amount: Fen, paidHere: v.boolean() }),
  v.object({ ...base, kind: v.literal('checkedIn') }),
  v.object({ ...base, kind: v.literal('bookingCancelled') }),
  v.object({ ...base, kind: v.literal('billsPaid'), amount: Fen }),
  /** A card in the patient's hands. */
  v.object({ ...base, kind: v.literal('cardIssued') }),
  v.object({ ...base, kind: v.literal('cardCaptured') }),
  /** All pages of a printing, which may hold several reports. */
  v.object({ ...base, kind: v.literal('reportsPrinted'), reports: Count }),
  /** Sheets that came out, whether or not the printing came to its end. */
  v.object({ ...base, kind: v.literal('pagesPrinted'), pages: Count }),
  v.object({ ...base, kind: v.literal('slipPrinted') }),
  v.object({ ...base, kind: v.literal('slipReprinted') }),
  v.object({ ...base, kind: v.literal('refunded'), amount: Fen }),
  v.object({ ...base, kind: v.literal('deviceFault'), device: v.picklist(deviceKinds), fault: Word }),
  /** A device became able to do its work, or stopped being able to. Until told otherwise it is able. */
  v.object({ ...base, kind: v.literal('deviceChanged'), device: v.picklist(deviceKinds), available: v.boolean() }),
  /** A technician closed the terminal to patients, or opened it. */
  v.object({ ...base, kind: v.literal('serviceChanged'), open: v.boolean() }),
]);
export type UsageEvent = v.InferOutput<typeof UsageEvent>;

/** Every field an event can have, in the order in which the chain reads them. A new one goes to the end. */
const fields = [
  'sequence',
  'at',
  'businessDay',
  'hour',
  'kind',
  'flow',
  'ending',
  'step',
  'seconds',
  'firstTry',
  'amount',
  'paidHere',
  'reports',
  'pages',
  'device',
  'fault',
  'available',
  'open',
] as const;

/**
 * What the chain of a terminal's events seals at each step: the epoch and the event's fields, absent ones empty. No field
 * can hold the bar that stands between them.
 */
export const eventText = (epoch: string, event: UsageEvent): string => {
  const values = event as Readonly<Partial<Record<(typeof fields)[number], unknown>>>;
  let text = epoch;
  for (const field of fields) text += `|${values[field] ?? ''}`;
  return text;
};

/** One step of the chain: SHA-256, in hex, over the hash before and the event's text. `sha256` takes UTF-8 text to hex. */
export const nextHash = (
  sha256: (text: string) => string,
  previous: string,
  epoch: string,
  event: UsageEvent,
): string => sha256(`${previous}\n${eventText(epoch, event)}`);

/** What the first event of a terminal is chained to. */
export const noEventsHash = '0'.repeat(64);
