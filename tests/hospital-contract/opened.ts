/** A virtual hospital and a terminal's client before it, in process or over real HTTP, and the steps most tests begin with. */
import { afterEach, expect } from 'vitest';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import { people } from '../../seeds/people.ts';
import { createAnswer } from '../../simulator/hospital/answer.ts';
import { createHandlers } from '../../simulator/hospital/handlers.ts';
import { createInProcessNetwork } from '../../simulator/hospital/in-process-network.ts';
import { createMisbehaviour } from '../../simulator/hospital/misbehaviour.ts';
import { createHospitalModel } from '../../simulator/hospital/model.ts';
import { startHospitalServer } from '../../simulator/hospital/server.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createHospital, type Reply } from '../../terminal/hospital/client.ts';
import type { VerbName } from '../../terminal/hospital/contract.ts';
import { createFetchNetwork } from '../../terminal/hospital/fetch-network.ts';

export const day = '2026-11-20';
/** 08:10 in Nanjing. */
const start = Date.UTC(2026, 10, 20, 0, 10);
export const terminal = 'T-1';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

export type Way = 'in process' | 'over HTTP';
export const ways = ['in process', 'over HTTP'] as const satisfies readonly Way[];

export async function open(way: Way) {
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
export type Opened = Awaited<ReturnType<typeof open>>;

export function value<T>(reply: Reply<T, string>): T {
  if (!reply.ok) throw new Error(reply.failure === 'refused' ? reply.code : reply.why);
  return reply.value;
}

const [zhang, , , ji] = people;
if (!zhang || !ji) throw new Error('the fourth person has a character outside the Basic Multilingual Plane');
const { socialSecurity } = zhang.cards;
if (!socialSecurity) throw new Error('the first person has a social-security card');
const insured = {
  kind: 'socialSecurityCard',
  cardNumber: socialSecurity.cardNumber,
  idNumber: socialSecurity.idNumber,
  name: socialSecurity.name,
} as const;
export const byIdCard = { kind: 'idCard', number: ji.card.number, name: ji.card.name } as const;

/** A patient with an insurance token, and a number that is free. */
export async function chosen({ hospital }: Opened) {
  const [patient] = value(await hospital.call('findPatient', { credential: insured })).patients;
  const { departments } = value(await hospital.call('listDepartments', { day }));
  const department = departments.find(({ id, left }) => id === 'cardiology' && left > 0);
  const { doctors } = value(await hospital.call('listDoctors', { departmentId: department?.id ?? '', day }));
  const slot = doctors.flatMap(({ slots }) => slots).find(({ left }) => left > 0);
  if (!patient?.insurance || !slot) throw new Error('no number left in the demonstration hospital');
  const subject = { kind: 'slot', slotId: slot.id } as const;
  return { recordId: patient.recordId, insurance: patient.insurance.token, slot, subject };
}

/** From the card to an order waiting for its payer. */
export async function upToPayment(world: Opened) {
  const { hospital } = world;
  const { recordId, insurance, slot, subject } = await chosen(world);
  const trial = value(await hospital.call('trialInsurance', { recordId, insurance, subject }));
  const lock = { lockId: 'L-1', terminal, recordId, insurance, subject };
  const { amount } = value(await hospital.call('lock', lock));
  expect(amount).toEqual(trial.amount);
  const order = { orderNumber: 'O-1', lockId: 'L-1', amount: amount.self };
  expect(value(await hospital.call('createPaymentOrder', order)).state).toBe('NOTPAY');
  const settlement = { settlementId: 'S-1', lockId: 'L-1', insured: amount.total - amount.self };
  return { slot, amount, lock, order, settlement, confirmation: { orderNumber: 'O-1', lockId: 'L-1', recordId } };
}

/** Paid and settled too: what is left is the confirmation. */
export async function upToConfirmation(world: Opened) {
  const steps = await upToPayment(world);
  world.model.controls.pay('O-1');
  expect(value(await world.hospital.call('settleInsurance', steps.settlement)).state).toBe('settled');
  return steps;
}

/** Any verb with any input: for tables that are not typed verb by verb. */
export const call = ({ hospital }: Opened, verb: VerbName, input: object) => hospital.call(verb, input as never);
