/** A hospital small enough to follow in one's head: for tests. Everybody in it is invented. */
import { type ClinicDoctor, type HospitalPolicy, usualPolicy } from '../../seeds/clinic.ts';
import type { HospitalWorld } from './world.ts';

const text = (en: string) => ({ zh: `试${en}`, en });

const doctor = (id: string, price: number, capacity: number): ClinicDoctor => ({
  id,
  name: text(id),
  title: text('title'),
  speciality: text('speciality'),
  place: text('room'),
  price,
  periods: [
    { from: '08:00', to: '08:30', capacity },
    { from: '08:30', to: '09:00', capacity },
    { from: '13:30', to: '14:00', capacity },
  ],
});

const item = (en: string, amount: number) => ({ title: text(en), amount });
const bill = { recordId: 'R1', department: text('heart'), daysAgo: 0 };
const booked = { recordId: 'R1', channel: 'app', doctorId: 'b1' } as const;
const today = { dayOffset: 0, from: '08:30', to: '09:00' };

export const trialWorld: HospitalWorld = {
  hospitalId: 'trial',
  name: text('hospital'),
  timeZone: 'Asia/Shanghai',
  errands: ['registration', 'collection', 'payment', 'report', 'card', 'refund', 'records', 'reprint'],
  departments: [
    {
      id: 'heart',
      name: text('heart'),
      place: text('floor 1'),
      doctors: [doctor('h1', 2500, 2), doctor('h2', 5000, 1)],
    },
    { id: 'free', name: text('free'), place: text('floor 2'), emergency: true, doctors: [doctor('f1', 0, 3)] },
    { id: 'bone', name: text('bone'), place: text('floor 3'), doctors: [doctor('b1', 3000, 2)] },
  ],
  patients: [
    { recordId: 'R1', idNumber: '11010519491231002X', name: '张明远', blocked: false },
    { recordId: 'R2', idNumber: '440524188001010014', name: '𠮷小满', blocked: false },
    { recordId: 'R3', idNumber: '320100196908149951', name: '钱大有', blocked: true },
    { recordId: 'R4', idNumber: '320100197302279993', name: '林浩然', blocked: false },
  ],
  city: [
    {
      idNumber: '11010519491231002X',
      name: '张明远',
      insurance: { scheme: 'employee', socialSecurityCard: 'A00000001' },
      codes: [],
    },
    {
      idNumber: '440524188001010014',
      name: '𠮷小满',
      hospitalCard: { number: '990000000002', lost: false },
      codes: [],
    },
  ],
  bookings: [
    { ...booked, bookingId: 'B-unpaid', code: '100001', payment: 'unpaid', when: today },
    {
      ...booked,
      bookingId: 'B-prepaid',
      code: '100002',
      recordId: 'R2',
      payment: 'prepaid',
      channel: 'oneAccount',
      doctorId: 'h1',
      when: { ...today, dayOffset: 1 },
    },
    {
      ...booked,
      bookingId: 'B-paid',
      code: '100003',
      recordId: 'R2',
      payment: 'prepaid',
      channel: 'website',
      when: today,
    },
    {
      ...booked,
      bookingId: 'B-doctor',
      code: '100004',
      recordId: 'R2',
      payment: 'free',
      channel: 'familyDoctor',
      doctorId: 'f1',
      when: today,
      cancelElsewhere: true,
    },
    ...[10, 20, 30].map((daysAgo) => ({
      ...booked,
      bookingId: `B-missed-${daysAgo}`,
      code: `1000${daysAgo}`,
      recordId: 'R4',
      payment: 'unpaid' as const,
      state: 'missed' as const,
      when: { ...today, dayOffset: -daysAgo },
    })),
  ],
  bills: [
    {
      ...bill,
      billId: 'bill-1',
      title: text('drugs'),
      items: [item('pills', 3333), item('syrup', 1000)],
      next: text('pharmacy'),
    },
    {
      ...bill,
      billId: 'bill-2',
      title: text('blood count'),
      items: [item('blood count', 2000)],
      next: text('laboratory'),
    },
    {
      ...bill,
      billId: 'bill-3',
      recordId: 'R2',
      title: text('scan'),
      items: [item('scan', 50_000)],
      next: text('imaging'),
    },
  ],
  transactions: [
    {
      orderNumber: 'T-window',
      recordId: 'R1',
      kind: 'payment',
      channel: 'window',
      daysAgo: 2,
      time: '10:15',
      title: text('treatment'),
      items: [
        { ...item('pills', 4000), state: 'released' },
        { ...item('syrup', 1500), state: 'open' },
        { ...item('blood count', 2000), state: 'given' },
      ],
    },
    {
      orderNumber: 'T-insured',
      recordId: 'R1',
      kind: 'payment',
      channel: 'app',
      daysAgo: 1,
      time: '14:00',
      title: text('treatment'),
      scheme: 'employee',
      items: [
        { ...item('scan', 10_001), state: 'released' },
        { ...item('pills', 3333), state: 'released' },
      ],
    },
  ],
  reports: [],
  prices: { services: [], drugs: [] },
  policy: { ...usualPolicy, daysAhead: 0 },
};

/** The same hospital with another policy. */
export const trialWith = (policy: Partial<HospitalPolicy>): HospitalWorld => ({
  ...trialWorld,
  policy: { ...trialWorld.policy, ...policy },
});
