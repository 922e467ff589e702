import { dayAfter, isDay } from './calendar.ts';
import type { Checked, Mistake } from './problem.ts';
import type { Register, RegisteredTerminal } from './register.ts';
import { addCounts, type Counts, noCounts } from './roll-up.ts';
import type { HubStore } from './store/hub-store.ts';

/** Business days from one to another, both included, YYYY-MM-DD. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** One terminal's line in a table of usage. Amounts in fen. */
export interface UsageRow extends Counts {
  readonly terminal: string;
  /** Absent for a terminal that reported and has since left the register: what it did still counts. */
  readonly unit?: RegisteredTerminal['unit'];
  readonly place?: RegisteredTerminal['place'];
}

export interface Usage extends Period {
  /** Every terminal of the register, in its order, used or not; after them those that left it. */
  readonly rows: readonly UsageRow[];
  /** The rows, summed. */
  readonly total: Counts;
}

/** What the hub holds of a period. */
export const readUsage = async (store: HubStore, { terminals }: Register, { from, to }: Period): Promise<Usage> => {
  const counted = await store.usage(from, to);
  const registered = new Set(terminals.map(({ terminal }) => terminal));
  const departed = [...counted.keys()].filter((terminal) => !registered.has(terminal)).sort();
  const rows = [...terminals, ...departed.map((terminal) => ({ terminal }))].map((entry) => ({
    ...entry,
    ...(counted.get(entry.terminal) ?? noCounts),
  }));
  return { from, to, rows, total: [...counted.values()].reduce(addCounts, noCounts) };
};

const longestDays = 366;

/** Reads `from` and `to` of a query. At most a year and a day, so that nobody asks for everything by mistake. */
export const readPeriod = (from: string | undefined, to: string | undefined): Checked<Period> => {
  const mistakes: Mistake[] = [];
  for (const [path, day] of Object.entries({ from, to })) {
    if (day === undefined) mistakes.push({ path, message: 'missing; expected a day, YYYY-MM-DD' });
    else if (!isDay(day))
      mistakes.push({ path, message: `expected a day, YYYY-MM-DD, received ${JSON.stringify(day)}` });
  }
  if (from === undefined || to === undefined || mistakes.length > 0) return { ok: false, mistakes };
  if (to < from) return { ok: false, mistakes: [{ path: 'to', message: `${to} is before ${from}` }] };
  if (to >= dayAfter(from, longestDays)) {
    return { ok: false, mistakes: [{ path: 'to', message: `expected at most ${longestDays} days from ${from}` }] };
  }
  return { ok: true, value: { from, to } };
};
