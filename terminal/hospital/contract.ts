/**
 * The hospital's contract: the plain business verbs a hospital (with the payment platform behind it) answers for a
 * terminal. A hospital integrates by implementing these; the OpenAPI document is generated from them.
 *
 * Rules that hold for every verb:
 * - Ids of writes are made by the terminal before the call. The same id twice has one effect and gives the same answer:
 *   what became of it, as it stands now, or the same refusal for ever. The same id with another body is refused with 409
 *   and `conflict`.
 * - Every write has a query by that id (the GET on the same path).
 * - Giving back comes before taking: a lock released, or an order closed, before the request to make it arrived is
 *   found so by that request when it comes late.
 * - Every reply carries the server's time.
 * - A refusal is a 4xx with a problem document whose `code` is one of the verb's. Anything else (a time-out, a broken
 *   connection, a 5xx, a proxy's page) tells the terminal nothing: it will ask again.
 */
import * as v from 'valibot';
import { Amount, Fen } from './amount.ts';
import { verb } from './verb.ts';

export const Id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9-]{1,32}$/),
  v.description('1 to 32 letters, digits or hyphens'),
);
export const Instant = v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601, UTC'));
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.description('YYYY-MM-DD, the hospital’s zone'));
export const TimeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  v.description('HH:MM, the hospital’s zone'),
);
export const LocalText = v.object({ zh: v.string(), en: v.string() });
export type LocalText = v.InferOutput<typeof LocalText>;

export const Problem = v.object({
  code: v.pipe(v.string(), v.description('one of the verb’s refusals')),
  title: v.string(),
  detail: v.optional(v.string()),
});
export type Problem = v.InferOutput<typeof Problem>;

export const Capabilities = v.object({
  hospitalId: Id,
  name: LocalText,
  timeZone: v.pipe(v.string(), v.description('IANA name, such as Asia/Shanghai')),
  errands: v.array(v.picklist(['registration', 'card', 'collection', 'payment', 'report', 'records'])),
  payment: v.object({
    firstQueryAfterSeconds: v.pipe(v.number(), v.minValue(1)),
    queryEverySeconds: v.pipe(v.number(), v.minValue(1)),
    payWithinSeconds: v.pipe(v.number(), v.minValue(10)),
  }),
});
export type Capabilities = v.InferOutput<typeof Capabilities>;

export const Patient = v.object({
  recordId: Id,
  name: v.pipe(v.string(), v.description('as in the hospital’s record')),
});
export type Patient = v.InferOutput<typeof Patient>;

export const Department = v.object({
  id: Id,
  name: LocalText,
  place: LocalText,
  left: v.pipe(v.number(), v.integer()),
});
export type Department = v.InferOutput<typeof Department>;

export const Slot = v.object({
  id: Id,
  from: TimeOfDay,
  to: TimeOfDay,
  left: v.pipe(v.number(), v.integer(), v.description('numbers not yet locked or sold')),
  price: Fen,
});
export type Slot = v.InferOutput<typeof Slot>;

export const Doctor = v.object({
  id: Id,
  name: LocalText,
  title: LocalText,
  speciality: LocalText,
  place: LocalText,
  slots: v.array(Slot),
});
export type Doctor = v.InferOutput<typeof Doctor>;

export const Lock = v.object({
  lockId: Id,
  slotId: Id,
  recordId: Id,
  state: v.picklist(['held', 'released', 'expired', 'used']),
  expiresAt: Instant,
  amount: Amount,
});
export type Lock = v.InferOutput<typeof Lock>;

export const PaymentState = v.pipe(
  v.picklist(['NOTPAY', 'USERPAYING', 'SUCCESS', 'REFUND', 'CLOSED', 'REVOKED', 'PAYERROR']),
  v.description(
    'USERPAYING: the payer is typing a password. PAYERROR: an attempt failed; the order can be paid until it is closed. REFUND: paid, and some or all of it given back or on its way',
  ),
);
export type PaymentState = v.InferOutput<typeof PaymentState>;

export const PaymentOrder = v.object({
  orderNumber: Id,
  state: PaymentState,
  amount: Fen,
  refunded: Fen,
  code: v.pipe(v.string(), v.description('what the payment QR carries')),
  payBefore: Instant,
});
export type PaymentOrder = v.InferOutput<typeof PaymentOrder>;

export const Refund = v.object({
  refundNumber: Id,
  orderNumber: Id,
  amount: Fen,
  state: v.picklist(['accepted', 'arrived', 'failed']),
});
export type Refund = v.InferOutput<typeof Refund>;

export const Registration = v.object({
  orderNumber: Id,
  recordId: Id,
  queueNumber: v.pipe(v.string(), v.maxLength(12)),
  day: Day,
  from: TimeOfDay,
  to: TimeOfDay,
  department: LocalText,
  doctor: LocalText,
  place: LocalText,
  amount: Amount,
});
export type Registration = v.InferOutput<typeof Registration>;

export const verbs = {
  getCapabilities: verb({
    method: 'GET',
    path: '/capabilities',
    summary: 'What this hospital offers at terminals, and its policies',
    input: v.object({}),
    reply: Capabilities,
    refusals: [],
  }),
  findPatient: verb({
    method: 'POST',
    path: '/patients/find',
    summary: 'The record that belongs to a resident ID card',
    input: v.object({ idNumber: v.string(), name: v.string() }),
    reply: Patient,
    refusals: ['patientUnknown', 'nameDiffers', 'patientBlocked'],
  }),
  listDepartments: verb({
    method: 'GET',
    path: '/departments',
    summary: 'Departments with a clinic on a day, and how many numbers are left in each',
    input: v.object({ day: Day }),
    reply: v.object({ departments: v.array(Department) }),
    refusals: [],
  }),
  listDoctors: verb({
    method: 'GET',
    path: '/departments/{departmentId}/doctors',
    summary: 'Doctors of a department on a day, with their periods',
    input: v.object({ departmentId: Id, day: Day }),
    reply: v.object({ doctors: v.array(Doctor) }),
    refusals: ['departmentUnknown'],
  }),
  lockSlot: verb({
    method: 'PUT',
    path: '/locks/{lockId}',
    summary: 'Hold one number of a slot for a patient until the lock expires',
    input: v.object({ lockId: Id, slotId: Id, recordId: Id }),
    reply: Lock,
    refusals: ['conflict', 'slotUnknown', 'slotTaken', 'slotOver', 'alreadyRegistered', 'notAllowed'],
  }),
  getLock: verb({
    method: 'GET',
    path: '/locks/{lockId}',
    summary: 'The state of a lock',
    input: v.object({ lockId: Id }),
    reply: Lock,
    refusals: ['lockUnknown'],
  }),
  releaseLock: verb({
    method: 'POST',
    path: '/locks/{lockId}/release',
    summary:
      'Give a held number back. A lock already released, expired or used stays so, and says so; one never made is released, and cannot be held any more',
    input: v.object({ lockId: Id }),
    reply: v.object({ lockId: Id, state: v.picklist(['released', 'expired', 'used']) }),
    refusals: [],
  }),
  createPaymentOrder: verb({
    method: 'PUT',
    path: '/payment-orders/{orderNumber}',
    summary: 'Open an order the payer pays by a shown code',
    input: v.object({ orderNumber: Id, lockId: Id, amount: Fen, subject: v.string() }),
    reply: PaymentOrder,
    refusals: ['conflict', 'lockUnknown', 'lockExpired', 'amountDiffers'],
  }),
  getPaymentOrder: verb({
    method: 'GET',
    path: '/payment-orders/{orderNumber}',
    summary: 'The state of a payment order',
    input: v.object({ orderNumber: Id }),
    reply: PaymentOrder,
    refusals: ['orderUnknown'],
  }),
  closePaymentOrder: verb({
    method: 'POST',
    path: '/payment-orders/{orderNumber}/close',
    summary:
      'Close an order so that nobody can pay it any more, and answer with its state: CLOSED, or SUCCESS when it was paid before. An order never opened is closed too, so that a late opening finds it so',
    input: v.object({ orderNumber: Id }),
    reply: v.object({ orderNumber: Id, state: v.picklist(['CLOSED', 'SUCCESS', 'REFUND']) }),
    refusals: [],
  }),
  refundPayment: verb({
    method: 'PUT',
    path: '/refunds/{refundNumber}',
    summary: 'Give money back to the original payer',
    input: v.object({ refundNumber: Id, orderNumber: Id, amount: Fen }),
    reply: Refund,
    refusals: ['conflict', 'orderUnknown', 'notPaid', 'moreThanPaid'],
  }),
  getRefund: verb({
    method: 'GET',
    path: '/refunds/{refundNumber}',
    summary: 'The state of a refund',
    input: v.object({ refundNumber: Id }),
    reply: Refund,
    refusals: ['refundUnknown'],
  }),
  confirmRegistration: verb({
    method: 'PUT',
    path: '/registrations/{orderNumber}',
    summary: 'Turn a paid lock into a registration (the point of no return)',
    input: v.object({ orderNumber: Id, lockId: Id, recordId: Id }),
    reply: Registration,
    refusals: ['conflict', 'lockUnknown', 'lockExpired', 'notPaid', 'clinicCancelled', 'registrationRefused'],
  }),
  getRegistration: verb({
    method: 'GET',
    path: '/registrations/{orderNumber}',
    summary: 'A registration by the number of its order',
    input: v.object({ orderNumber: Id }),
    reply: Registration,
    refusals: ['registrationUnknown', 'registrationRefused'],
  }),
} as const;

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
