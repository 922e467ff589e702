import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';

/** Devices as a technician calls them: `short` where there is little room. */
export const deviceWords: Readonly<Record<DeviceKind, { readonly short: string; readonly en: string }>> = {
  idCardReader: { short: '身份证', en: 'ID card' },
  chipCardReader: { short: '芯片卡', en: 'chip' },
  magneticCardReader: { short: '磁条', en: 'stripe' },
  barcodeScanner: { short: '扫码', en: 'scanner' },
  cardDispenser: { short: '发卡机', en: 'dispenser' },
  receiptPrinter: { short: '凭条', en: 'receipt' },
  reportPrinter: { short: '报告', en: 'report' },
};
