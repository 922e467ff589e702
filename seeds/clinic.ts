/** The shapes of what a virtual hospital starts from: who sits where, who is in the files, and the house's policy. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

export interface ClinicDepartment {
  /** 1 to 32 letters, digits or hyphens. */
  readonly id: string;
  readonly name: BothLanguages;
  readonly place: BothLanguages;
  /** Open for registration today even where that is for emergencies only. */
  readonly emergency?: true;
  readonly doctors: readonly ClinicDoctor[];
}

/** A doctor holds the same clinic every day. */
export interface ClinicDoctor {
  /** At most 18 characters, so that a slot's id keeps within 32; no two doctors of a hospital share one. */
  readonly id: string;
  readonly name: BothLanguages;
  readonly title: BothLanguages;
  readonly speciality: BothLanguages;
  readonly place: BothLanguages;
  /** Fen. */
  readonly price: number;
  readonly periods: readonly ClinicPeriod[];
}

export interface ClinicPeriod {
  /** HH:MM in the hospital's zone. */
  readonly from: string;
  readonly to: string;
  /** Numbers left for terminals when the day begins. */
  readonly capacity: number;
}

export interface ClinicHours {
  /** HH:MM in the hospital's zone. */
  readonly from: string;
  readonly to: string;
}

/** When the clinic is open: its week, and the days (YYYY-MM-DD) with hours of their own; none on a holiday. */
export interface ClinicCalendar {
  /** 1 is Monday, 7 is Sunday. */
  readonly week: readonly (ClinicHours & { readonly weekdays: readonly number[] })[];
  readonly specialDays: readonly { readonly day: string; readonly hours: readonly ClinicHours[] }[];
}

export type ErrandName =
  | 'registration'
  | 'collection'
  | 'payment'
  | 'report'
  | 'card'
  | 'refund'
  | 'records'
  | 'reprint';

export type SameDay = 'on' | 'emergencyOnly' | 'off';

export interface HospitalPolicy {
  readonly lockSeconds: number;
  readonly firstQueryAfterSeconds: number;
  readonly queryEverySeconds: number;
  readonly payWithinSeconds: number;
  /** A terminal closes an order charged by a scanned code no sooner than this. */
  readonly reverseAfterSeconds: number;
  readonly refundArrivesAfterSeconds: number;
  /** The payer's own code may be scanned. */
  readonly scan: boolean;
  /** Days after today whose numbers can be registered for already; 0 is today only. */
  readonly daysAhead: number;
  /** Registering for today, each mode from a day (YYYY-MM-DD) on; before the first it is on. */
  readonly sameDay: readonly { readonly from: string; readonly mode: SameDay }[];
  readonly collection: { readonly opensMinutesBefore: number; readonly cancel: boolean; readonly checkIn: boolean };
  /** So many bookings missed in half a year bar from booking. */
  readonly noShowsBar: number;
  /** Records one mobile number may have. */
  readonly phoneAccounts: number;
  /** Children under this age come with a guardian; null: no such rule. */
  readonly guardianUnder: number | null;
  readonly typedIdFor: readonly ErrandName[];
  /** Null: nothing is said of them. */
  readonly clinicHours: ClinicCalendar | null;
  /** Null: everybody pays in full. */
  readonly insurance: null | {
    readonly settle: 'beforePayment' | 'afterPayment';
    readonly undoBeforeRefund: boolean;
    /** How long the fund takes to undo what it accepted to undo. */
    readonly undoSeconds: number;
  };
  /** Fen; null: no cards at terminals. */
  readonly card: null | { readonly fee: number; readonly replacementFee: number };
  /** Pages a patient may print a day; null: as many as there are. */
  readonly reportPagesQuota: number | null;
  /** Reports of other hospitals are given out here too. */
  readonly otherHospitalsReports: boolean;
  readonly notices: null | { readonly everySeconds: number };
  /** People one terminal may hold numbers for within an hour: more looks like a scalper at work. */
  readonly peoplePerTerminalHour?: number;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

export const usualPolicy: HospitalPolicy = {
  lockSeconds: 900,
  firstQueryAfterSeconds: 5,
  queryEverySeconds: 3,
  payWithinSeconds: 120,
  reverseAfterSeconds: 15,
  refundArrivesAfterSeconds: 4,
  scan: true,
  daysAhead: 7,
  sameDay: [],
  collection: { opensMinutesBefore: 30, cancel: true, checkIn: true },
  noShowsBar: 3,
  phoneAccounts: 3,
  guardianUnder: 14,
  typedIdFor: ['collection', 'records', 'report'],
  clinicHours: {
    week: [
      { weekdays: everyDay, from: '08:00', to: '12:00' },
      { weekdays: everyDay, from: '13:30', to: '17:00' },
    ],
    specialDays: [],
  },
  insurance: { settle: 'afterPayment', undoBeforeRefund: true, undoSeconds: 3 },
  card: { fee: 500, replacementFee: 1000 },
  reportPagesQuota: null,
  otherHospitalsReports: false,
  notices: { everySeconds: 10 },
};
