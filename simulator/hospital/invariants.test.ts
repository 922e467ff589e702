import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTrial, type Trial } from './trial.ts';

/** Few ids, so that sequences meet themselves: repeats, conflicts, late arrivals. */
const key = fc.constantFrom('1', '2', '3', '4');
const slotId = fc.constantFrom('20261120-h1-0800', '20261120-h1-1330', '20261120-h2-1330', '20261120-f1-1330');
const recordId = fc.constantFrom('R1', 'R2', 'R3');
const amount = fc.constantFrom(0, 1000, 2500, 5000);

/** One thing that happens. `asked` is what is asked of the hospital, and may be asked twice; the rest happens as often as it happens. */
interface Doing {
  readonly asked: boolean;
  readonly act: (trial: Trial) => void;
}

const asking = <T>(values: fc.Arbitrary<T>, act: (trial: Trial, it: T) => void): fc.Arbitrary<Doing> =>
  values.map((it) => ({ asked: true, act: (trial) => act(trial, it), toString: () => `${act} ${fc.stringify(it)}` }));
const happening = <T>(values: fc.Arbitrary<T>, act: (trial: Trial, it: T) => void): fc.Arbitrary<Doing> =>
  asking(values, act).map((doing) => ({ ...doing, asked: false }));
const rec = fc.record;

const anything: fc.Arbitrary<Doing> = fc.oneof(
  asking(rec({ key, slotId, recordId }), (trial, { key, ...it }) =>
    trial.ask('lockSlot', { ...it, lockId: `L${key}` }),
  ),
  asking(key, (trial, it) => trial.ask('releaseLock', { lockId: `L${it}` })),
  asking(rec({ key, lock: key, amount }), (trial, { key, lock, amount }) =>
    trial.ask('createPaymentOrder', { orderNumber: `O${key}`, lockId: `L${lock}`, amount, subject: 's' }),
  ),
  asking(key, (trial, it) => trial.ask('closePaymentOrder', { orderNumber: `O${it}` })),
  asking(rec({ key, order: key, amount }), (trial, { key, order, amount }) =>
    trial.ask('refundPayment', { refundNumber: `F${key}`, orderNumber: `O${order}`, amount }),
  ),
  asking(rec({ key, lock: key, recordId }), (trial, { key, lock, recordId }) =>
    trial.ask('confirmRegistration', { orderNumber: `O${key}`, lockId: `L${lock}`, recordId }),
  ),
  happening(rec({ key, act: fc.constantFrom('pay', 'startPaying', 'decline') }), (trial, { key, act }) =>
    trial.model.controls[act](`O${key}`),
  ),
  happening(fc.constantFrom(1, 5, 60, 120, 400, 901), (trial, seconds) => trial.pass(seconds)),
  happening(slotId, (trial, it) => trial.model.controls.sellElsewhere(it, 1)),
  happening(fc.constant(1), (trial) => trial.model.controls.bounceNextRefund()),
);

/** A visit that goes well up to some step, so that the deep states are reached often and not by luck. */
const visit: fc.Arbitrary<Doing> = asking(
  rec({ key, slotId, recordId, steps: fc.integer({ min: 1, max: 5 }) }),
  (trial, { key, slotId, recordId, steps }) => {
    const [lockId, orderNumber] = [`L${key}`, `O${key}`];
    const lock = trial.ask('lockSlot', { lockId, slotId, recordId });
    if (!lock.ok || steps < 2) return;
    const price = lock.value.amount.self;
    trial.ask('createPaymentOrder', { orderNumber, lockId, amount: price, subject: 's' });
    if (steps > 2) trial.model.controls.pay(orderNumber);
    if (steps > 3) trial.ask('confirmRegistration', { orderNumber, lockId, recordId });
    if (steps > 4) trial.ask('refundPayment', { refundNumber: `F${key}`, orderNumber, amount: price });
  },
);

/** Long sequences: short ones, which fast-check would rather try, get nowhere. */
const sequence = (maxLength: number) =>
  fc.array(fc.oneof(anything, visit), { minLength: maxLength / 2, maxLength, size: 'max' });

function checkBooks({ model }: Trial): void {
  const { ledgers } = model;
  const locks = ledgers.locks();
  for (const slot of ledgers.slots()) {
    expect(slot.left).toBeGreaterThanOrEqual(0);
    expect(slot.left + slot.held + slot.used).toBe(slot.capacity);
    const of = (state: string) => locks.filter((lock) => lock.slotId === slot.slotId && lock.state === state).length;
    expect([slot.held, slot.used]).toEqual([of('held'), of('used')]);
  }
  for (const account of ledgers.accounts()) {
    expect(account.refunded).toBeGreaterThanOrEqual(0);
    expect(account.refunded).toBeLessThanOrEqual(account.captured);
    expect([0, account.captured]).toContain(account.delivered);
  }
  const given = (orderNumber: string) =>
    ledgers
      .refunds()
      .filter((refund) => refund.orderNumber === orderNumber && refund.state !== 'failed')
      .reduce((sum, refund) => sum + refund.amount, 0);
  for (const { orderNumber, refunded } of ledgers.accounts()) expect(refunded).toBe(given(orderNumber));
  const registrations = ledgers.registrations();
  const used = locks.filter(({ state }) => state === 'used').map(({ lockId }) => lockId);
  expect(registrations.map(({ lockId }) => lockId).sort()).toEqual(used.sort());
  const places = registrations.map((it) => [it.recordId, it.day, it.department.en].join());
  expect(new Set(places).size).toBe(places.length);
  const numbers = registrations.map((it) => [it.day, it.doctor.en, it.queueNumber].join());
  expect(new Set(numbers).size).toBe(numbers.length);
}

/** What the random sequences have come to, so that a test which never gets anywhere is noticed. */
function seen({ model }: Trial): string[] {
  const { ledgers } = model;
  return [
    ...ledgers.locks().map(({ state }) => `lock ${state}`),
    ...ledgers.payments().map(({ state }) => `payment ${state}`),
    ...ledgers.refunds().map(({ state }) => `refund ${state}`),
    ...ledgers.registrations().map(({ amount }) => (amount.total > 0 ? 'paid registration' : 'free registration')),
  ];
}

test('whatever is asked in whatever order, the books agree after every step', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(sequence(60), (doings) => {
      const trial = createTrial();
      for (const { act } of doings) {
        act(trial);
        checkBooks(trial);
        for (const it of seen(trial)) reached.add(it);
      }
    }),
    { numRuns: 250 },
  );
  expect([...reached].sort()).toEqual([
    'free registration',
    'lock expired',
    'lock held',
    'lock released',
    'lock used',
    'paid registration',
    'payment CLOSED',
    'payment NOTPAY',
    'payment PAYERROR',
    'payment SUCCESS',
    'payment USERPAYING',
    'refund accepted',
    'refund arrived',
    'refund failed',
  ]);
});

test('what is asked twice has one effect', () => {
  fc.assert(
    fc.property(sequence(40), (doings) => {
      const once = createTrial();
      const twice = createTrial();
      for (const { act, asked } of doings) {
        act(once);
        act(twice);
        if (asked) act(twice);
      }
      expect(twice.model.ledgers.accounts()).toEqual(once.model.ledgers.accounts());
      expect(twice.model.ledgers.registrations()).toEqual(once.model.ledgers.registrations());
      expect(twice.model.ledgers.slots()).toEqual(once.model.ledgers.slots());
    }),
    { numRuns: 250 },
  );
});
