import type { Fault } from '../contract/fault.ts';
import type { ReportPrinterStatus } from '../contract/report-printer.ts';
import type { PrinterCondition } from './status.ts';

const devices = {
  hardwareError: 'hardwareError',
  paperJammed: 'hardwareError',
  coverOpen: 'userError',
  headOverheated: 'deviceBusy',
  jobRefused: 'deviceBusy',
  noDevice: 'noDevice',
} as const satisfies Partial<Record<Fault, string>>;

const deviceOf = (fault: Fault) => (fault in devices ? devices[fault as keyof typeof devices] : 'offline');

export const faultStatus = (fault: Fault): ReportPrinterStatus => ({ device: deviceOf(fault), fault });

export function statusOf({ fault, paper, toner, output }: PrinterCondition): ReportPrinterStatus {
  return fault ? faultStatus(fault) : { device: 'online', paper, toner, output };
}
