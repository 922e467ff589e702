import type { PrintedPage } from '../../devices/sheet-printer.ts';
import type { Ledgers } from '../../hospital/ledgers.ts';
import { type Books, entriesOf, ordersOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** What came out of a terminal from the coming of one visitor to that of the next. */
export interface PapersOfSession {
  /** Stands for the person who was there; nothing for a technician. */
  readonly person: number | undefined;
  /** Text by text. */
  readonly slips: readonly string[];
  readonly sheets: readonly PrintedPage[];
}

const orderOnSlip = /KIOSK:ORDER:([^\]\s]+)/;
const orderOfJob = /^(.+)-\d+$/;

/**
 * I3: a paper comes out before the person it is about, and before nobody else. `personOf`: whose the order of a number
 * is, as far as that can be told. Holds at any time.
 */
export function papersReachTheirOwner(
  sessions: readonly PapersOfSession[],
  personOf: (orderNumber: string) => number | undefined,
): Violation[] {
  return sessions.flatMap(({ person, slips, sheets }, session) => {
    const slipOrders = slips.map((slip) => ['slip', orderOnSlip.exec(slip)?.[1]] as const);
    const sheetOrders = sheets.map(({ jobName }) => ['sheet', orderOfJob.exec(jobName)?.[1]] as const);
    return [...slipOrders, ...sheetOrders].flatMap(([what, order]) => {
      const owner = order === undefined ? undefined : personOf(order);
      if (owner === undefined || owner === person) return [];
      return [
        violated('I3', `a ${what} of order ${order}, person ${owner}, came out in visit ${session}, person ${person}`),
      ];
    });
  });
}

/** I3: pages that were reserved were printed or given back, and none counts that did not come out. Holds when all is quiet. */
export function pagesAreAccountedFor(
  ledgers: Ledgers,
  journal: Books,
  sessions: readonly PapersOfSession[],
): Violation[] {
  const found: Violation[] = [];
  const { reserved, printed, returned } = ledgers.pages();
  if (reserved !== printed + returned) {
    found.push(violated('I3', `${reserved} pages reserved, ${printed} printed, ${returned} given back`));
  }
  // A lock that expired took back pages nobody could tell it of any more.
  const told = ledgers.locks().filter(({ state }) => state === 'released' || state === 'used');
  const locks = new Set(told.map(({ lockId }) => lockId));
  const known = ordersOf(journal).reduce((sum, { lockId, pages }) => sum + (locks.has(lockId) ? pages : 0), 0);
  if (printed < known) found.push(violated('I3', `${known} pages are out, the hospital knows of ${printed}`));
  const out = new Map<string, number>();
  for (const { jobName } of sessions.flatMap(({ sheets }) => sheets)) {
    const order = orderOfJob.exec(jobName)?.[1] ?? '';
    out.set(order, (out.get(order) ?? 0) + 1);
  }
  for (const entry of entriesOf(journal)) {
    if (entry.kind !== 'pages.out' && entry.kind !== 'delivery.done' && entry.kind !== 'delivery.failed') continue;
    const came = out.get(entry.order) ?? 0;
    if (entry.pages > came) {
      found.push(violated('I3', `order ${entry.order}: ${entry.pages} pages in the journal, ${came} came out`));
    }
  }
  return found;
}

/** I3: a slip that the journal has as printed came out. Holds when all is quiet. */
export function slipsCameOut(journal: Books, sessions: readonly PapersOfSession[]): Violation[] {
  const out = new Set(sessions.flatMap(({ slips }) => slips.map((slip) => orderOnSlip.exec(slip)?.[1])));
  return entriesOf(journal).flatMap((entry) =>
    entry.kind === 'slip.printed' && !out.has(entry.order)
      ? [violated('I3', `the slip of order ${entry.order} is printed in the journal, and did not come out`)]
      : [],
  );
}
