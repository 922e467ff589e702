/** The terminal's client against the virtual hospital, in process and over real HTTP: the same things come of it. */
import * as v from 'valibot';
import { describe, expect, test, vi } from 'vitest';
import { demonstrationHospital } from '../seeds/hospital.ts';
import type { MisbehaviourName } from '../simulator/hospital/misbehaviour.ts';
import { startHospitalServer } from '../simulator/hospital/server.ts';
import { createVirtualClock } from '../simulator/world/virtual-clock.ts';
import { createHospital } from '../terminal/hospital/client.ts';
import { createFetchNetwork } from '../terminal/hospital/fetch-network.ts';
import { byIdCard, day, open, terminal, upToConfirmation, value, ways } from './hospital-contract/opened.ts';
import { refund } from './hospital-contract/writes.ts';

describe.each(ways)('%s', (way) => {
  test('a registration, from the card to the queue number', async () => {
    const world = await open(way);
    const { hospital, model } = world;
    const { slot, amount, confirmation } = await upToConfirmation(world);
    const confirmed = value(await hospital.call('confirm', confirmation));
    expect(confirmed).toMatchObject({
      amount,
      result: { kind: 'registration', queueNumber: 'A001', day, from: slot.from },
    });
    expect(model.ledgers.accounts()).toEqual([
      { orderNumber: 'O-1', lockId: 'L-1', captured: amount.self, delivered: amount.self, refunded: 0 },
    ]);
    expect(model.ledgers.insuranceAccounts()).toMatchObject([{ carried: amount.total - amount.self, undone: 0 }]);
  });

  test('a registration given up after the payment: refused, undone, refunded, released', async () => {
    const world = await open(way);
    const { hospital, model, clock } = world;
    const { amount, confirmation } = await upToConfirmation(world);
    model.controls.refuseNextConfirm('confirmationRefused');
    const refused = { ok: false, failure: 'refused', code: 'confirmationRefused' };
    expect(await hospital.call('confirm', confirmation)).toEqual(refused);
    expect(await hospital.call('getConfirmation', { orderNumber: 'O-1' })).toEqual(refused);
    expect(value(await hospital.call('closePaymentOrder', { orderNumber: 'O-1' })).state).toBe('SUCCESS');
    const back = { refundNumber: 'F-1', orderNumber: 'O-1', terminal, amount: amount.self };
    expect(value(await hospital.call('undoInsurance', { settlementId: 'S-1' })).state).toBe('undoing');
    expect(value(await hospital.call('getInsuranceSettlement', { settlementId: 'S-1' })).state).toBe('undoing');
    await clock.advance(3000);
    expect(value(await hospital.call('getInsuranceSettlement', { settlementId: 'S-1' })).state).toBe('undone');
    expect(value(await hospital.call('refundPayment', back)).state).toBe('accepted');
    await clock.advance(5000);
    expect(value(await hospital.call('getRefund', { refundNumber: 'F-1' })).state).toBe('arrived');
    expect(value(await hospital.call('releaseLock', { lockId: 'L-1' })).state).toBe('released');
    expect(await hospital.call('confirm', confirmation)).toEqual(refused);
    expect(model.ledgers.accounts()[0]).toMatchObject({ captured: amount.self, delivered: 0, refunded: amount.self });
  });

  test('refusals arrive with their codes', async () => {
    const world = await open(way);
    const { hospital } = world;
    const codes = [
      await hospital.call('findPatient', { credential: { ...byIdCard, name: '别人' } }),
      await hospital.call('findPatient', { credential: { kind: 'booking', code: '99999999' } }),
      await hospital.call('getRefund', { refundNumber: 'F-9' }),
      await hospital.call('listDoctors', { departmentId: 'none', day }),
      await hospital.call('listBills', { recordId: 'R-none' }),
      await hospital.call('refundPayment', { ...refund, amount: 1861 }),
      await hospital.call('refundPayment', { ...refund, refundNumber: 'F-2', items: ['2'], amount: 2245 }),
    ];
    expect(codes.map((reply) => !reply.ok && reply.failure === 'refused' && reply.code)).toEqual([
      'nameDiffers',
      'bookingUnknown',
      'refundUnknown',
      'departmentUnknown',
      'recordUnknown',
      'moreThanPaid',
      'serviceGiven',
    ]);
  });

  test('a name with a character outside the Basic Multilingual Plane arrives whole', async () => {
    const { hospital } = await open(way);
    const { patients } = value(await hospital.call('findPatient', { credential: byIdCard }));
    expect(patients).toMatchObject([{ name: byIdCard.name }]);
  });

  test.each([
    ['slow', 'no answer in 8 s'],
    ['silent', 'no answer in 8 s'],
    ['mute', 'no answer in 8 s'],
    ['straggler', 'no answer in 8 s'],
    ['lostRequest', 'no connection'],
    ['lostReply', 'no connection'],
    ['serverError', 'status 500'],
    ['errorAfterActing', 'status 500'],
    ['proxyPage', 'no server time: not the hospital speaking'],
    ['miscounted', 'not the shape the contract gives'],
    ['duplicate', undefined],
    ['lateDuplicate', undefined],
  ] as const)('%s at the confirmation, asked again: one registration', async (name: MisbehaviourName, why) => {
    const world = await open(way);
    const { hospital, model, clock, line } = world;
    const { confirmation } = await upToConfirmation(world);
    line.failNext('confirm', name);
    const reply = hospital.call('confirm', confirmation);
    await vi.waitFor(() => expect(line.ordered()).toEqual([]));
    if (why === 'no answer in 8 s') await clock.advance(8000);
    const first = await reply;
    if (why === undefined) expect(first.ok).toBe(true);
    else expect(first).toMatchObject({ failure: 'unknown', why: expect.stringMatching(`^${why}`) });

    const confirmed = value(await hospital.call('confirm', confirmation));
    if (first.ok) expect(confirmed).toEqual(first.value);
    await clock.advance(30_000);
    expect(model.ledgers.registrations()).toMatchObject([{ orderNumber: 'O-1' }]);
    expect(model.ledgers.confirmations()).toMatchObject([confirmed]);
  });
});

test('nobody listening is a connection that could not be had', async () => {
  const { baseUrl, close } = await startHospitalServer([], 0);
  await close();
  const hospital = createHospital({ network: createFetchNetwork(fetch), baseUrl, clock: createVirtualClock(0) });
  const reply = await hospital.call('getCapabilities', {});
  expect(reply).toEqual({ ok: false, failure: 'unknown', why: 'no connection: ECONNREFUSED' });
});

test('the demonstration hospital keeps to the contract at every hour of its day', async () => {
  const { clock, hospital, model } = await open('in process');
  const slots = v.array(v.object({ left: v.pipe(v.number(), v.minValue(0)) }));
  const untilMidnight = (15 * 60 + 50) * 60_000;
  await clock.advance(untilMidnight);
  const today = '2026-11-21';
  for (let hour = 0; hour < 24; hour++) {
    const { departments } = value(await hospital.call('listDepartments', { day: today }));
    expect(departments.length).toBe(demonstrationHospital.departments.length);
    for (const department of departments) {
      const { doctors } = value(await hospital.call('listDoctors', { departmentId: department.id, day: today }));
      const left = doctors.flatMap((doctor) => v.parse(slots, doctor.slots)).reduce((sum, it) => sum + it.left, 0);
      expect(left).toBe(department.left);
    }
    expect(departments.find(({ id }) => id === 'emergency')?.left).toBeGreaterThan(0);
    await clock.advance(3_600_000);
  }
  expect(model.ledgers.locks()).toEqual([]);
});
