/** The terminal's client against the virtual hospital, in process and over real HTTP: the same things come of it. */
import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { demonstrationHospital } from '../seeds/hospital.ts';
import { people } from '../seeds/people.ts';
import { createAnswer } from '../simulator/hospital/answer.ts';
import { createHandlers } from '../simulator/hospital/handlers.ts';
import { createInProcessNetwork } from '../simulator/hospital/in-process-network.ts';
import { createMisbehaviour, type MisbehaviourName } from '../simulator/hospital/misbehaviour.ts';
import { createHospitalModel } from '../simulator/hospital/model.ts';
import { startHospitalServer } from '../simulator/hospital/server.ts';
import { createVirtualClock } from '../simulator/world/virtual-clock.ts';
import { createHospital, type Reply } from '../terminal/hospital/client.ts';
import { createFetchNetwork } from '../terminal/hospital/fetch-network.ts';

const day = '2026-11-20';
/** 08:10 in Nanjing. */
const start = Date.UTC(2026, 10, 20, 0, 10);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function open(way: 'in process' | 'over HTTP') {
  const clock = createVirtualClock(start);
  const model = createHospitalModel({ world: demonstrationHospital, now: clock.now, chance: () => 0 });
  const answer = createAnswer(model);
  const line = createMisbehaviour(clock);
  if (way === 'in process') {
    const baseUrl = 'http://hospital.invalid/api/v1';
    const network = createInProcessNetwork({ answer, baseUrl, front: line.front });
    return { clock, model, line, hospital: createHospital({ network, baseUrl, clock }) };
  }
  const { baseUrl, close } = await startHospitalServer(createHandlers({ answer, front: line.front }), 0);
  closing.push(close);
  return { clock, model, line, hospital: createHospital({ network: createFetchNetwork(fetch), baseUrl, clock }) };
}

function value<T>(reply: Reply<T, string>): T {
  if (!reply.ok) throw new Error(reply.failure === 'refused' ? reply.code : reply.why);
  return reply.value;
}

const patient = people[3];
if (!patient) throw new Error('the fourth person has a character outside the Basic Multilingual Plane');
const identity = { idNumber: patient.card.number, name: patient.card.name };

describe.each(['in process', 'over HTTP'] as const)('%s', (way) => {
  /** From the card to an order waiting for its payer. */
  async function upToPayment() {
    const world = await open(way);
    const { hospital } = world;
    const { recordId } = value(await hospital.call('findPatient', identity));
    const { departments } = value(await hospital.call('listDepartments', { day }));
    const department = departments.find(({ id, left }) => id === 'cardiology' && left > 0);
    const { doctors } = value(await hospital.call('listDoctors', { departmentId: department?.id ?? '', day }));
    const slot = doctors.flatMap(({ slots }) => slots).find(({ left }) => left > 0);
    if (!slot) throw new Error('no number left in the demonstration hospital');
    const lock = { lockId: 'L-1', slotId: slot.id, recordId };
    const { amount } = value(await hospital.call('lockSlot', lock));
    const order = { orderNumber: 'O-1', lockId: 'L-1', amount: amount.self, subject: '挂号' };
    expect(value(await hospital.call('createPaymentOrder', order)).state).toBe('NOTPAY');
    const confirmation = { orderNumber: 'O-1', lockId: 'L-1', recordId };
    return { ...world, slot, lock, order, confirmation };
  }

  test('a registration, from the card to the queue number', async () => {
    const { hospital, model, slot, confirmation } = await upToPayment();
    model.controls.pay('O-1');
    expect(value(await hospital.call('getPaymentOrder', { orderNumber: 'O-1' })).state).toBe('SUCCESS');
    const registration = value(await hospital.call('confirmRegistration', confirmation));
    expect(registration).toMatchObject({ queueNumber: 'A001', day, from: slot.from, amount: { total: slot.price } });
    expect(value(await hospital.call('getRegistration', { orderNumber: 'O-1' }))).toEqual(registration);
    expect(model.ledgers.accounts()).toEqual([
      { orderNumber: 'O-1', lockId: 'L-1', captured: slot.price, delivered: slot.price, refunded: 0 },
    ]);
  });

  test('a registration given up after the payment: refused, refunded, released', async () => {
    const { hospital, model, slot, clock, confirmation } = await upToPayment();
    model.controls.pay('O-1');
    model.controls.refuseNextConfirm('registrationRefused');
    const refused = { ok: false, failure: 'refused', code: 'registrationRefused' };
    expect(await hospital.call('confirmRegistration', confirmation)).toEqual(refused);
    expect(value(await hospital.call('closePaymentOrder', { orderNumber: 'O-1' })).state).toBe('SUCCESS');
    const refund = { refundNumber: 'F-1', orderNumber: 'O-1', amount: slot.price };
    expect(value(await hospital.call('refundPayment', refund)).state).toBe('accepted');
    await clock.advance(5000);
    expect(value(await hospital.call('getRefund', { refundNumber: 'F-1' })).state).toBe('arrived');
    expect(value(await hospital.call('releaseLock', { lockId: 'L-1' })).state).toBe('released');
    expect(await hospital.call('confirmRegistration', confirmation)).toEqual(refused);
    expect(model.ledgers.accounts()[0]).toMatchObject({ captured: slot.price, delivered: 0, refunded: slot.price });
  });

  test('refusals arrive with their codes', async () => {
    const { hospital, lock } = await upToPayment();
    const codes = [
      await hospital.call('findPatient', { ...identity, name: '别人' }),
      await hospital.call('lockSlot', { ...lock, slotId: 'other' }),
      await hospital.call('getRefund', { refundNumber: 'F-9' }),
      await hospital.call('listDoctors', { departmentId: 'none', day }),
    ];
    expect(codes.map((reply) => !reply.ok && reply.failure === 'refused' && reply.code)).toEqual([
      'nameDiffers',
      'conflict',
      'refundUnknown',
      'departmentUnknown',
    ]);
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
    ['duplicate', undefined],
    ['lateDuplicate', undefined],
  ] as const)('%s at the confirmation, asked again: one registration', async (name: MisbehaviourName, why) => {
    const { hospital, model, clock, line, confirmation } = await upToPayment();
    model.controls.pay('O-1');
    line.failNext('confirmRegistration', name);
    const call = hospital.call('confirmRegistration', confirmation);
    await vi.waitFor(() => expect(line.ordered()).toEqual([]));
    if (why === 'no answer in 8 s') await clock.advance(8000);
    const first = await call;
    if (why === undefined) expect(first.ok).toBe(true);
    else expect(first).toMatchObject({ failure: 'unknown', why: expect.stringMatching(`^${why}`) });

    const registration = value(await hospital.call('confirmRegistration', confirmation));
    if (first.ok) expect(registration).toEqual(first.value);
    await clock.advance(30_000);
    expect(model.ledgers.registrations().map(({ queueNumber }) => queueNumber)).toEqual([registration.queueNumber]);
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
