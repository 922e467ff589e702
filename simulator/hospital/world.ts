import type { SeedBill } from '../../seeds/bills.ts';
import type { SeedBooking } from '../../seeds/bookings.ts';
import type { CityPerson, PatientRecord } from '../../seeds/city.ts';
import type { ClinicDepartment, ErrandName, HospitalPolicy } from '../../seeds/clinic.ts';
import type { PriceLists } from '../../seeds/prices.ts';
import type { SeedReport } from '../../seeds/reports.ts';
import type { SeedTransaction } from '../../seeds/transactions.ts';
import type { LocalText } from '../../terminal/hospital/contract/words.ts';

/** What a virtual hospital starts from: plain data, the same for every run. Days in it count from today. */
export interface HospitalWorld {
  readonly hospitalId: string;
  readonly name: LocalText;
  /** IANA name. */
  readonly timeZone: string;
  readonly errands: readonly ErrandName[];
  readonly departments: readonly ClinicDepartment[];
  readonly patients: readonly PatientRecord[];
  /** Who lives in the city, and the cards they have: one card serves at every hospital. */
  readonly city: readonly CityPerson[];
  readonly bookings: readonly SeedBooking[];
  readonly bills: readonly SeedBill[];
  readonly transactions: readonly SeedTransaction[];
  readonly reports: readonly SeedReport[];
  readonly prices: PriceLists;
  readonly policy: HospitalPolicy;
}
