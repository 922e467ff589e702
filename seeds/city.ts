/** The shapes of people: what the city's cards and codes know of somebody, and what a hospital has in its files. */
export interface PatientRecord {
  readonly recordId: string;
  /** 18 characters by GB 11643, or the number of another permit. */
  readonly idNumber: string;
  readonly name: string;
  readonly blocked: boolean;
  /** Counted back from the day the hospital opens; absent for one who was never seen. */
  readonly lastVisitDaysAgo?: number;
  /** YYYYMMDD, where the record was told it; else the number tells. */
  readonly birth?: string;
}

export type InsuranceScheme = 'employee' | 'resident' | 'outOfArea';

/** The electronic health card, the insurance fund's e-voucher, and the city's virtual resident health card. */
export type CodeKind = 'eHealthCard' | 'eVoucher' | 'virtualCard';

/** A code in somebody's phone. What a scanner reads of it is made of the token (`simulator/hospital/codes.ts`). */
export interface PersonCode {
  readonly kind: CodeKind;
  /** 16 digits; no two codes of a kind share one. */
  readonly token: string;
}

/** A person as the city knows them, whether or not a hospital does. */
export interface CityPerson {
  readonly idNumber: string;
  readonly name: string;
  /** The one hospital card (一卡通), good in every hospital of the city until it is lost. Digits, at most 16. */
  readonly hospitalCard?: { readonly number: string; readonly lost: boolean };
  readonly insurance?: { readonly scheme: InsuranceScheme; readonly socialSecurityCard?: string };
  readonly codes: readonly PersonCode[];
}
