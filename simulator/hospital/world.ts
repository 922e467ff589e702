import type { ClinicDepartment, HospitalPolicy, PatientRecord } from '../../seeds/clinic.ts';
import type { Capabilities, LocalText } from '../../terminal/hospital/contract.ts';

/** What a virtual hospital starts from: plain data, the same for every run. */
export interface HospitalWorld {
  readonly hospitalId: string;
  readonly name: LocalText;
  /** IANA name. */
  readonly timeZone: string;
  readonly errands: readonly Capabilities['errands'][number][];
  readonly departments: readonly ClinicDepartment[];
  readonly patients: readonly PatientRecord[];
  readonly policy: HospitalPolicy;
}
