/** One hospital's patients and cards, in a city that may be shared: for tests. Everybody in it is invented. */
import type { CityPerson, PatientRecord } from '../../seeds/city.ts';
import type { Credential, Guardian } from '../../terminal/hospital/contract/patients.ts';
import { type Cards, createCards } from './cards.ts';
import { type City, createCity } from './city.ts';
import { createLocalTime } from './local-time.ts';
import { createPatients, type Patients, type PatientsOptions } from './patients.ts';

export const zhang = { idNumber: '320100198503129911', name: '张明远' };
export const rare = { idNumber: '320100200002299963', name: '𠮷小满' };
export const child = { idNumber: '320100201906079941', name: '林知夏' };
export const stranger = { idNumber: '320100195603179912', name: '薛长河' };

const code = (kind: 'eHealthCard' | 'eVoucher' | 'virtualCard', token: string) => ({ kind, token });

export const trialCity: readonly CityPerson[] = [
  {
    ...zhang,
    hospitalCard: { number: '990000000001', lost: false },
    insurance: { scheme: 'employee', socialSecurityCard: 'N99000001' },
    codes: [
      code('eHealthCard', '9901000000000001'),
      code('eVoucher', '9902000000000001'),
      code('virtualCard', '9903000000000001'),
    ],
  },
  { ...rare, hospitalCard: { number: '990000000002', lost: true }, codes: [] },
  { ...child, hospitalCard: { number: '990000000003', lost: false }, codes: [] },
  {
    ...stranger,
    hospitalCard: { number: '990000000004', lost: false },
    insurance: { scheme: 'resident', socialSecurityCard: 'N99000004' },
    codes: [code('eHealthCard', '9901000000000004'), code('virtualCard', '9903000000000004')],
  },
];

export const trialRecords: readonly PatientRecord[] = [
  { recordId: 'R1', ...zhang, blocked: false, lastVisitDaysAgo: 10 },
  { recordId: 'R2', ...rare, blocked: false },
  { recordId: 'R3', ...child, blocked: false },
];

export interface PeopleTrial {
  /** UTC milliseconds; set it to let time pass. */
  now: number;
  readonly city: City;
  readonly patients: Patients;
  readonly cards: Cards;
  /** Orders whose confirmation bound a card, and the locks behind them. */
  readonly cardOrders: Map<string, string>;
  find(credential: Credential, guardian?: Guardian): ReturnType<Patients['find']>;
}

interface TrialOptions extends Partial<Pick<PatientsOptions, 'records' | 'city' | 'bookingByCode'>> {
  readonly policy?: Partial<PatientsOptions['policy']>;
}

/** 2026-11-20, 08:10 in Nanjing. */
export function createPeopleTrial(options: TrialOptions = {}): PeopleTrial {
  const { records = trialRecords, city = createCity(trialCity), bookingByCode = () => undefined } = options;
  const local = createLocalTime('Asia/Shanghai');
  const patients = createPatients({
    records,
    city,
    now: () => trial.now,
    today: () => local(trial.now).day,
    chance: () => 0.5,
    policy: { guardianUnder: 14, phoneAccounts: 3, insurance: {}, ...options.policy },
    bookingByCode,
  });
  const cardOrders = new Map<string, string>();
  const cards = createCards({ city, personOf: patients.personOf, cardLockOf: (order) => cardOrders.get(order) });
  const trial: PeopleTrial = {
    now: Date.UTC(2026, 10, 20, 0, 10),
    city,
    patients,
    cards,
    cardOrders,
    find: (credential, guardian) => patients.find({ credential, ...(guardian ? { guardian } : {}) }),
  };
  return trial;
}
