/**
 * Everything a terminal sells or gives out is first held by a lock: a number of a slot, a booking, bills, a card,
 * reports. The lock fixes what it costs and who bears which part; a confirmation turns it into the thing itself.
 */
import * as v from 'valibot';
import { Amount, Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Count, Day, Id, Instant, LocalText, TimeOfDay } from './words.ts';

const Ids = v.pipe(v.array(Id), v.minLength(1), v.maxLength(50));

/** What is held. `checkIn`: an appointment whose patient says that they have arrived. */
export const Subject = v.variant('kind', [
  v.object({ kind: v.literal('slot'), slotId: Id }),
  v.object({ kind: v.literal('booking'), bookingId: Id }),
  v.object({ kind: v.literal('checkIn'), bookingId: Id }),
  v.object({ kind: v.literal('bills'), billIds: Ids }),
  v.object({ kind: v.literal('card'), replaces: v.boolean() }),
  v.object({ kind: v.literal('reports'), reportIds: Ids }),
]);
export type Subject = v.InferOutput<typeof Subject>;

export const Lock = v.object({
  lockId: Id,
  recordId: Id,
  state: v.pipe(
    v.picklist(['held', 'released', 'expired', 'used']),
    v.description('used: confirmed, or settled through another channel'),
  ),
  expiresAt: Instant,
  amount: Amount,
  cardNumber: v.pipe(
    v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,16}$/))),
    v.description('the number to be written on the card that is to be issued'),
  ),
});
export type Lock = v.InferOutput<typeof Lock>;

const appointment = {
  day: Day,
  from: TimeOfDay,
  to: TimeOfDay,
  department: LocalText,
  doctor: LocalText,
  place: LocalText,
};

/** What the patient has now. */
export const Result = v.variant('kind', [
  v.object({
    kind: v.literal('registration'),
    queueNumber: v.pipe(v.string(), v.maxLength(12)),
    ...appointment,
  }),
  /** For another day: it is collected then. */
  v.object({ kind: v.literal('booking'), bookingCode: v.pipe(v.string(), v.regex(/^\d{6,12}$/)), ...appointment }),
  v.object({
    kind: v.literal('bills'),
    items: v.array(v.object({ title: LocalText, amount: Fen })),
    next: v.pipe(v.array(LocalText), v.description('where to go now, one line each')),
  }),
  v.object({ kind: v.literal('card'), replaced: v.boolean() }),
  v.object({ kind: v.literal('reports'), pages: Count }),
]);
export type Result = v.InferOutput<typeof Result>;

export const Confirmation = v.object({
  orderNumber: Id,
  recordId: Id,
  amount: Amount,
  result: Result,
  invoice: v.pipe(
    v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    v.description('what the QR of the electronic invoice carries'),
  ),
});
export type Confirmation = v.InferOutput<typeof Confirmation>;

const lockRefusals = [
  'subjectUnknown',
  'recordUnknown',
  'slotTaken',
  'slotOver',
  'alreadyRegistered',
  'noShowBar',
  'notAllowed',
  'sameDayOff',
  'tooEarly',
  'tooLate',
  'wrongDay',
  'alreadyCollected',
  'billPaid',
  'beingPaid',
  'hasCard',
  'noCard',
  'notReady',
  'quotaUsed',
  'insuranceRefused',
] as const;

const CardDelivery = v.object({ orderNumber: Id, state: v.picklist(['handedOver', 'captured']) });

export const lockVerbs = {
  lock: verb({
    method: 'PUT',
    path: '/locks/{lockId}',
    summary: 'Hold something for a patient until the lock expires. What it costs is fixed here',
    input: v.object({
      lockId: Id,
      terminal: Id,
      recordId: Id,
      subject: Subject,
      insurance: v.pipe(
        v.exactOptional(Id),
        v.description('the patient’s insurance token; without it all is paid by the patient'),
      ),
    }),
    reply: Lock,
    refusals: ['conflict', ...lockRefusals],
  }),
  getLock: verb({
    method: 'GET',
    path: '/locks/{lockId}',
    summary:
      'The state of a lock. Its amount is what is still to be paid through it: what was paid through another channel meanwhile is no longer in `self`',
    input: v.object({ lockId: Id }),
    reply: Lock,
    refusals: ['lockUnknown'],
  }),
  releaseLock: verb({
    method: 'POST',
    path: '/locks/{lockId}/release',
    summary:
      'Give back what was held. A lock already released, expired or used stays so, and says so; one never made is released, and cannot be held any more',
    input: v.object({
      lockId: Id,
      pagesDelivered: v.pipe(v.exactOptional(Count), v.description('of reports that were not printed to the end')),
    }),
    reply: v.object({ lockId: Id, state: v.picklist(['released', 'expired', 'used']) }),
    refusals: [],
  }),
  trialInsurance: verb({
    method: 'POST',
    path: '/insurance-trials',
    summary: 'What something would cost, and what insurance would bear of it. Holds nothing',
    input: v.object({ recordId: Id, subject: Subject, insurance: v.exactOptional(Id) }),
    reply: v.object({ amount: Amount }),
    refusals: lockRefusals,
  }),
  confirm: verb({
    method: 'PUT',
    path: '/confirmations/{orderNumber}',
    summary:
      'Turn a lock, paid and settled where that was due, into what it was held for (the point of no return). For a card: bind its number, and block the one it replaces. For reports: all pages are out',
    input: v.object({ orderNumber: Id, lockId: Id, recordId: Id }),
    reply: Confirmation,
    refusals: [
      'conflict',
      'lockUnknown',
      'lockExpired',
      'notPaid',
      'notSettled',
      'clinicCancelled',
      'paidElsewhere',
      'confirmationRefused',
    ],
  }),
  getConfirmation: verb({
    method: 'GET',
    path: '/confirmations/{orderNumber}',
    summary: 'What an order came to',
    input: v.object({ orderNumber: Id }),
    reply: Confirmation,
    refusals: ['confirmationUnknown', 'confirmationRefused'],
  }),
  reportCardDelivery: verb({
    method: 'PUT',
    path: '/card-deliveries/{orderNumber}',
    summary: 'Whether a bound card is in the patient’s hands, or was captured and waits at the window',
    input: CardDelivery,
    reply: CardDelivery,
    refusals: ['conflict', 'confirmationUnknown'],
  }),
  getCardDelivery: verb({
    method: 'GET',
    path: '/card-deliveries/{orderNumber}',
    summary: 'Where a bound card is',
    input: v.object({ orderNumber: Id }),
    reply: CardDelivery,
    refusals: ['deliveryUnknown'],
  }),
} as const;
