/**
 * The hospital's contract: the plain business verbs a hospital (with the payment platform and the insurance fund behind
 * it) answers for a terminal. A hospital integrates by implementing these; the OpenAPI document is generated from them.
 *
 * Rules that hold for every verb:
 * - Ids of writes are made by the terminal before the call. The same id twice has one effect and gives the same answer:
 *   what became of it, as it stands now, or the same refusal for ever. The same id with another body is refused with 409
 *   and `conflict`.
 * - Every write has a query by that id (the GET on the same path).
 * - Giving back comes before taking: a lock released, an order closed, or a settlement undone before the request to make
 *   it arrived is found so by that request when it comes late.
 * - Every reply carries the server's time.
 * - A refusal is a 4xx with a problem document whose `code` is one of the verb's. Anything else (a time-out, a broken
 *   connection, a 5xx, a proxy's page) tells the terminal nothing: it will ask again.
 */
import { capabilityVerbs } from './contract/capabilities.ts';
import { ledgerVerbs } from './contract/ledgers.ts';
import { lockVerbs } from './contract/locks.ts';
import { patientVerbs } from './contract/patients.ts';
import { paymentVerbs } from './contract/payments.ts';
import { recordVerbs } from './contract/records.ts';
import { scheduleVerbs } from './contract/schedule.ts';

export const verbs = {
  ...capabilityVerbs,
  ...patientVerbs,
  ...scheduleVerbs,
  ...lockVerbs,
  ...paymentVerbs,
  ...recordVerbs,
  ...ledgerVerbs,
} as const;

export type Verbs = typeof verbs;
export type VerbName = keyof Verbs;
