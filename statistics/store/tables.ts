import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { Counts } from '../roll-up.ts';

/** An event's own fields; those its kind does not have are null. */
export interface EventRow {
  terminal: string;
  sequence: number;
  at: number;
  businessDay: string;
  kind: UsageEvent['kind'];
  ending: string | null;
  step: string | null;
  seconds: number | null;
  amount: number | null;
  /** 0 or 1: SQLite has no truth values. */
  paidHere: number | null;
  pages: number | null;
  device: string | null;
  fault: string | null;
}

/**
 * The hub's tables as the code names them; in the database the words of a name are joined by underscores. Times in UTC
 * milliseconds, amounts in fen, days YYYY-MM-DD. The roll-up has a column for each count.
 */
export interface Tables {
  watermark: { terminal: string; upTo: number; heardAt: number | null };
  usageEvent: EventRow;
  usageDay: { terminal: string; businessDay: string } & Counts;
}

const absent = {
  ending: null,
  step: null,
  seconds: null,
  amount: null,
  paidHere: null,
  pages: null,
  device: null,
  fault: null,
};

export const eventRow = (terminal: string, event: UsageEvent): EventRow => ({
  ...absent,
  ...event,
  terminal,
  paidHere: 'paidHere' in event ? Number(event.paidHere) : null,
});

/** A row's own columns, as the event they came from; whoever reads it checks it against the event's schema. */
export const eventFields = ({ terminal: _, paidHere, ...row }: EventRow): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  ...(paidHere !== null && { paidHere: paidHere === 1 }),
});
