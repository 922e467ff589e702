/** What the hospital and the payment platform have of a patient: bookings, bills, transactions, reports; and prices. */
import * as v from 'valibot';
import { Amount, Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Count, Day, Digits, Id, Instant, LocalText, TimeOfDay } from './words.ts';

const Channel = v.picklist(['app', 'website', 'phone', 'window', 'terminal', 'familyDoctor', 'oneAccount']);

export const Booking = v.object({
  bookingId: Id,
  channel: v.pipe(Channel, v.description('oneAccount: 医疗一账通, paid there')),
  state: v.pipe(
    v.picklist(['booked', 'collected', 'checkedIn', 'seen', 'cancelled', 'missed']),
    v.description('collected: there is a number for it'),
  ),
  payment: v.picklist(['prepaid', 'unpaid', 'free']),
  day: Day,
  from: TimeOfDay,
  to: TimeOfDay,
  department: LocalText,
  doctor: LocalText,
  place: LocalText,
  price: Fen,
  paid: v.pipe(Fen, v.description('what the patient paid for it already, and would have back')),
  collect: v.pipe(
    v.picklist(['now', 'tooEarly', 'tooLate', 'wrongDay', 'done', 'no']),
    v.description('whether it can be collected now, and why not'),
  ),
  collectFrom: v.pipe(TimeOfDay, v.description('when collecting begins, on its day')),
  collectUntil: TimeOfDay,
  mayCancel: v.boolean(),
  mayCheckIn: v.boolean(),
});
export type Booking = v.InferOutput<typeof Booking>;

export const Bill = v.object({
  billId: Id,
  title: LocalText,
  department: LocalText,
  day: Day,
  items: v.array(v.object({ title: LocalText, amount: Fen })),
  amount: Fen,
  next: v.pipe(LocalText, v.description('where to go when it is paid')),
  beingPaid: v.pipe(v.boolean(), v.description('another channel or terminal has it in hand')),
});
export type Bill = v.InferOutput<typeof Bill>;

export const Transaction = v.object({
  orderNumber: Id,
  kind: v.picklist(['registration', 'payment', 'card', 'report']),
  channel: Channel,
  at: Instant,
  title: LocalText,
  amount: Amount,
  state: v.pipe(
    v.picklist(['paid', 'partlyRefunded', 'refunded', 'refunding', 'bounced']),
    v.description('bounced: a refund came back; the window knows more'),
  ),
  refunded: Fen,
  items: v.array(
    v.object({
      itemId: Id,
      title: LocalText,
      amount: v.pipe(Fen, v.description('what the patient paid of it')),
      state: v.pipe(
        v.picklist(['given', 'open', 'released', 'refunded']),
        v.description(
          'given: seen, printed, dispensed. open: not given yet. released: the hospital agreed to give it back',
        ),
      ),
    }),
  ),
  settlementId: v.pipe(v.exactOptional(Id), v.description('the insurance settlement behind it')),
  refunds: v.array(v.object({ refundNumber: Id, amount: Fen, state: v.picklist(['accepted', 'arrived', 'failed']) })),
});
export type Transaction = v.InferOutput<typeof Transaction>;

export const ReportEntry = v.object({
  reportId: Id,
  title: LocalText,
  hospital: LocalText,
  day: Day,
  pages: v.pipe(Count, v.minValue(1)),
  state: v.pipe(
    v.picklist(['ready', 'notAudited', 'withheld', 'printed', 'quotaUsed', 'elsewhere']),
    v.description(
      'withheld: to be collected at the desk. elsewhere: of another hospital, whose reports are not given out here',
    ),
  ),
  pagesDelivered: v.pipe(
    Count,
    v.description('of a printing that did not come to its end; the rest can still be printed'),
  ),
});
export type ReportEntry = v.InferOutput<typeof ReportEntry>;

export const ReportContent = v.object({
  reportId: Id,
  recordId: Id,
  title: LocalText,
  lines: v.array(
    v.object({
      name: LocalText,
      value: v.string(),
      unit: v.string(),
      range: v.string(),
      mark: v.picklist(['normal', 'high', 'low']),
    }),
  ),
  conclusion: v.exactOptional(LocalText),
});
export type ReportContent = v.InferOutput<typeof ReportContent>;

export const Price = v.object({ id: Id, title: LocalText, unit: LocalText, price: Fen });
export type Price = v.InferOutput<typeof Price>;

export const Cancellation = v.object({
  cancellationId: Id,
  bookingId: Id,
  refund: v.pipe(
    v.nullable(v.object({ orderNumber: Id, amount: Fen, settlementId: v.exactOptional(Id) })),
    v.description('what is to be given back now, and of which payment; null: nothing was paid'),
  ),
});
export type Cancellation = v.InferOutput<typeof Cancellation>;

const ofRecord = { recordId: Id };

export const recordVerbs = {
  listBookings: verb({
    method: 'GET',
    path: '/records/{recordId}/bookings',
    summary: 'A patient’s bookings and numbers of today and later, through any channel',
    input: v.object(ofRecord),
    reply: v.object({ ...ofRecord, bookings: v.array(Booking) }),
    refusals: ['recordUnknown'],
  }),
  cancelBooking: verb({
    method: 'PUT',
    path: '/cancellations/{cancellationId}',
    summary: 'Give a booking or a number back. The money is refunded by the refund verb',
    input: v.object({ cancellationId: Id, bookingId: Id, recordId: Id }),
    reply: Cancellation,
    refusals: ['conflict', 'bookingUnknown', 'tooLate', 'serviceGiven', 'alreadyCancelled', 'notAllowed'],
  }),
  getCancellation: verb({
    method: 'GET',
    path: '/cancellations/{cancellationId}',
    summary: 'What became of a cancellation',
    input: v.object({ cancellationId: Id }),
    reply: Cancellation,
    refusals: ['cancellationUnknown', 'cancellationRefused'],
  }),
  listBills: verb({
    method: 'GET',
    path: '/records/{recordId}/bills',
    summary: 'A patient’s open bills',
    input: v.object(ofRecord),
    reply: v.object({ ...ofRecord, bills: v.array(Bill) }),
    refusals: ['recordUnknown'],
  }),
  listTransactions: verb({
    method: 'GET',
    path: '/records/{recordId}/transactions',
    summary: 'What a patient paid through any channel, the newest first',
    input: v.object({ ...ofRecord, from: Day, to: Day }),
    reply: v.object({ ...ofRecord, transactions: v.array(Transaction) }),
    refusals: ['recordUnknown'],
  }),
  listReports: verb({
    method: 'GET',
    path: '/records/{recordId}/reports',
    summary: 'A patient’s test reports of the last months, the newest first',
    input: v.object(ofRecord),
    reply: v.object({ ...ofRecord, reports: v.array(ReportEntry) }),
    refusals: ['recordUnknown'],
  }),
  getReport: verb({
    method: 'GET',
    path: '/reports/{reportId}',
    summary: 'What a report says, to be read on the screen',
    input: v.object({ reportId: Id, recordId: Id }),
    reply: ReportContent,
    refusals: ['reportUnknown', 'notReady'],
  }),
  getReportDocument: verb({
    method: 'GET',
    path: '/reports/{reportId}/document',
    summary: 'The report as a PDF file, for whoever holds it by a lock',
    input: v.object({ reportId: Id, recordId: Id, lockId: Id }),
    reply: v.object({
      reportId: Id,
      recordId: Id,
      pages: v.pipe(Count, v.minValue(1)),
      pdf: v.pipe(v.string(), v.base64(), v.description('base 64')),
    }),
    refusals: ['reportUnknown', 'lockUnknown', 'lockExpired'],
  }),
  listPrices: verb({
    method: 'GET',
    path: '/prices/{list}',
    summary: 'The price list of services or drugs, 50 on a page; pages count from 1',
    input: v.object({ list: v.picklist(['services', 'drugs']), page: Digits }),
    reply: v.object({ list: v.picklist(['services', 'drugs']), pages: Count, prices: v.array(Price) }),
    refusals: [],
  }),
} as const;
