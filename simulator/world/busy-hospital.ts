import type { SeedBill } from '../../seeds/bills.ts';
import type { SeedBooking } from '../../seeds/bookings.ts';
import type { InsuranceScheme } from '../../seeds/city.ts';
import { demonstrationHospital } from '../../seeds/hospital.ts';
import type { SeedTransaction } from '../../seeds/transactions.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import type { Fate } from './fate.ts';

const both = (zh: string, en: string) => ({ zh, en });

const schemeOf = (idNumber: string): InsuranceScheme | undefined =>
  demonstrationHospital.city.find((person) => person.idNumber === idNumber)?.insurance?.scheme;

/** Bookings of every kind for one more record: unpaid and prepaid for now, one for tomorrow. */
function bookingsOf(recordId: string, at: number): SeedBooking[] {
  const booking = (kind: number) => ({ bookingId: `busy-${at}-${kind}`, code: `77${at + 10}0${kind}`, recordId });
  return [
    { ...booking(1), channel: 'app', payment: 'unpaid', doctorId: 'dental-1', when: 'now' },
    { ...booking(2), channel: 'website', payment: 'prepaid', doctorId: 'urology-1', when: 'now' },
    {
      ...booking(3),
      channel: 'phone',
      payment: 'unpaid',
      doctorId: 'surgery-1',
      when: { dayOffset: 1, from: '09:00', to: '09:30' },
    },
    {
      ...booking(4),
      channel: 'familyDoctor',
      payment: 'free',
      doctorId: 'digestive-1',
      when: 'now',
      state: 'collected',
    },
  ];
}

function billsOf(recordId: string, at: number): SeedBill[] {
  return [1, 2].map((number) => ({
    billId: `busy-${at}-${number}`,
    recordId,
    title: both('检查', 'Tests'),
    department: both('外科', 'Surgery'),
    daysAgo: number - 1,
    items: [
      { title: both('血常规', 'Full blood count'), amount: 1200 * number + 37 },
      { title: both('彩超', 'Ultrasound'), amount: 8000 + at },
    ],
    next: both('到门诊楼 2 层采血处', 'Go to Outpatient Building, floor 2'),
  }));
}

/** Something to ask back: some of it open or given already, or all of it, with insurance behind it. */
function transactionsOf(recordId: string, at: number, scheme: InsuranceScheme | undefined): SeedTransaction[] {
  const transaction = (number: number) => ({
    orderNumber: `busy-${at}-${number}`,
    recordId,
    kind: 'payment' as const,
    daysAgo: number,
    time: '10:00',
    title: both('处方', 'Prescription'),
  });
  return [
    {
      ...transaction(1),
      channel: 'app',
      items: [
        { title: both('布洛芬', 'Ibuprofen'), amount: 1860, state: 'released' },
        { title: both('氨溴索', 'Ambroxol'), amount: 2245, state: 'released' },
        { title: both('维生素', 'Vitamins'), amount: 990, state: 'given' },
      ],
    },
    {
      ...transaction(2),
      channel: 'window',
      ...(scheme && { scheme }),
      items: [{ title: both('红光治疗', 'Red light therapy'), amount: 3600, state: 'released' }],
    },
  ];
}

/** The demonstration hospital on a day on which everybody has everything to do, with policies as fate has them. */
export function busyHospital(fate: Fate): HospitalWorld {
  const { patients, policy, bookings, bills, transactions } = demonstrationHospital;
  const more = patients.filter(({ blocked }) => !blocked);
  const day = '2026-01-01';
  return {
    ...demonstrationHospital,
    bookings: [...bookings, ...more.flatMap(({ recordId }, at) => bookingsOf(recordId, at))],
    bills: [...bills, ...more.flatMap(({ recordId }, at) => billsOf(recordId, at))],
    transactions: [
      ...transactions,
      ...more.flatMap(({ recordId, idNumber }, at) => transactionsOf(recordId, at, schemeOf(idNumber))),
    ],
    policy: {
      ...policy,
      daysAhead: fate.pick('policy.daysAhead', [0, 1, 7]) ?? 7,
      sameDay: [{ from: day, mode: fate.pick('policy.sameDay', ['on', 'on', 'on', 'emergencyOnly', 'off']) ?? 'on' }],
      scan: fate.draw('policy.scan') < 0.9,
      lockSeconds: fate.pick('policy.lockSeconds', [900, 300]) ?? 900,
      typedIdFor: ['collection', 'records', 'report', 'payment', 'reprint'],
      reportPagesQuota: fate.pick('policy.quota', [null, null, 3]) ?? null,
      otherHospitalsReports: fate.draw('policy.otherHospitals') < 0.5,
      insurance: {
        settle: fate.pick('policy.settle', ['beforePayment', 'afterPayment']) ?? 'afterPayment',
        undoBeforeRefund: fate.draw('policy.undoFirst') < 0.7,
        undoSeconds: 3,
      },
    },
  };
}
