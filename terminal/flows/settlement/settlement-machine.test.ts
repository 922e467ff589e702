import { beforeEach, describe, expect, test } from 'vitest';
import { failed, type Outcome } from '../../../device-drivers/contract/fault.ts';
import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import type { Result } from '../../hospital/contract/locks.ts';
import type { OrderRequest } from './order-request.ts';
import {
  appointment,
  clinicCancelled,
  closed,
  confirmationOf,
  confirmed,
  confirming,
  createSettlementTrial,
  givenUp,
  held,
  open,
  paid,
  released,
  requestFor,
  rows,
  type SettlementTrial,
  settled,
  slot,
  split,
  text,
  toPaying,
  unreleased,
} from './scripted-settlement.ts';
import { payUntil } from './settlement-screen.ts';
import type { SettlementEvent } from './settlement-setup.ts';

let trial: SettlementTrial;
beforeEach(() => {
  trial = createSettlementTrial(createVirtualClock(0));
});

test('a device that cannot deliver refuses before an order is opened', async () => {
  trial.device = failed('paperOut');
  trial.begin(slot);
  expect(trial.screen()).toEqual({ name: 'working', work: 'checkingPrinter' });
  await trial.clock.advance(0);
  expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'paperOut', money: { money: 'untouched' } });
  expect(trial.running).toEqual([]);
});

test('held, paid, settled and confirmed: each has its screen, and the slip ends it', async () => {
  await trial.started(slot);
  expect(trial.screen()).toEqual({ name: 'working', work: 'lockingSlot' });
  trial.write(held);
  expect(trial.screen()).toEqual({ name: 'working', work: 'creatingOrder' });
  trial.write({ kind: 'act.intended', act: 'createPayment' }, open);
  expect(trial.screen()).toEqual({
    ...{ name: 'pay', rows, split, code: 'qr', orderNumber: 'o1', heldUntil: '08:15', scan: true, payerBusy: false },
  });
  expect(payUntil(trial.actor.getSnapshot())).toBe(120_000);
  trial.write(paid);
  expect(payUntil(trial.actor.getSnapshot())).toBeUndefined();
  expect(trial.screen()).toEqual({ name: 'confirming', amount: 900 });
  trial.write(settled, confirming, confirmed);
  expect(trial.screen()).toMatchObject({ name: 'printing', what: 'slip', queueNumber: 'A001' });
  await trial.clock.advance(0);
  const done = {
    done: 'registered',
    rows: [
      rows[0],
      rows[2],
      { label: 'when', value: { day: '2026-11-21', from: '08:00', to: '08:30' } },
      { label: 'department', value: { text: text('心内科') } },
      { label: 'doctor', value: { text: text('甲医生') } },
      { label: 'where', value: { text: text('二楼') } },
    ],
    ...{ queueNumber: 'A001', next: [text('二楼')], invoice: 'inv', orderNumber: 'o1' },
  };
  expect(trial.slips).toEqual([{ handed: done }]);
  expect(trial.output()).toEqual({ kind: 'done', ...done, slip: { printed: true }, take: ['slip'] });
  expect(trial.running).toEqual([]);
});

test.each([
  ['paper that ends', failed('paperOut'), 'paperOut'],
  ['a bug', 'breaks', 'hardwareError'],
] as const)('%s after the payment keeps the slip, and says so', async (_, outcome, fault) => {
  trial.printer = outcome;
  await trial.started(slot, ...toPaying, paid, settled, confirming, confirmed);
  await trial.clock.advance(0);
  expect(trial.output()).toMatchObject({ done: 'registered', slip: { printed: false, fault }, take: [] });
});

test.each<[string, OrderRequest, Result, object]>([
  [
    'a day ahead',
    slot,
    { kind: 'booking', bookingCode: '123456', ...appointment },
    { done: 'booked', bookingCode: '123456' },
  ],
  [
    'a collected booking',
    requestFor({ kind: 'booking', bookingId: 'b' }),
    { kind: 'registration', queueNumber: 'A1', ...appointment },
    { done: 'collected' },
  ],
  [
    'an arrival',
    requestFor({ kind: 'checkIn', bookingId: 'b' }),
    { kind: 'registration', queueNumber: 'A1', ...appointment },
    { done: 'checkedIn' },
  ],
  [
    'bills',
    requestFor({ kind: 'bills', billIds: ['x'] }),
    { kind: 'bills', items: [], next: [text('药房')] },
    { done: 'paid', next: [text('药房')], rows },
  ],
])('%s is handed over as what it is', async (_, request, result, expected) => {
  trial.confirmation = confirmationOf(result);
  await trial.started(request);
  expect(trial.screen()).toEqual({ name: 'working', work: request === slot ? 'lockingSlot' : 'asking' });
  trial.write(...toPaying, paid, settled, confirming, confirmed);
  await trial.clock.advance(0);
  expect(trial.output()).toMatchObject(expected);
});

describe('giving up', () => {
  test('asks for the order to be given up, and leads back when nothing was taken', async () => {
    await trial.started(slot, ...toPaying);
    trial.send({ type: 'tap.cancel' });
    expect(trial.commands).toEqual([{ type: 'giveUp' }]);
    expect(trial.screen()).toMatchObject({ name: 'pay' });
    trial.write(givenUp);
    expect(trial.screen()).toEqual({ name: 'working', work: 'cancellingOrder' });
    trial.write(closed);
    expect(trial.screen()).toEqual({ name: 'working', work: 'cancellingOrder' });
    trial.write({ kind: 'act.intended', act: 'releaseLock' });
    expect(trial.output()).toBeUndefined();
    trial.write(released);
    expect(trial.output()).toEqual({ kind: 'givenUp' });
  });

  test('a release that comes to nothing is waited for once, and then goes on without the patient', async () => {
    await trial.started(slot, ...toPaying, givenUp, closed, { kind: 'act.intended', act: 'releaseLock' });
    expect(trial.output()).toBeUndefined();
    trial.write(unreleased);
    expect(trial.output()).toEqual({ kind: 'givenUp' });
  });

  test('a release that never ends keeps nobody longer than half a minute, and nothing is wrong then', async () => {
    await trial.started(slot, ...toPaying, givenUp, closed, { kind: 'act.intended', act: 'releaseLock' });
    await trial.clock.advance(29_999);
    expect(trial.output()).toBeUndefined();
    await trial.clock.advance(1);
    expect(trial.output()).toEqual({ kind: 'givenUp' });
  });

  test('what insurance had settled is undone before the patient is let go', async () => {
    trial.begin(slot, 'beforePayment');
    await trial.clock.advance(0);
    trial.write(held, settled, open, givenUp, closed);
    expect(trial.screen()).toEqual({ name: 'working', work: 'cancellingOrder' });
    trial.write({ kind: 'insurance.undoing' }, { kind: 'insurance.undone' });
    expect(trial.output()).toBeUndefined();
    trial.write(released);
    expect(trial.output()).toEqual({ kind: 'givenUp' });
  });

  test('paid in that very moment: it is told, and the money is on its way', async () => {
    await trial.started(slot, ...toPaying, givenUp, paid);
    expect(trial.actor.getSnapshot().value).toEqual({ ordering: 'refunding' });
    trial.write({ kind: 'refund.accepted' });
    const money = { money: 'refunding', amount: 900 };
    expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'cancelled', money, reference: 'o1' });
  });

  test('a hospital that does not answer meanwhile keeps nobody longer than half a minute', async () => {
    await trial.started(slot, ...toPaying, givenUp);
    await trial.clock.advance(29_999);
    expect(trial.output()).toBeUndefined();
    await trial.clock.advance(1);
    expect(trial.output()).toMatchObject({ trouble: 'notPaid', money: { money: 'settling', amount: 900 } });
  });
});

describe('a payer’s code', () => {
  const scanned = (outcome: Outcome<{ payerCode: string }>): SettlementEvent => ({ type: 'scanned', outcome });
  const good = scanned({ ok: true, payerCode: '134567890123456789' });

  beforeEach(() => trial.started(slot, ...toPaying));

  test('is charged, and no second one is read meanwhile', () => {
    expect(trial.running).toContain('scanPayerCode');
    trial.send(good);
    expect(trial.commands).toEqual([{ type: 'charge', payerCode: '134567890123456789' }]);
    expect(trial.running).not.toContain('scanPayerCode');
    trial.tell({ charge: 'running' });
    expect(trial.screen()).toEqual({ name: 'working', work: 'charging' });
    trial.tell({ payerBusy: true });
    expect(trial.screen()).toMatchObject({ name: 'pay', payerBusy: true });
    expect(JSON.stringify(trial.actor.getPersistedSnapshot())).not.toContain('134567890123456789');
  });

  test('that was of no use is asked for again', () => {
    trial.send(good);
    trial.tell({ charge: 'running' });
    trial.tell({ charge: 'refused' });
    expect(trial.screen()).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
    expect(trial.running).toContain('scanPayerCode');
    trial.send(good);
    trial.tell({ charge: 'running' });
    trial.tell({});
    expect(trial.screen()).not.toHaveProperty('again');
  });

  test('a code that is none is asked for again, and nothing charged', () => {
    trial.send(scanned(failed('barcodeInvalid')));
    expect(trial.screen()).toMatchObject({ name: 'pay', again: 'barcodeInvalid' });
    expect(trial.running).toContain('scanPayerCode');
    expect(trial.commands).toEqual([]);
  });

  test('a scanner that breaks leaves the shown code to be paid', () => {
    trial.send(scanned(failed('offline')));
    expect(trial.running).toEqual(['followOrder']);
    expect(trial.screen()).toMatchObject({ name: 'pay', code: 'qr' });
    trial.write(paid);
    expect(trial.screen()).toMatchObject({ name: 'confirming' });
  });

  test('the payment can be given up while one is charged', () => {
    trial.send(good);
    trial.send({ type: 'tap.cancel' });
    expect(trial.commands.at(-1)).toEqual({ type: 'giveUp' });
  });
});

describe('a hospital that does not answer before there is anything to pay', () => {
  beforeEach(async () => {
    await trial.started(slot, { kind: 'act.intended', act: 'lock' });
    await trial.clock.advance(44_999);
    expect(trial.commands).toEqual([]);
    await trial.clock.advance(1);
  });

  test('has the order given up for the patient, who is told of the silence', () => {
    expect(trial.commands).toEqual([{ type: 'giveUp' }]);
    trial.write(givenUp);
    const money = { money: 'untouched' };
    expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'hospitalSilent', money, reference: 'o1' });
  });

  test('and answers just then, is paid as ever', () => {
    trial.write(held, open);
    expect(trial.screen()).toMatchObject({ name: 'pay' });
  });
});

test('a hospital silent for a minute after the payment: the patient is told that it will be settled', async () => {
  await trial.started(slot, ...toPaying, paid, settled, confirming);
  await trial.clock.advance(59_999);
  expect(trial.screen()).toMatchObject({ name: 'confirming' });
  await trial.clock.advance(1);
  expect(trial.output()).toMatchObject({ trouble: 'lateConfirmation', money: { money: 'settling', amount: 900 } });
});

test('a refund that takes longer than half a minute is told as under way', async () => {
  await trial.started(slot, ...toPaying, paid, settled, confirming, clinicCancelled);
  expect(trial.screen()).toEqual({ name: 'working', work: 'cancellingOrder' });
  await trial.clock.advance(30_000);
  expect(trial.output()).toMatchObject({ trouble: 'clinicCancelled', money: { money: 'refunding', amount: 900 } });
});

describe('a journal that fails', () => {
  test('before the order is opened', () => {
    trial.begin(slot);
    trial.send({ type: 'journalFailed' });
    expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' } });
  });

  test('while a code can be paid: told with the order to show at the window', async () => {
    await trial.started(slot, ...toPaying);
    trial.send({ type: 'journalFailed' });
    const money = { money: 'settling', amount: 900 };
    expect(trial.output()).toEqual({ kind: 'trouble', trouble: 'terminalFault', money, reference: 'o1' });
  });
});
