/**
 * What a HID POS scanner and its host send each other ("HID Point of Sale Usage Tables 1.02"; Access-IS "LSR118" and
 * "ATR110" manuals for the fixed places; Honeywell's HID POS manuals for waking and triggering).
 */
import { isAim } from '../scanning/code.ts';
import { commonLayout, commonLengths, type ScanLayout } from './layout.ts';

/** What one input report carries of a code. */
export interface ScanPart {
  /** `]Q1`, or empty. */
  readonly aim: string;
  readonly data: Uint8Array;
  /** The code goes on in the next report. */
  readonly continued: boolean;
}

const bracket = 0x5d;

/**
 * The part in a report, by the layout of its descriptor or the common one; undefined when it is none.
 * Some scanners (Zebra) put a byte before the AIM identifier, which moves it and the data by one.
 */
export function decodeScanReport(report: Uint8Array, layout?: ScanLayout): ScanPart | undefined {
  const places = layout ?? commonLayout(report.length);
  if (!places || (places.reportId !== 0 && report[0] !== places.reportId)) return undefined;
  const [first] = places.aim;
  const shift = report[first] !== bracket && report[first + 1] === bracket ? 1 : 0;
  const letters = places.aim.map((at) => report[at + shift] ?? 0);
  const aim = letters.every((it) => it === 0) ? '' : String.fromCharCode(...letters);
  if (aim !== '' && !isAim(aim)) return undefined;
  const count = report[places.count] ?? 0;
  if (aim === '' && count === 0) return undefined;
  const from = places.data.at + shift;
  if (count > places.data.length || from + count > report.length) return undefined;
  const { continued } = places;
  const flags = continued ? report[continued.at] : 0;
  if (flags === undefined) return undefined;
  return { aim, data: report.slice(from, from + count), continued: ((flags >> (continued?.bit ?? 0)) & 1) === 1 };
}

/** A code as a scanner sends it: reports of the common layout, as many as it takes. */
export function encodeScan(
  code: { readonly aim: string; readonly data: Uint8Array; readonly vendorSymbology?: number },
  length: 62 | 64 = 64,
): readonly Uint8Array[] {
  const places = commonLayout(length);
  if (!places?.continued) throw new RangeError(`no scan report has ${length} bytes`);
  const { at, length: room } = places.data;
  const reports: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < code.data.length; from += room) {
    const part = code.data.subarray(from, from + room);
    const report = new Uint8Array(length);
    report[0] = places.reportId;
    report[places.count] = part.length;
    for (const [i, place] of places.aim.entries()) report[place] = code.aim.charCodeAt(i) || 0;
    report.set(part, at);
    if (length === commonLengths.longest) report[at + room] = code.vendorSymbology ?? 0;
    report[places.continued.at] = from + room < code.data.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}

/** An output or feature report. */
export interface HostReport {
  readonly id: number;
  readonly data: Uint8Array;
}

/** A Honeywell scanner says nothing over HID until it was told that a host listens (feature report). */
export const wakeReport: HostReport = { id: 0xfe, data: Uint8Array.of(0x01) };

const commandReport = 0xfd;
const SYN = 0x16;
const CR = 0x0d;
const triggers = { start: 0x54, stop: 0x55 } as const;
export type TriggerCommand = keyof typeof triggers;

/** Honeywell's serial trigger commands, SYN T CR and SYN U CR, wrapped into an output report. */
export const encodeTrigger = (command: TriggerCommand): HostReport => ({
  id: commandReport,
  data: Uint8Array.of(3, SYN, triggers[command], CR),
});

export function decodeTrigger({ id, data }: HostReport): TriggerCommand | undefined {
  if (id !== commandReport || data[0] !== 3 || data[1] !== SYN || data[3] !== CR) return undefined;
  if (data[2] === triggers.start) return 'start';
  return data[2] === triggers.stop ? 'stop' : undefined;
}
