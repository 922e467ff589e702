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

export interface PatientRecord {
  readonly recordId: string;
  /** 18 characters, GB 11643. */
  readonly idNumber: string;
  readonly name: string;
  readonly blocked: boolean;
}

export interface HospitalPolicy {
  readonly lockSeconds: number;
  readonly firstQueryAfterSeconds: number;
  readonly queryEverySeconds: number;
  readonly payWithinSeconds: number;
  readonly refundArrivesAfterSeconds: number;
  /** Days after today whose numbers can be registered for already; 0 is today only. */
  readonly daysAhead: number;
}

export const usualPolicy: HospitalPolicy = {
  lockSeconds: 900,
  firstQueryAfterSeconds: 5,
  queryEverySeconds: 3,
  payWithinSeconds: 120,
  refundArrivesAfterSeconds: 4,
  daysAhead: 0,
};
