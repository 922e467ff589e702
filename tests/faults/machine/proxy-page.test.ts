import { expect, test } from 'vitest';
import type { VerbName } from '../../../terminal/hospital/contract.ts';
import { openKiosk } from '../../kiosk.ts';
import { leave, openEnds, ordersOf, type Plan, personAt, standAt, visit } from './hands.ts';

/** Verbs that a visit asks only once, and ends without. */
const plainQuestions: readonly VerbName[] = ['findPatient', 'listBills', 'trialInsurance'];
const acts: readonly VerbName[] = ['lock', 'createPaymentOrder', 'getPaymentOrder', 'confirm'];

test.each(plainQuestions)('a log-in page with status 200 in place of %s: said, and nothing is taken', async (verb) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext(verb, 'proxyPage');
  const trouble = await visit(stand, { errand: 'payment' }, ['trouble']);
  expect(trouble).toMatchObject({ trouble: 'hospitalSilent', money: { money: 'untouched' } });
  expect(ordersOf(stand.journal)).toEqual([]);
});

test.each(acts)('in place of %s: it says nothing, and is asked or done again', async (verb) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext(verb, 'proxyPage');
  expect(await visit(stand, { errand: 'payment' }, ['farewell'])).toMatchObject({ done: 'paid' });
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
  expect(stand.hospital.ledgers.accounts()).toMatchObject([{ captured: 36_873, delivered: 36_873 }]);
});

test.each<[VerbName, Plan]>([
  ['getLock', { errand: 'card', person: personAt(1) }],
  ['reportCardDelivery', { errand: 'card', person: personAt(1) }],
  ['createRecord', { errand: 'card', person: personAt(5) }],
  ['getReportDocument', { errand: 'report', person: personAt(4) }],
  ['refundPayment', { errand: 'refund' }],
  ['getRefund', { errand: 'refund' }],
  ['cancelBooking', { errand: 'collection', choose: ['B-account-1', 'cancelBooking'] }],
  ['settleInsurance', { errand: 'payment', insured: true }],
])('in place of %s: the errand comes to its end all the same', async (verb, plan) => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext(verb, 'proxyPage');
  await visit(stand, plan, ['farewell']);
  expect(kiosk.world.misbehaviour.ordered()).toEqual([]);
  await leave(stand);
  expect(await openEnds(stand)).toEqual([]);
});
