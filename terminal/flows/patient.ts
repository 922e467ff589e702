import type { IdCard } from '../../device-drivers/contract/id-card-reader.ts';
import type { Guardian } from '../hospital/contract/patients.ts';
import type { Masked } from '../screen/parts.ts';
import type { Trouble } from '../screen/words.ts';

/** Who is at the screen, as far as an errand needs to know. */
export interface KnownPatient {
  readonly recordId: string;
  readonly masked: Masked;
  /** Stands for the patient at the insurance fund, where the credential does. */
  readonly insuranceToken?: string;
  readonly hasCard: boolean;
  /** The booking whose code was shown. */
  readonly bookingId?: string;
}

/** Somebody the hospital has no record of, by their ID card. In the visit's memory only. */
export interface Newcomer {
  readonly card: IdCard;
  readonly guardian?: Guardian;
}

export type Identified =
  | { readonly kind: 'patient'; readonly patient: KnownPatient }
  /** Only where the errand asked for newcomers. */
  | { readonly kind: 'newcomer'; readonly newcomer: Newcomer }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'left' };
