import type { Subject } from '../hospital/contract/locks.ts';
import type { Split } from '../screen/parts.ts';
import type { KnownPatient } from './patient.ts';

/** What is asked of insurance before anybody is bound to anything. */
export interface Trial {
  readonly recordId: string;
  readonly subject: Subject;
  readonly insurance?: string;
}

export const trialOf = ({ recordId, insuranceToken }: KnownPatient, subject: Subject): Trial => ({
  recordId,
  subject,
  ...(insuranceToken !== undefined && { insurance: insuranceToken }),
});

export const splitOf = ({ total, self }: { readonly total: number; readonly self: number }): Split => ({
  total,
  insured: total - self,
  self,
});
