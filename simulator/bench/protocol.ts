/** What the bench's page is told, and what it may ask for. Everybody on it is invented. */
import * as v from 'valibot';
import type { PrintedBlock, PrintedSlip } from '../devices/paper.ts';

export interface BenchPerson {
  readonly name: string;
  /** What this person is there to try. */
  readonly about: string;
}

export interface BenchOrder {
  readonly orderNumber: string;
  /** Fen. */
  readonly amount: number;
  /** NOTPAY, USERPAYING, PAYERROR. */
  readonly state: string;
}

export interface BenchView {
  /** Where the patients' page is. */
  readonly kiosk: string;
  readonly people: readonly BenchPerson[];
  readonly reader: {
    /** Index into `people` of whose card lies there. */
    readonly card?: number;
    readonly reading: boolean;
    readonly connected: boolean;
  };
  readonly printer: {
    /** Millimetres left on the roll. */
    readonly paper: number;
    readonly cover: 'open' | 'closed';
    readonly connected: boolean;
    /** Printed and not cut yet. */
    readonly hanging: readonly PrintedBlock[];
    /** Lying in the outlet, the oldest first. */
    readonly slips: readonly PrintedSlip[];
  };
  readonly waiting: readonly BenchOrder[];
}

const Order = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/));

export const BenchCommand = v.variant('do', [
  v.strictObject({ do: v.literal('putCard'), person: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ do: v.picklist(['takeCard', 'takeSlips', 'openCover', 'closeCover']) }),
  v.strictObject({ do: v.literal('setPaper'), millimetres: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)) }),
  v.strictObject({ do: v.picklist(['startPaying', 'pay', 'decline']), order: Order }),
]);
export type BenchCommand = v.InferOutput<typeof BenchCommand>;
