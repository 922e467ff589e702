import * as v from 'valibot';
import { Amount, Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Id, Instant } from './words.ts';

export const PaymentState = v.pipe(
  v.picklist(['NOTPAY', 'USERPAYING', 'SUCCESS', 'REFUND', 'CLOSED', 'REVOKED', 'PAYERROR']),
  v.description(
    'USERPAYING: the payer is typing a password. PAYERROR: an attempt failed; the order can be paid until it is closed. CLOSED: by the terminal, or because what it was for was paid through another channel. REFUND: paid, and some or all of it given back or on its way',
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
  state: v.pipe(v.picklist(['accepted', 'arrived', 'failed']), v.description('failed: it bounced')),
  invoiceReversed: v.pipe(v.boolean(), v.description('the electronic invoice of what was given back is reversed')),
});
export type Refund = v.InferOutput<typeof Refund>;

export const InsuranceSettlement = v.object({
  settlementId: Id,
  state: v.pipe(
    v.picklist(['settled', 'undoing', 'undone']),
    v.description('undoing: asked for and accepted, which proves nothing yet'),
  ),
  amount: Amount,
});
export type InsuranceSettlement = v.InferOutput<typeof InsuranceSettlement>;

export const paymentVerbs = {
  createPaymentOrder: verb({
    method: 'PUT',
    path: '/payment-orders/{orderNumber}',
    summary: 'Open an order for what the patient bears of a lock, to be paid by a shown code or a scanned one',
    input: v.object({ orderNumber: Id, lockId: Id, amount: Fen }),
    reply: PaymentOrder,
    refusals: ['conflict', 'lockUnknown', 'lockExpired', 'amountDiffers', 'notSettled', 'paidElsewhere'],
  }),
  getPaymentOrder: verb({
    method: 'GET',
    path: '/payment-orders/{orderNumber}',
    summary: 'The state of a payment order',
    input: v.object({ orderNumber: Id }),
    reply: PaymentOrder,
    refusals: ['orderUnknown'],
  }),
  chargePayerCode: verb({
    method: 'PUT',
    path: '/payment-orders/{orderNumber}/charge',
    summary: 'Charge an open order to the code a payer held before the scanner',
    input: v.object({
      orderNumber: Id,
      payerCode: v.pipe(v.string(), v.regex(/^\d{16,24}$/), v.description('16 to 24 digits, good for a minute')),
    }),
    reply: PaymentOrder,
    refusals: ['conflict', 'orderUnknown', 'codeUnusable', 'paymentRefused'],
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
    summary:
      'Give money back to the original payer: of an order that was not confirmed, of a cancelled booking, or the items of a transaction that the hospital released',
    input: v.object({
      refundNumber: Id,
      orderNumber: v.pipe(Id, v.description('of the payment that is given back, whichever channel it came through')),
      terminal: Id,
      amount: Fen,
      items: v.pipe(v.exactOptional(v.array(Id)), v.description('the released items; absent when all is given back')),
    }),
    reply: Refund,
    refusals: ['conflict', 'orderUnknown', 'notPaid', 'moreThanPaid', 'notReleased', 'serviceGiven', 'stillSettled'],
  }),
  getRefund: verb({
    method: 'GET',
    path: '/refunds/{refundNumber}',
    summary: 'The state of a refund',
    input: v.object({ refundNumber: Id }),
    reply: Refund,
    refusals: ['refundUnknown'],
  }),
  settleInsurance: verb({
    method: 'PUT',
    path: '/insurance-settlements/{settlementId}',
    summary: 'Have insurance bear its part of a lock',
    input: v.object({
      settlementId: Id,
      lockId: Id,
      insured: v.pipe(Fen, v.description('what the patient was told insurance bears: total less self')),
    }),
    reply: InsuranceSettlement,
    refusals: ['conflict', 'lockUnknown', 'lockExpired', 'amountDiffers', 'notPaid', 'insuranceRefused'],
  }),
  getInsuranceSettlement: verb({
    method: 'GET',
    path: '/insurance-settlements/{settlementId}',
    summary: 'The state of an insurance settlement',
    input: v.object({ settlementId: Id }),
    reply: InsuranceSettlement,
    refusals: ['settlementUnknown'],
  }),
  undoInsurance: verb({
    method: 'POST',
    path: '/insurance-settlements/{settlementId}/undo',
    summary:
      'Undo a settlement. One never made is undone too, so that a late settling finds it so. Only the state `undone` says that it is',
    input: v.object({ settlementId: Id }),
    reply: v.object({ settlementId: Id, state: v.picklist(['undoing', 'undone']) }),
    refusals: ['undoRefused'],
  }),
} as const;
