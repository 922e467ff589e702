import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insuredPart } from './insurance-fund.ts';
import { terminal, trialDay } from './trial.ts';
import { askBack, type Ground, open, sequence } from './trial-doings.ts';
import { trialWith } from './trial-world.ts';

const world = fc
  .record({
    settle: fc.constantFrom('beforePayment', 'afterPayment'),
    undoBeforeRefund: fc.boolean(),
  })
  .map((it) => trialWith({ daysAhead: 1, insurance: { ...it, undoSeconds: 3 } }));

/** What does not agree in the books; nothing ever should. */
function disagreements(trial: Ground): string[] {
  const { ledgers } = trial.model;
  const locks = new Map(ledgers.locks().map((lock) => [lock.lockId, lock]));
  const inState = (slot: string, state: string) =>
    [...locks.values()].filter(
      ({ subject: it, state: now }) => it.kind === 'slot' && it.slotId === slot && now === state,
    ).length;
  const wrong: (string | false)[] = ledgers
    .slots()
    .flatMap(({ slotId, left, held, used, capacity }) => [
      left < 0 && `${slotId} was given out more often than it holds`,
      left + held + used !== capacity && `${slotId} does not add up`,
      held !== inState(slotId, 'held') && `${slotId} is held by another number of locks`,
      used > inState(slotId, 'used') && `${slotId} is used by too few locks`,
    ]);
  const refunds = ledgers.refunds().filter(({ state }) => state !== 'failed');
  for (const { orderNumber, captured, delivered, refunded } of ledgers.accounts()) {
    const given = refunds.filter((refund) => refund.orderNumber === orderNumber);
    wrong.push(
      Math.min(captured, delivered, refunded) < 0 && `${orderNumber} has less than nothing`,
      delivered + refunded > captured && `${orderNumber} gave out more than came in`,
      refunded !== given.reduce((sum, { amount }) => sum + amount, 0) && `${orderNumber} and its refunds differ`,
    );
  }
  const confirmations = ledgers.confirmations();
  const confirmed = confirmations.flatMap(({ lockId }) => locks.get(lockId) ?? []);
  wrong.push(
    confirmed.some(({ state }) => state !== 'used') && 'a confirmed lock is not used',
    twice(confirmed.map(({ lockId }) => lockId)) && 'a lock was confirmed twice',
    twice(confirmed.flatMap(({ subject: it }) => (it.kind === 'bills' ? it.billIds : []))) && 'a bill was paid twice',
  );
  const registrations = ledgers.registrations();
  wrong.push(
    twice(registrations.map((it) => [it.recordId, it.day, it.department.en].join())) && 'registered twice',
    twice(registrations.map((it) => [it.day, it.doctor.en, it.queueNumber].join())) && 'a queue number twice',
  );
  return [...wrong, ...insuranceDisagreements(trial)].filter((it) => it !== false);
}

const twice = (keys: readonly string[]): boolean => new Set(keys).size < keys.length;

function insuranceDisagreements({ model: { ledgers } }: Ground): (string | false)[] {
  const accounts = ledgers.insuranceAccounts();
  const borne = accounts.filter(({ settled, undone }) => settled > undone).map(({ lockId }) => lockId);
  const isBorne = (lockId: string, insured: number) =>
    accounts.some((it) => it.lockId === lockId && it.settled === insured);
  return [
    twice(borne) && 'insurance bears a lock twice',
    ...accounts.flatMap(({ settlementId, settled, undone, carried }) => [
      carried !== 0 && carried !== settled && `${settlementId} carries a part of itself`,
      carried + undone > settled && `${settlementId} was undone under what the patient has`,
    ]),
    ...ledgers.confirmations().map(({ lockId, amount }) => {
      const insured = insuredPart(amount);
      return insured > 0 && !isBorne(lockId, insured) && `nobody bears what insurance should of ${lockId}`;
    }),
  ];
}

/** The three books of both days, as reconciliation reads them. */
function checkLedgerRows(trial: Ground): void {
  const sum = (ledger: 'hospital' | 'platform' | 'insurance', ...states: string[]) =>
    [trialDay, '2026-11-21', '2026-11-22']
      .flatMap((day) => {
        const page = trial.ask('getLedger', { ledger, terminal, day, after: '0' });
        return page.ok ? page.value.rows : [];
      })
      .reduce((total, row) => total + (states.includes(row.state) ? row.amount : 0), 0);
  const { ledgers } = trial.model;
  const total = <T>(rows: readonly T[], amountOf: (row: T) => number) =>
    rows.reduce((all, row) => all + amountOf(row), 0);
  const insurance = ledgers.insuranceAccounts();
  expect(sum('platform', 'paid')).toBe(total(ledgers.accounts(), ({ captured }) => captured));
  expect(sum('platform', 'accepted', 'arrived')).toBe(total(ledgers.accounts(), ({ refunded }) => refunded));
  expect(sum('insurance', 'settled', 'undoing')).toBe(total(insurance, ({ settled, undone }) => settled - undone));
  expect(sum('hospital', 'confirmed')).toBe(total(ledgers.confirmations(), ({ amount }) => amount.total));
}

/** What a terminal does when all visits are over: closes, gives back, undoes, refunds, until nothing is owed. */
function comeToRest(trial: Ground): void {
  const { ledgers } = trial.model;
  for (const { orderNumber } of ledgers.payments()) trial.ask('closePaymentOrder', { orderNumber });
  for (const { lockId } of ledgers.locks()) trial.ask('releaseLock', { lockId });
  for (let round = 0; round < 80; round++) {
    const standing = ledgers.insuranceAccounts().filter((it) => it.settled > it.undone + it.carried);
    for (const { settlementId } of standing) trial.ask('undoInsurance', { settlementId });
    const owed = ledgers.accounts().filter((it) => it.captured > it.delivered + it.refunded);
    if (owed.length === 0 && standing.length === 0) return;
    for (const account of owed) askBack(trial, `Z${round}-${account.orderNumber}`, account);
    trial.pass(4);
  }
}

/** What the random sequences have come to, so that a test which never gets anywhere is noticed. */
function seen({ model }: Ground): string[] {
  const { ledgers } = model;
  return [
    ...ledgers.locks().map(({ state }) => `lock ${state}`),
    ...ledgers.payments().map(({ state }) => `payment ${state}`),
    ...ledgers.refunds().map(({ state }) => `refund ${state}`),
    ...ledgers.settlements().flatMap(({ lockId, state }) => (lockId === undefined ? [] : `settlement ${state}`)),
    ...ledgers.confirmations().map(({ result }) => `confirmed ${result.kind}`),
    ...ledgers.insuranceAccounts().map(({ carried }) => (carried > 0 ? 'insured and confirmed' : 'insured')),
  ];
}

test('whatever is asked in whatever order, the books agree after every step, and what is owed can be given back', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(world, sequence(60), (it, doings) => {
      const trial = open(it);
      for (const { act } of doings) {
        act(trial);
        expect(disagreements(trial)).toEqual([]);
        for (const what of seen(trial)) reached.add(what);
      }
      comeToRest(trial);
      expect(disagreements(trial)).toEqual([]);
      checkLedgerRows(trial);
      for (const { captured, delivered, refunded } of trial.model.ledgers.accounts()) {
        expect(delivered + refunded).toBe(captured);
      }
      for (const { settled, undone, carried } of trial.model.ledgers.insuranceAccounts()) {
        expect(carried + undone).toBe(settled);
      }
    }),
    { numRuns: 250 },
  );
  expect([...reached].sort()).toEqual([
    'confirmed bills',
    'confirmed booking',
    'confirmed card',
    'confirmed registration',
    'insured',
    'insured and confirmed',
    'lock expired',
    'lock held',
    'lock released',
    'lock used',
    'payment CLOSED',
    'payment NOTPAY',
    'payment PAYERROR',
    'payment SUCCESS',
    'payment USERPAYING',
    'refund accepted',
    'refund arrived',
    'refund failed',
    'settlement settled',
    'settlement undoing',
    'settlement undone',
  ]);
});

test('what is asked twice has one effect', () => {
  fc.assert(
    fc.property(world, sequence(40), (it, doings) => {
      const once = open(it);
      const twice = open(it);
      for (const { act, asked } of doings) {
        act(once);
        act(twice);
        if (asked) act(twice);
      }
      for (const ledger of ['accounts', 'insuranceAccounts', 'confirmations', 'slots', 'cards'] as const) {
        expect(twice.model.ledgers[ledger]()).toEqual(once.model.ledgers[ledger]());
      }
    }),
    { numRuns: 250 },
  );
});
