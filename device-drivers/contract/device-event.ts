import type { Fault } from './fault.ts';

export const deviceKinds = [
  'idCardReader',
  'receiptPrinter',
  'cardDispenser',
  'chipCardReader',
  'magneticCardReader',
  'barcodeScanner',
  'reportPrinter',
] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** What drivers report to the log: kinds of events and counts, never what the bytes carried. */
export type DeviceEvent =
  | { readonly event: 'device.online'; readonly device: DeviceKind; readonly address: string }
  | { readonly event: 'device.fault'; readonly device: DeviceKind; readonly fault: Fault; readonly cause?: string }
  | { readonly event: 'device.noise'; readonly device: DeviceKind; readonly bytes: number }
  | { readonly event: 'device.retry'; readonly device: DeviceKind; readonly attempt: number };

export type DeviceLog = (event: DeviceEvent) => void;
