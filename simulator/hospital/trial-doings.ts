/** Whatever can happen to a hospital, by chance: for tests. */
import fc from 'fast-check';
import type { Subject } from '../../terminal/hospital/contract/locks.ts';
import { insuredPart } from './insurance-fund.ts';
import type { Ledgers } from './ledgers.ts';
import { createTrial, insuranceToken, slotSubject, type Trial, terminal } from './trial.ts';

/** Few ids, so that sequences meet themselves: repeats, conflicts, late arrivals. */
const key = fc.constantFrom('1', '2', '3', '4', '5', '6');
const slotId = fc.constantFrom(
  '20261120-h1-0800',
  '20261120-h1-1330',
  '20261120-h2-1330',
  '20261120-f1-1330',
  '20261121-h1-0800',
);
const bookingId = fc.constantFrom('B-unpaid', 'B-paid', 'B-1', 'B-8', 'B-9');
const billId = fc.constantFrom('bill-1', 'bill-2', 'bill-3');
const recordId = fc.constantFrom('R1', 'R1', 'R2', 'R3');
const subject: fc.Arbitrary<Subject> = fc.oneof(
  { weight: 4, arbitrary: slotId.map(slotSubject) },
  { weight: 2, arbitrary: bookingId.map((it) => ({ kind: 'booking' as const, bookingId: it })) },
  { weight: 1, arbitrary: bookingId.map((it) => ({ kind: 'checkIn' as const, bookingId: it })) },
  {
    weight: 3,
    arbitrary: fc
      .uniqueArray(billId, { minLength: 1, maxLength: 2 })
      .map((billIds) => ({ kind: 'bills' as const, billIds })),
  },
  { weight: 1, arbitrary: fc.boolean().map((replaces) => ({ kind: 'card' as const, replaces })) },
);
const amount = fc.constantFrom(0, 438, 500, 1000, 2500, 3000, 4333, 5000);
const items = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 });
const payer = fc.constantFrom('pay', 'startPaying', 'decline');
const rec = fc.record;

/** A trial and the insurance token of its first patient. */
export interface Ground extends Trial {
  readonly token: string;
}

export function open(world: Parameters<typeof createTrial>[0]): Ground {
  const trial = createTrial(world);
  return Object.assign(trial, { token: insuranceToken(trial) });
}

/** One thing that happens. `asked` is what is asked of the hospital, and may be asked twice; the rest happens as often as it happens. */
export interface Doing {
  readonly asked: boolean;
  readonly act: (trial: Ground) => void;
}

const asking = <T>(values: fc.Arbitrary<T>, act: (trial: Ground, it: T) => void): fc.Arbitrary<Doing> =>
  values.map((it) => ({ asked: true, act: (trial) => act(trial, it), toString: () => `${act} ${fc.stringify(it)}` }));
const happening = <T>(values: fc.Arbitrary<T>, act: (trial: Ground, it: T) => void): fc.Arbitrary<Doing> =>
  asking(values, act).map((doing) => ({ ...doing, asked: false }));

function take(trial: Ground, it: { key: string; recordId: string; subject: Subject; isInsured: boolean }) {
  const { key, isInsured, ...rest } = it;
  return trial.ask('lock', { ...rest, lockId: `L${key}`, terminal, ...(isInsured && { insurance: trial.token }) });
}

const anything: fc.Arbitrary<Doing> = fc.oneof(
  asking(rec({ key, recordId, subject, isInsured: fc.boolean() }), take),
  asking(key, (trial, it) => trial.ask('releaseLock', { lockId: `L${it}` })),
  asking(rec({ key, lock: key, amount }), (trial, { key, lock, amount }) =>
    trial.ask('createPaymentOrder', { orderNumber: `O${key}`, lockId: `L${lock}`, amount }),
  ),
  asking(key, (trial, it) => trial.ask('closePaymentOrder', { orderNumber: `O${it}` })),
  asking(rec({ key, payerCode: fc.constantFrom('134567890123456781', '134567890123456782') }), (trial, it) =>
    trial.ask('chargePayerCode', { orderNumber: `O${it.key}`, payerCode: it.payerCode }),
  ),
  asking(rec({ key, lock: key, insured: fc.constantFrom(2062, 2475) }), (trial, { key, lock, insured }) =>
    trial.ask('settleInsurance', { settlementId: `S${key}`, lockId: `L${lock}`, insured }),
  ),
  asking(rec({ key, order: key, amount }), (trial, { key, order, amount }) =>
    trial.ask('refundPayment', { refundNumber: `F${key}`, orderNumber: `O${order}`, terminal, amount }),
  ),
  asking(rec({ key, order: key, amount, items }), (trial, { key, order, amount, items }) =>
    trial.ask('refundPayment', { refundNumber: `F${key}`, orderNumber: `O${order}`, terminal, amount, items }),
  ),
  asking(rec({ key, lock: key, recordId }), (trial, { key, lock, recordId }) =>
    trial.ask('confirm', { orderNumber: `O${key}`, lockId: `L${lock}`, recordId }),
  ),
  asking(rec({ key, bookingId, recordId }), (trial, { key, ...it }) =>
    trial.ask('cancelBooking', { ...it, cancellationId: `C${key}` }),
  ),
  happening(key, (trial, it) => trial.ask('undoInsurance', { settlementId: `S${it}` })),
  happening(rec({ key, payer }), (trial, it) => trial.model.controls[it.payer](`O${it.key}`)),
  happening(rec({ key, items }), (trial, { key, items }) => release(trial, `O${key}`, items)),
  happening(fc.constantFrom('bill-1', 'bill-2', 'B-unpaid'), (trial, it) => trial.model.controls.payElsewhere(it)),
  happening(fc.constantFrom(1, 5, 60, 120, 400, 901), (trial, seconds) => trial.pass(seconds)),
  happening(slotId, (trial, it) => soldElsewhere(trial, it)),
  happening(fc.constantFrom('bounceNextRefund', 'refuseNextUndo'), (trial, it) => trial.model.controls[it]()),
  happening(fc.constantFrom('passwordPays', 'passwordDeclines', 'codeUnusable'), (trial, it) =>
    trial.model.controls.nextCharge(it),
  ),
);

function soldElsewhere(trial: Ground, slot: string): void {
  trial.model.controls.sellElsewhere(slot, 1);
}

/** The hospital agrees to give back what is open of a transaction. */
function release(trial: Trial, orderNumber: string, wanted: readonly string[]): void {
  const row = trial.model.ledgers.transactions().find((it) => it.orderNumber === orderNumber);
  for (const { itemId, state } of row?.items ?? []) {
    if (state === 'open' && wanted.includes(itemId)) trial.model.controls.releaseItem(orderNumber, itemId);
  }
}

/** A visit that goes well up to some step, so that the deep states are reached often and not by luck. */
const visit: fc.Arbitrary<Doing> = asking(
  rec({ key, recordId, subject, isInsured: fc.boolean(), steps: fc.integer({ min: 1, max: 6 }), payer }),
  (trial, { steps, payer, ...it }) => {
    const [lockId, orderNumber, settlementId] = [`L${it.key}`, `O${it.key}`, `S${it.key}`];
    const lock = take(trial, it);
    if (!lock.ok || steps < 2) return;
    const { self } = lock.value.amount;
    const settle = () =>
      trial.ask('settleInsurance', { settlementId, lockId, insured: insuredPart(lock.value.amount) });
    if (steps > 2) settle();
    trial.ask('createPaymentOrder', { orderNumber, lockId, amount: self });
    if (steps > 2) trial.model.controls[steps > 3 ? 'pay' : payer](orderNumber);
    if (steps > 3)
      trial.ask('settleInsurance', {
        settlementId: `${settlementId}-2`,
        lockId,
        insured: insuredPart(lock.value.amount),
      });
    if (steps > 4) trial.ask('confirm', { orderNumber, lockId, recordId: it.recordId });
    if (steps > 5) trial.ask('refundPayment', { refundNumber: `F${it.key}`, orderNumber, terminal, amount: self });
  },
);

/** What was paid and came to nothing is given back, settlement first; what was confirmed, as far as it is released. */
const givingBack: fc.Arbitrary<Doing> = happening(
  rec({ key, bounces: fc.boolean(), seconds: fc.constantFrom(0, 3, 8), items }),
  (trial, { key, bounces, seconds, items }) => {
    const orderNumber = `O${key}`;
    const { ledgers, controls } = trial.model;
    release(trial, orderNumber, items);
    for (const { settlementId } of ledgers.settlements()) trial.ask('undoInsurance', { settlementId });
    trial.pass(seconds);
    const account = ledgers.accounts().find((it) => it.orderNumber === orderNumber);
    if (!account || account.captured === 0) return;
    if (bounces) controls.bounceNextRefund();
    askBack(trial, `F-${key}-${trial.now}`, account);
  },
);

/** Asks for what is owed of an order, item by item where it was confirmed. */
export function askBack(trial: Trial, refundNumber: string, account: ReturnType<Ledgers['accounts']>[number]): void {
  const { orderNumber, captured, delivered, refunded } = account;
  const row = trial.model.ledgers.transactions().find((it) => it.orderNumber === orderNumber);
  const released = row?.items.filter(({ state }) => state === 'released').map(({ itemId }) => itemId);
  const refund = { refundNumber, orderNumber, terminal, amount: captured - delivered - refunded };
  trial.ask('refundPayment', { ...refund, ...(released?.length && { items: released }) });
}

/** Long sequences: short ones, which fast-check would rather try, get nowhere. */
export const sequence = (maxLength: number) =>
  fc.array(
    fc.oneof({ weight: 4, arbitrary: anything }, { weight: 4, arbitrary: visit }, { weight: 2, arbitrary: givingBack }),
    { minLength: maxLength / 2, maxLength, size: 'max' },
  );
