/**
 * What a terminal reports to the hub: kinds, amounts and steps, read from its journal. No personal data: there is no
 * field that could hold any.
 */
import * as v from 'valibot';
import { deviceKinds } from '../device-drivers/contract/device-event.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Fen = Count;
const base = {
  /** Place in the terminal's own order of events; grows by at least 1. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** UTC milliseconds, the terminal's clock. */
  at: v.pipe(v.number(), v.safeInteger()),
  /** YYYY-MM-DD in the terminal's zone: the day the event counts for. */
  businessDay: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
};

export const UsageEvent = v.variant('kind', [
  v.object({
    ...base,
    kind: v.literal('visitEnded'),
    ending: v.picklist(['completed', 'abandoned', 'timedOut', 'trouble', 'interrupted']),
    /** The screen the visit ended on. */
    step: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)),
    seconds: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
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
  v.object({ ...base, kind: v.literal('reportsPrinted') }),
  /** Sheets that came out, whether or not the printing came to its end. */
  v.object({ ...base, kind: v.literal('pagesPrinted'), pages: Count }),
  v.object({ ...base, kind: v.literal('slipReprinted') }),
  v.object({ ...base, kind: v.literal('refunded'), amount: Fen }),
  v.object({
    ...base,
    kind: v.literal('deviceFault'),
    device: v.picklist(deviceKinds),
    fault: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/)),
  }),
]);
export type UsageEvent = v.InferOutput<typeof UsageEvent>;

export const UsageBatch = v.object({
  terminal: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/)),
  /** Every event after the one with this sequence, and none left out: 0 at the very first. */
  after: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  events: v.pipe(v.array(UsageEvent), v.minLength(1), v.maxLength(500)),
});
export type UsageBatch = v.InferOutput<typeof UsageBatch>;

/** The hub's answer: the sequence up to which it holds everything of this terminal. */
export const UsageReceipt = v.object({ upTo: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });
export type UsageReceipt = v.InferOutput<typeof UsageReceipt>;
