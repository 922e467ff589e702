import type { Fault } from '../contract/fault.ts';
import type { ReceiptPrinterStatus } from '../contract/receipt-printer.ts';
import type { PrinterCondition } from './status.ts';

/**
 * What stands in the way of printing, the gravest first; undefined when nothing does. An open cover comes before the
 * paper: with the cover open the paper sensor cannot be trusted ("Epson TM-T88III specification", DLE EOT).
 */
export function faultOf(it: PrinterCondition): Fault | undefined {
  if (it.unrecoverableError) return 'hardwareError';
  if (it.cutterError) return 'cutterJammed';
  if (it.mechanicalError) return 'paperJammed';
  if (it.cover === 'open') return 'coverOpen';
  if (it.paper === 'out') return 'paperOut';
  if (it.passingError) return 'headOverheated';
  return it.online ? undefined : 'offline';
}

const devices = {
  hardwareError: 'hardwareError',
  cutterJammed: 'hardwareError',
  paperJammed: 'hardwareError',
  coverOpen: 'userError',
  headOverheated: 'deviceBusy',
  noDevice: 'noDevice',
} as const satisfies Partial<Record<Fault, string>>;

const deviceOf = (fault: Fault) => (fault in devices ? devices[fault as keyof typeof devices] : 'offline');

export const faultStatus = (fault: Fault): ReceiptPrinterStatus => ({ device: deviceOf(fault), fault });

export function statusOf(it: PrinterCondition): ReceiptPrinterStatus {
  const fault = faultOf(it);
  return fault ? faultStatus(fault) : { device: 'online', paper: it.paper === 'full' ? 'full' : 'low' };
}
