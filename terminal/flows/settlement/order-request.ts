import type { Purpose } from '../../money/purpose.ts';
import type { Row, Split } from '../../screen/parts.ts';
import type { KnownPatient } from '../patient.ts';

/** What an errand asks the settlement for. */
export interface OrderRequest {
  readonly patient: KnownPatient;
  readonly purpose: Purpose;
  /** What the patient was shown. */
  readonly split: Split;
  /** What it is about: on the payment screen, on the last one, and on the slip. */
  readonly rows: readonly Row[];
  /** Of reports: how many there are to print. */
  readonly pages?: number;
}
