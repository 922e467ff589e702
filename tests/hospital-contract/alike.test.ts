import { expect, test } from 'vitest';
import { type VerbName, verbs } from '../../terminal/hospital/contract.ts';
import { byIdCard, call, day, open, terminal, upToConfirmation, type Way, ways } from './opened.ts';
import { cancellation, charge, newcomer, refund } from './writes.ts';

test('in process and over HTTP everything is answered alike', async () => {
  const [here, there] = await Promise.all(ways.map(everything));
  expect(there).toEqual(here);
});

/** One walk past every verb, and what was answered to each step. */
async function everything(way: Way) {
  const world = await open(way);
  const { recordId, lock } = { recordId: 'R900001', ...(await upToConfirmation(world)) };
  const steps: readonly (readonly [VerbName, object])[] = [
    ['getCapabilities', {}],
    ['findPatient', { credential: byIdCard }],
    ['createRecord', newcomer],
    ['getRecordRequest', { requestId: 'Q-1' }],
    ['listDepartments', { day }],
    ['listDoctors', { departmentId: 'cardiology', day }],
    ['getLock', { lockId: 'L-1' }],
    ['lock', lock],
    ['trialInsurance', { recordId, subject: { kind: 'bills', billIds: ['bill-900101'] } }],
    ['getPaymentOrder', { orderNumber: 'O-1' }],
    ['chargePayerCode', charge],
    ['confirm', { orderNumber: 'O-1', lockId: 'L-1', recordId }],
    ['getConfirmation', { orderNumber: 'O-1' }],
    ['undoInsurance', { settlementId: 'S-1' }],
    ['getInsuranceSettlement', { settlementId: 'S-1' }],
    ['refundPayment', refund],
    ['getRefund', { refundNumber: 'F-1' }],
    ['listBookings', { recordId }],
    ['cancelBooking', cancellation],
    ['getCancellation', { cancellationId: 'C-1' }],
    ['listBills', { recordId }],
    ['listTransactions', { recordId, from: '2026-01-01', to: day }],
    ['listReports', { recordId }],
    ['getReport', { recordId, reportId: 'none' }],
    ['getReportDocument', { recordId, reportId: 'none', lockId: 'L-1' }],
    ['listPrices', { list: 'drugs', page: '1' }],
    ['reportCardDelivery', { orderNumber: 'O-1', state: 'handedOver' }],
    ['getCardDelivery', { orderNumber: 'O-1' }],
    ['closePaymentOrder', { orderNumber: 'O-1' }],
    ['createPaymentOrder', { orderNumber: 'O-9', lockId: 'none', amount: 1 }],
    ['settleInsurance', { settlementId: 'S-9', lockId: 'none', insured: 1 }],
    ['releaseLock', { lockId: 'L-1' }],
    ['getLedger', { ledger: 'platform', terminal, day, after: '0' }],
    ['listNotices', { terminal, after: '0' }],
  ];
  expect(new Set(steps.map(([verb]) => verb))).toEqual(new Set(Object.keys(verbs)));
  const replies: unknown[] = [];
  for (const [verb, input] of steps) {
    const reply = await call(world, verb, input);
    expect(reply).not.toHaveProperty('failure', 'unknown');
    replies.push([verb, reply]);
  }
  return replies;
}
