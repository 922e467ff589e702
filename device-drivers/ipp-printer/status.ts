/** What a printer's state says: RFC 8011, section 5.4.12, and the reasons of PWG 5100.9 and CUPS. */
import type { Fault } from '../contract/fault.ts';
import type { PrinterReport } from './answer.ts';

export interface PrinterCondition {
  /** What stands in the way of printing, the gravest; undefined when nothing does. */
  readonly fault?: Fault;
  readonly paper: 'full' | 'low';
  readonly toner: 'full' | 'low';
  readonly output: 'ok' | 'almostFull';
}

/** From the gravest on; by base keyword. */
const faultsByReason = {
  'marker-waste-full': 'hardwareError',
  'opc-life-over': 'hardwareError',
  'media-jam': 'paperJammed',
  'cover-open': 'coverOpen',
  'door-open': 'coverOpen',
  'interlock-open': 'coverOpen',
  'input-tray-missing': 'coverOpen',
  'output-tray-missing': 'coverOpen',
  'toner-empty': 'tonerOut',
  'marker-supply-empty': 'tonerOut',
  'developer-empty': 'tonerOut',
  'media-empty': 'paperOut',
  'media-needed': 'paperOut',
  'output-area-full': 'outputFull',
  'fuser-over-temp': 'headOverheated',
  shutdown: 'offline',
  'timed-out': 'offline',
  offline: 'offline',
  paused: 'jobRefused',
  'moving-to-paused': 'jobRefused',
  'spool-area-full': 'jobRefused',
} as const satisfies Record<string, Fault>;

/** The keyword without how grave the printer thinks it: printers disagree, and one calls a jam a warning. */
export const baseOf = (reason: string): string => reason.replace(/-(report|warning|error)$/, '');

export function conditionOf({ state, reasons, accepting }: PrinterReport): PrinterCondition {
  const told = new Set(reasons.map(baseOf));
  const grave = (Object.keys(faultsByReason) as (keyof typeof faultsByReason)[]).find((reason) => told.has(reason));
  const low = (...names: string[]) => names.some((name) => told.has(name));
  // A printer that stopped for no reason known here is past helping oneself.
  const unexplained: Fault | undefined = state === 'stopped' ? 'hardwareError' : accepting ? undefined : 'jobRefused';
  const fault = grave ? faultsByReason[grave] : unexplained;
  return {
    ...(fault && { fault }),
    paper: low('media-low') ? 'low' : 'full',
    toner: low('toner-low', 'marker-supply-low', 'developer-low') ? 'low' : 'full',
    output: low('output-area-almost-full') ? 'almostFull' : 'ok',
  };
}
