import { expect, test } from 'vitest';
import { reports, type SeedReport } from '../../seeds/reports.ts';
import type { Subject } from '../../terminal/hospital/contract/locks.ts';
import { code, confirm, createTrial, hold, holdAndOrder, lockAndOrder, value } from './trial.ts';
import { trialWorld } from './trial-world.ts';

test('bills paid say what was paid for and where to go, each place once', () => {
  const trial = createTrial();
  holdAndOrder(trial, '1', { kind: 'bills', billIds: ['bill-1', 'bill-2'] });
  trial.model.controls.pay('O1');
  const { result } = value(confirm(trial, '1'));
  expect(result).toMatchObject({
    kind: 'bills',
    items: [{ amount: 3333 }, { amount: 1000 }, { amount: 2000 }],
    next: [{ en: 'pharmacy' }, { en: 'laboratory' }],
  });
  expect(value(trial.ask('listBills', { recordId: 'R1' })).bills).toEqual([]);
  expect(code(hold(trial, '2', { kind: 'bills', billIds: ['bill-1'] }))).toBe('billPaid');
});

test('a card is bound to its patient, and handed over', () => {
  const trial = createTrial();
  const { lock } = holdAndOrder(trial, '1', { kind: 'card', replaces: false });
  trial.model.controls.pay('O1');
  expect(value(confirm(trial, '1')).result).toEqual({ kind: 'card', replaced: false });
  expect(code(hold(trial, '2', { kind: 'card', replaces: false }))).toBe('hasCard');
  expect(code(trial.ask('getCardDelivery', { orderNumber: 'O1' }))).toBe('deliveryUnknown');
  const delivery = { orderNumber: 'O1', state: 'handedOver' } as const;
  expect(value(trial.ask('reportCardDelivery', delivery))).toEqual(delivery);
  expect(value(trial.ask('getCardDelivery', { orderNumber: 'O1' }))).toEqual(delivery);
  const credential = { kind: 'hospitalCard', number: lock.cardNumber ?? '' } as const;
  expect(value(trial.ask('findPatient', { credential })).patients).toMatchObject([{ recordId: 'R1' }]);
  expect(trial.model.ledgers.cards()).toMatchObject([{ recordId: 'R1', state: 'handedOver' }]);
});

test('no card is delivered for an order that bound none', () => {
  const trial = createTrial();
  lockAndOrder(trial, '1');
  trial.model.controls.pay('O1');
  confirm(trial, '1');
  expect(code(trial.ask('reportCardDelivery', { orderNumber: 'O1', state: 'captured' }))).toBe('confirmationUnknown');
});

const report = (): SeedReport => {
  const [seed] = reports;
  if (!seed) throw new Error('there is no report among the seeds');
  return { ...seed, reportId: 'E1', recordId: 'R1', dayOffset: 0, state: 'ready', sheets: [{}, {}, {}] };
};

test('reports held are had as files, and confirmed with all their pages', () => {
  const trial = createTrial({ ...trialWorld, reports: [report()] });
  const lock = value(hold(trial, '1', { kind: 'reports', reportIds: ['E1'] }));
  expect(lock.amount.total).toBe(0);
  const document = { reportId: 'E1', recordId: 'R1', lockId: 'L1' };
  expect(value(trial.ask('getReportDocument', document)).pages).toBe(3);
  expect(code(hold(trial, '2', { kind: 'reports', reportIds: ['E1'] }))).toBe('notReady');
  expect(value(confirm(trial, '1')).result).toEqual({ kind: 'reports', pages: 3 });
  expect(code(trial.ask('getReportDocument', document))).toBe('lockExpired');
  expect(trial.model.ledgers.pages()).toEqual({ reserved: 3, printed: 3, returned: 0 });
});

test('of reports released after a page the rest can be printed under another lock; a lock that runs out gives all back', () => {
  const trial = createTrial({ ...trialWorld, reports: [report()] });
  const subject: Subject = { kind: 'reports', reportIds: ['E1'] };
  hold(trial, '1', subject);
  trial.ask('releaseLock', { lockId: 'L1', pagesDelivered: 1 });
  hold(trial, '2', subject);
  trial.pass(900);
  hold(trial, '3', subject);
  expect(value(confirm(trial, '3')).result).toEqual({ kind: 'reports', pages: 2 });
  expect(trial.model.ledgers.pages()).toEqual({ reserved: 7, printed: 3, returned: 4 });
});
