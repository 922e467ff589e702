import type { MifareKey } from '../contract/mifare.ts';
import type { SocialSecurityProfile } from '../social-security-card/reading.ts';
import type { NumberLayout } from './card-text.ts';

/** Which cards are read here, and how. A kind that is not named is `cardInvalid`. */
export interface ChipCardProfile {
  readonly socialSecurityCard?: SocialSecurityProfile;
  readonly hospitalCard?: HospitalCardProfile;
}

export interface HospitalCardProfile {
  /** 0 to 15, on 4K cards to 39. */
  readonly sector: number;
  /** Within the sector. */
  readonly block: number;
  readonly key: MifareKey;
  readonly number: NumberLayout;
}
