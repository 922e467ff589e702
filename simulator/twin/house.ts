import type { SeedBill } from '../../seeds/bills.ts';
import type { CityPerson } from '../../seeds/city.ts';
import { type ClinicDepartment, type HospitalPolicy, usualPolicy } from '../../seeds/clinic.ts';
import { type SeedReport, reports as seedReports } from '../../seeds/reports.ts';
import type { HospitalWorld } from '../hospital/world.ts';
import { cardHolder, type TwinPerson } from './people.ts';
import type { PlannedTerminal, PlannedVisit } from './visit-plan.ts';

/** A planned visit, and who comes. */
export interface Visitor extends PlannedVisit {
  readonly person: TwinPerson;
  /** How they say who they are. */
  readonly by: 'idCard' | 'hospitalCard';
  /** A newcomer's record is made at the terminal. */
  readonly isNewcomer: boolean;
  readonly pays: 'scannedCode' | 'shownCode';
  readonly doctor: number;
}

const both = (zh: string, en: string) => ({ zh, en });

/** One doctor a department, who has a number for everybody at any time of the day: what it costs is set before each visit. */
const facts = [
  ['neike', both('内科', 'Internal medicine')],
  ['waike', both('外科', 'Surgery')],
  ['erke', both('儿科', 'Paediatrics')],
] as const;

export const doctorIds = facts.map(([id]) => `${id}-1`);

const departments: readonly ClinicDepartment[] = facts.map(([id, name], at) => ({
  id,
  name,
  place: both(`门诊楼 ${at + 1} 层`, `Outpatient Building, floor ${at + 1}`),
  doctors: [
    {
      id: `${id}-1`,
      name: both('例医生', 'Dr Li'),
      title: both('主治医师', 'Attending physician'),
      speciality: name,
      place: both(`门诊楼 ${at + 1} 层 1 诊室`, `Outpatient Building, floor ${at + 1}, room 1`),
      price: 1_800,
      periods: [{ from: '00:00', to: '23:59', capacity: 100_000 }],
    },
  ],
}));

/** Nobody is insured, and nothing is announced: what the bulletin counts is gross, whoever bears it. */
const policy: HospitalPolicy = {
  ...usualPolicy,
  daysAhead: 0,
  insurance: null,
  notices: null,
  guardianUnder: null,
  clinicHours: null,
  firstQueryAfterSeconds: 2,
};

const [paper] = seedReports.filter(({ state, hospital }) => state === 'ready' && hospital === undefined);

const billOf = ({ person, fen }: Visitor, at: number): SeedBill => ({
  billId: `bill-${at}`,
  recordId: person.record.recordId,
  title: both('门诊处方', 'Outpatient prescription'),
  department: both('内科', 'Internal medicine'),
  daysAgo: 0,
  items: [{ title: both('药品费', 'Medicines'), amount: fen }],
  next: both('凭缴费凭条到西药房取药', 'Collect at the pharmacy'),
});

function reportsOf({ person, reports }: Visitor, at: number): SeedReport[] {
  if (!paper) throw new Error('the seeds hold no report');
  return Array.from({ length: reports }, (_, which) => ({
    ...paper,
    reportId: `T${at}-${which + 1}`,
    recordId: person.record.recordId,
    dayOffset: 0,
    state: 'ready' as const,
    sheets: paper.sheets.slice(0, 1),
  }));
}

/** A terminal's hospital, in which everything its visitors come for is there from the first day on. */
export function houseOf({ hospital }: PlannedTerminal, visitors: readonly Visitor[], zone: string): HospitalWorld {
  const cardHolders: CityPerson[] = visitors
    .filter(({ by }) => by === 'hospitalCard')
    .map((it) => cardHolder(it.person));
  return {
    hospitalId: 'twin',
    name: hospital,
    timeZone: zone,
    errands: ['registration', 'payment', 'report', 'card'],
    departments,
    patients: visitors.filter(({ isNewcomer }) => !isNewcomer).map(({ person }) => person.record),
    city: cardHolders,
    bookings: [],
    bills: visitors.flatMap((it, at) => (it.errand === 'payment' ? [billOf(it, at)] : [])),
    transactions: [],
    reports: visitors.flatMap((it, at) => (it.errand === 'report' ? reportsOf(it, at) : [])),
    prices: { services: [], drugs: [] },
    policy,
  };
}
