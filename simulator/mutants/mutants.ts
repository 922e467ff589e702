import { driverMutants } from './list/drivers.ts';
import { flowMutants } from './list/flows.ts';
import { journalMutants } from './list/journal.ts';
import { moneyMutants } from './list/money.ts';
import { pageMutants } from './list/pages.ts';
import { peopleMutants } from './list/people.ts';
import { recoveryMutants } from './list/recovery.ts';
import { reportingMutants } from './list/reporting.ts';
import type { Mutant } from './mutant.ts';

/** All of them, in the order in which they are tried. */
export const mutants: readonly Mutant[] = [
  ...moneyMutants,
  ...journalMutants,
  ...recoveryMutants,
  ...flowMutants,
  ...driverMutants,
  ...reportingMutants,
  ...peopleMutants,
  ...pageMutants,
];
