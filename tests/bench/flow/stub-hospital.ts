/** What a hospital would answer in a registration, ready before it is asked. Everybody in it is invented. */
import { demonstrationHospital } from '../../../seeds/hospital.ts';
import { capabilitiesOf } from '../../../simulator/hospital/capabilities.ts';
import { createSchedule } from '../../../simulator/hospital/schedule.ts';
import { mondayMorning } from '../../../simulator/world/world.ts';
import type { FoundRecord } from '../../../terminal/flows/identify/identify-setup.ts';
import type { Confirmation } from '../../../terminal/hospital/contract/locks.ts';
import type { Doctor } from '../../../terminal/hospital/contract/schedule.ts';
import type { OrderEntry } from '../../../terminal/money/order-entry.ts';
import type { Split } from '../../../terminal/screen/parts.ts';
import type { Tap } from '../../../terminal/screen.ts';
import type { Services } from '../../../terminal/visit/visit-context.ts';

export const day = '2026-11-23';
const place = { zh: '门诊楼二层东区', en: 'Outpatient Building, floor 2, east' };
/** Its check digit is right, and it is nobody's. */
const typedNumber = '11010519491231002X';

const schedule = createSchedule(demonstrationHospital, () => mondayMorning);
export const departments = schedule.departments(day);
const doctorsOf = new Map(departments.map(({ id }) => [id, schedule.doctors(id, day) ?? []]));
export const doctorsIn = (department: string): readonly Doctor[] => doctorsOf.get(department) ?? [];

export const record: FoundRecord = {
  recordId: 'p1',
  masked: '张*三',
  hasCard: true,
  insuranceToken: 't',
  lastVisit: undefined,
};

const ways = ['typedId'] as const;
export const services: Services = {
  errands: demonstrationHospital.errands.map((errand) => ({ errand, open: true })),
  ways: {
    registration: ways,
    collection: ways,
    payment: ways,
    report: ways,
    card: ways,
    refund: ways,
    records: ways,
    reprint: ways,
  },
  policy: capabilitiesOf(demonstrationHospital, day),
  inService: true,
  thingsLeft: [],
  announcements: [],
};

export const split: Split = { total: 2_500, insured: 1_600, self: 900 };

export type Moving = Exclude<OrderEntry, { kind: 'order.opened' }>;
/** An order from its opening to the code that is shown. */
export const toPaying = (order: string): readonly Moving[] => [
  { kind: 'act.intended', order, act: 'lock' },
  { kind: 'lock.held', order, total: split.total, self: split.self, lockedUntil: mondayMorning + 900_000 },
  { kind: 'act.intended', order, act: 'createPayment' },
  { kind: 'payment.open', order, code: 'https://pay.invalid/8K2M7Q', payUntil: mondayMorning + 120_000 },
];
/** The same order from the payment on. */
export const toConfirmed = (order: string): readonly Moving[] => [
  { kind: 'payment.paid', order },
  { kind: 'act.intended', order, act: 'settleInsurance' },
  { kind: 'insurance.settled', order, amount: split.insured },
  { kind: 'act.intended', order, act: 'confirm' },
  { kind: 'order.confirmed', order, purpose: 'slot', amount: split.total, paidHere: true },
];
export const confirmationOf = (orderNumber: string): Confirmation => ({
  orderNumber,
  recordId: record.recordId,
  amount: { total: 2_500, fund: 1_600, account: 0, familyAccount: 0, assistance: 0, hospitalBorne: 0, self: 900 },
  result: {
    kind: 'registration',
    queueNumber: 'A017',
    day,
    from: '08:30',
    to: '09:00',
    department: { zh: '心血管内科', en: 'Cardiology' },
    doctor: { zh: '沈知行', en: 'Zhixing Shen' },
    place,
  },
  invoice: '0123456789',
});

/** A step of the visit: a tap and the machine that takes it, or the payer's own doing. */
export type Step = { readonly tap: Tap; readonly taker: 'visit' | 'errand' | 'identify' } | 'pays';

function had<T>(it: T | undefined): T {
  if (it === undefined) throw new Error('the demonstration hospital has nothing left');
  return it;
}
const department = had(
  departments.find(({ id }) => doctorsIn(id).some(({ slots }) => slots.some(({ left }) => left > 0))),
);
const doctor = had(doctorsIn(department.id).find(({ slots }) => slots.some(({ left }) => left > 0)));
const slot = had(doctor.slots.find(({ left }) => left > 0));
const choose = (id: string) => ({ kind: 'choose', id }) as const;

/** A registration from the welcome to the welcome. */
export const steps: readonly Step[] = [
  { tap: { kind: 'begin' }, taker: 'visit' },
  { tap: { kind: 'errand', errand: 'registration' }, taker: 'visit' },
  { tap: choose('typedId'), taker: 'identify' },
  { tap: { kind: 'enter', text: typedNumber }, taker: 'identify' },
  { tap: choose(day), taker: 'errand' },
  { tap: choose(department.id), taker: 'errand' },
  { tap: choose(doctor.id), taker: 'errand' },
  { tap: choose(slot.id), taker: 'errand' },
  { tap: { kind: 'confirm' }, taker: 'errand' },
  'pays',
  { tap: { kind: 'finish' }, taker: 'visit' },
];
