import type { Failure, Outcome } from './fault.ts';
import type { Device, DeviceStatus } from './status.ts';

/** A report to print, on sheets of A4. */
export interface Report {
  /** Made by the terminal, another for every job: it finds the job again in the printer. No personal data. */
  readonly jobName: string;
  /** A whole PDF file. */
  readonly document: Uint8Array;
  readonly pages: number;
}

/**
 * `delivered` pages at least had come out when it failed: as many as the printer had counted when it was last heard. What
 * is left is taken out of the printer, at the latest when it answers again.
 */
export type PrintedReport = { readonly ok: true; readonly pages: number } | (Failure & { readonly delivered: number });

/** What is out or jammed is the fault of a status that is not online. */
export type ReportPrinterStatus = DeviceStatus<{
  readonly paper: 'full' | 'low';
  readonly toner: 'full' | 'low';
  readonly output: 'ok' | 'almostFull';
}>;

export interface ReportPrinter extends Device<ReportPrinterStatus> {
  /**
   * Prints a report and resolves with `ok` only when the printer said that all of it came out. Anything in the way that
   * does not go away within seconds ends it, and what is left of it is cancelled: it must not come out in front of the
   * next patient. So does aborting `signal`; a job that was finished by then is `ok`. `onProgress` is told the number of
   * pages that are out, each time it grows.
   */
  print(report: Report, signal: AbortSignal, onProgress?: (pagesOut: number) => void): Promise<PrintedReport>;
  /** Cancels every job left over in the printer, before a patient comes. */
  drain(): Promise<Outcome>;
}
