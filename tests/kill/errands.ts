import { demonstrationHospital } from '../../seeds/hospital.ts';
import { type InventedPerson, people } from '../../seeds/people.ts';
import type { HospitalWorld } from '../../simulator/hospital/world.ts';
import type { ErrandName } from '../../terminal/screen/errands.ts';
import type { Option } from '../../terminal/screen/words.ts';

/** How the books may stand when all is over: nothing was begun, what was begun is the patient's, or it was taken back. */
export type End = 'nothing' | 'done' | 'takenBack';

/** Something a patient comes for, and what is particular about how they go about it. */
export interface Errand {
  readonly name: string;
  readonly errand: ErrandName;
  readonly who: InventedPerson;
  /** Comes with the insurance e-voucher; otherwise with the ID card, which insurance knows nothing of. */
  readonly insured?: true;
  /** What of a list: the department, the booking, the transaction; `own`: what they came for before. */
  readonly choice?: string;
  /** Of a summary; unless told, its first. */
  readonly options?: readonly Option[];
  readonly pays?: 'shownCode' | 'scannedCode' | 'never' | 'whileGivingUp';
  /** A doctor who costs nothing, or one who does. */
  readonly doctor?: 'free' | 'priced';
  readonly reports?: number;
  /** Leaves the new card in the gate. */
  readonly leavesCard?: true;
  /** Comes first, and is no part of what is tried. */
  readonly after?: Errand;
  readonly hospital?: HospitalWorld;
  /** Every way in which it ends when the terminal is killed at one write or another. */
  readonly ends: readonly End[];
}

function whoIs(about: string): InventedPerson {
  const found = people.find((person) => person.about === about);
  if (!found) throw new Error(`nobody in the seeds is there to try: ${about}`);
  return found;
}

const zhang = whoIs('three characters');
const chen = whoIs('two characters, without a hospital card');
const he = whoIs('never was at the hospital');

const { policy } = demonstrationHospital;
const settlesFirst: HospitalWorld = {
  ...demonstrationHospital,
  policy: { ...policy, insurance: policy.insurance && { ...policy.insurance, settle: 'beforePayment' } },
};

const all: readonly End[] = ['nothing', 'done', 'takenBack'];
const registration = { errand: 'registration', who: zhang, choice: 'cardiology', doctor: 'priced', ends: all } as const;
const collection = { errand: 'collection', who: zhang, ends: all } as const;
const payment = { errand: 'payment', who: zhang, ends: all } as const;
const card = { errand: 'card', who: chen, ends: all } as const;

export const errands: readonly Errand[] = [
  { ...registration, name: 'registration, insured', insured: true, pays: 'shownCode' },
  {
    ...registration,
    name: 'registration, insurance settled first',
    insured: true,
    pays: 'shownCode',
    hospital: settlesFirst,
  },
  { ...registration, name: 'registration, paid in full by a scanned code', pays: 'scannedCode' },
  { ...registration, name: 'registration, free', choice: 'convenience', doctor: 'free' },
  { ...registration, name: 'registration, never paid', pays: 'never', ends: ['nothing', 'takenBack'] },
  {
    ...registration,
    name: 'registration, given up and paid at once',
    insured: true,
    pays: 'whileGivingUp',
    hospital: settlesFirst,
    ends: ['nothing', 'takenBack'],
  },
  { ...collection, name: 'collection, prepaid', choice: 'B-account-1' },
  { ...collection, name: 'collection, to be paid', insured: true, choice: 'B-app-1', pays: 'shownCode' },
  {
    ...collection,
    name: 'cancellation of a prepaid booking',
    who: chen,
    choice: 'B-website-1',
    options: ['cancelBooking'],
    ends: ['nothing', 'done'],
  },
  {
    ...collection,
    name: 'cancellation of an unpaid booking',
    choice: 'B-phone-1',
    options: ['cancelBooking'],
    ends: ['nothing', 'done'],
  },
  {
    ...collection,
    name: 'cancellation of an insured registration',
    choice: 'own',
    options: ['cancelBooking'],
    after: { ...registration, name: 'before', insured: true, pays: 'shownCode' },
    ends: ['nothing', 'done'],
  },
  { ...collection, name: 'check-in', who: chen, choice: 'B-website-1', options: ['checkIn'] },
  { ...payment, name: 'bills, insured', insured: true, pays: 'shownCode' },
  { ...payment, name: 'bills, insurance settled first', insured: true, pays: 'shownCode', hospital: settlesFirst },
  { ...card, name: 'card', pays: 'shownCode' },
  { ...card, name: 'card that is not taken', pays: 'shownCode', leavesCard: true },
  { ...card, name: 'card for a newcomer', who: he, pays: 'shownCode' },
  { name: 'refund', errand: 'refund', who: zhang, choice: 'T-app-900101', ends: ['nothing', 'done'] },
  {
    name: 'refund of what insurance bore',
    errand: 'refund',
    who: zhang,
    choice: 'T-window-900101',
    ends: ['nothing', 'done'],
  },
  { name: 'reports', errand: 'report', who: zhang, reports: 3, ends: all },
  {
    name: 'a slip once more',
    errand: 'reprint',
    who: zhang,
    after: { ...registration, name: 'before', pays: 'shownCode' },
    ends: ['nothing'],
  },
];
