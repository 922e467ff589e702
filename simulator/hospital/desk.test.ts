import { describe, expect, test } from 'vitest';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { code, confirm, createTrial, hold, lockAndOrder, trialDay, trialSlot } from './trial.ts';

const open = () => {
  const trial = createTrial();
  return { trial, controls: trial.model.controls, look: () => trial.model.desk.view() };
};

test('a blocked patient is seen to be, and is again a patient like others', () => {
  const { controls, look } = open();
  const blocked = () => look().patients.flatMap((it) => (it.blocked ? [it.name] : []));
  expect(blocked()).toEqual(['钱大有']);
  controls.blockPatient('R1');
  expect(blocked()).toEqual(['张明远', '钱大有']);
  controls.unblockPatient('R1');
  expect(blocked()).toEqual(['钱大有']);
});

describe('bills', () => {
  test('are listed while they are open, with who has them in hand and what they cost', () => {
    const { trial, controls, look } = open();
    const bill = (id: string) => look().bills.find(({ billId }) => billId === id);
    expect(bill('bill-2')).toMatchObject({ name: '张明远', amount: 2000, heldHere: false, heldElsewhere: false });
    controls.reprice('bill-2', 1500);
    controls.holdElsewhere('bill-2', true);
    expect(bill('bill-2')).toMatchObject({ amount: 1500, heldHere: false, heldElsewhere: true });
    controls.holdElsewhere('bill-2', false);
    hold(trial, '1', { kind: 'bills', billIds: ['bill-2'] });
    expect(bill('bill-2')).toMatchObject({ heldHere: true, heldElsewhere: false });
    controls.payElsewhere('bill-2', 'window');
    expect(bill('bill-2')).toBeUndefined();
  });

  test('paid elsewhere become the newest transaction, whose items the hospital can release', () => {
    const { controls, look } = open();
    controls.payElsewhere('bill-1');
    const [newest] = look().transactions;
    expect(newest).toMatchObject({ name: '张明远', channel: 'app', paid: 4333 });
    controls.releaseItem(newest?.orderNumber ?? '', '2');
    expect(look().transactions[0]?.items.map(({ state }) => state)).toEqual(['open', 'released']);
  });
});

test('bookings of today and later are listed, paid ones as paid; those of the past are not', () => {
  const { controls, look } = open();
  const [unpaid, ...others] = look().bookings;
  expect([unpaid?.bookingId, unpaid?.payment]).toEqual(['B-unpaid', 'unpaid']);
  expect(others.map(({ bookingId }) => bookingId)).toEqual(['B-prepaid', 'B-paid', 'B-doctor']);
  controls.payElsewhere('B-unpaid');
  expect(look().bookings[0]?.payment).toBe('prepaid');
});

describe('clinics', () => {
  const clinic = (look: ReturnType<typeof open>['look'], id = 'h1') =>
    look().clinics.find(({ doctorId }) => doctorId === id);

  test('show what is left of today’s periods, whoever took the others', () => {
    const { trial, controls, look } = open();
    expect(look().day).toBe(trialDay);
    expect(clinic(look)?.slots[0]).toEqual({ id: trialSlot, from: '08:00', left: 2, price: 2500 });
    lockAndOrder(trial, '1');
    expect(clinic(look)?.slots[0]?.left).toBe(1);
    controls.sellElsewhere(trialSlot, 1);
    controls.reprice(trialSlot, 900);
    expect(clinic(look)?.slots[0]).toMatchObject({ left: 0, price: 900 });
    trial.pass(30 * 60);
    expect(clinic(look)?.slots[0]?.from).toBe('08:30');
  });

  test('are cancelled and held after all', () => {
    const { controls, look } = open();
    controls.cancelClinic('h1');
    expect([clinic(look)?.cancelled, clinic(look, 'h2')?.cancelled]).toEqual([true, false]);
    controls.reopenClinic('h1');
    expect(clinic(look)?.cancelled).toBe(false);
  });
});

test('cards of the city tell when they were lost', () => {
  const { controls, look } = open();
  expect(look().cards).toEqual([{ number: '990000000002', name: '𠮷小满', state: 'handedOver' }]);
  controls.reportCardLost('990000000002');
  expect(look().cards[0]?.state).toBe('lost');
});

test('reports tell whether they are ready, and how many of their pages are out', () => {
  const { reports } = createTrial(demonstrationHospital).model.desk.view();
  const ready = reports.find(({ state }) => state === 'ready');
  expect(ready).toMatchObject({ name: '张明远', pages: 1, pagesDelivered: 0 });
  expect(reports.find(({ state }) => state === 'printed')).toMatchObject({ pages: 1, pagesDelivered: 1 });
});

test('what is to be refused stands on the desk until it was', () => {
  const { trial, controls, look } = open();
  controls.refuseNextConfirm('clinicCancelled');
  controls.refuseNextSettlement('amountDiffers');
  controls.refuseNextUndo();
  controls.bounceNextRefund();
  expect(look().refuses).toEqual({
    confirmations: ['clinicCancelled'],
    settlements: ['amountDiffers'],
    undos: 1,
    refunds: 1,
  });
  lockAndOrder(trial, '1');
  expect(code(confirm(trial, '1'))).toBe('clinicCancelled');
  expect(look().refuses.confirmations).toEqual([]);
});

test('a notice stands for its minutes, a policy from the moment it is changed', () => {
  const { trial, controls, look } = open();
  const text = { zh: '儿科停诊', en: 'No paediatrics today' };
  const until = trial.now + 60_000;
  controls.announce('T-1', text, until);
  expect(look().announcements).toEqual([{ terminal: 'T-1', text, until }]);
  trial.pass(60);
  expect(look().announcements).toEqual([]);
  controls.changePolicy({ payWithinSeconds: 30, settle: 'beforePayment', card: null });
  expect(look().policy).toEqual({ payWithinSeconds: 30, settle: 'beforePayment', card: null });
});
