import { expect, test } from 'vitest';
import { actIsIntended, capturesAreIntended, journalIsWhole } from './journal.ts';
import { journalOf, opened } from './trial.ts';

const order = 'o1';

const request = (method: 'GET' | 'PUT' | 'POST', path: string) => ({
  method,
  url: `https://hospital.invalid/api/v1/${path}`,
  headers: {},
  signal: new AbortController().signal,
});

test('sees a broken chain and an acknowledged record that is gone', () => {
  const journal = journalOf({ kind: 'visit.started', visit: 'v1' }, { kind: 'visit.started', visit: 'v2' });
  const last = journal.last();
  expect(journalIsWhole(journal, last)).toEqual([]);
  expect(journalIsWhole(journalOf({ kind: 'visit.started', visit: 'v1' }), last)).toHaveLength(1);
  const torn = { ...journal, read: (after: number, limit: number) => journal.read(after + 1, limit) };
  expect(journalIsWhole(torn, last)).toHaveLength(1);
});

test.each([
  ['PUT', 'locks/l1', 'lock'],
  ['POST', 'locks/l1/release', 'releaseLock'],
  ['PUT', 'payment-orders/o1', 'createPayment'],
  ['PUT', 'payment-orders/o1/charge', 'charge'],
  ['POST', 'payment-orders/o1/close', 'closePayment'],
  ['PUT', 'insurance-settlements/s1', 'settleInsurance'],
  ['POST', 'insurance-settlements/s1/undo', 'undoInsurance'],
  ['PUT', 'confirmations/o1', 'confirm'],
  ['PUT', 'cancellations/o1', 'cancelBooking'],
  ['PUT', 'card-deliveries/o1', 'reportCard'],
  ['PUT', 'refunds/r1', 'refund'],
] as const)('%s %s is sent only after %s was written down', (method, path, act) => {
  const sent = request(method, path);
  expect(actIsIntended(sent, journalOf(opened))).toHaveLength(1);
  const other = act === 'lock' ? 'confirm' : 'lock';
  expect(actIsIntended(sent, journalOf(opened, { kind: 'act.intended', order, act: other }))).toHaveLength(1);
  expect(actIsIntended(sent, journalOf(opened, { kind: 'act.intended', order, act }))).toEqual([]);
});

test('a record is asked for only after that was written down', () => {
  const sent = request('PUT', 'record-requests/q1');
  expect(actIsIntended(sent, journalOf())).toHaveLength(1);
  expect(actIsIntended(sent, journalOf({ kind: 'record.intended', visit: 'v', request: 'q1' }))).toEqual([]);
});

test('questions need no intent; an act nobody knows of is one too many', () => {
  expect(actIsIntended(request('GET', 'locks/l1'), journalOf())).toEqual([]);
  expect(actIsIntended(request('POST', 'patients/find'), journalOf())).toEqual([]);
  expect(actIsIntended(request('POST', 'wishes/w1'), journalOf())).toHaveLength(1);
});

test('sees a card that was captured before it was written down', () => {
  const capturing = { kind: 'card.capturing', order: 'o1', why: 'notTaken' } as const;
  const captured = { kind: 'card.captured', order: 'o1', why: 'notTaken' } as const;
  const jammed = { kind: 'device.fault', device: 'cardDispenser', fault: 'cardJammed' } as const;
  expect(capturesAreIntended(journalOf(capturing, captured))).toEqual([]);
  expect(capturesAreIntended(journalOf(jammed, captured))).toEqual([]);
  expect(capturesAreIntended(journalOf(captured))).toHaveLength(1);
  expect(capturesAreIntended(journalOf(capturing, captured, captured))).toHaveLength(1);
});
