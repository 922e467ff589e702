import type { DeviceKind } from '../../../device-drivers/contract/device-event.ts';

interface DeviceWords {
  /** Where there is little room. */
  readonly short: string;
  readonly en: string;
  /** The whole name. */
  readonly title: { readonly zh: string; readonly en: string };
}

/** Devices as a technician calls them, in the order of their tabs. */
export const deviceWords: Readonly<Record<DeviceKind, DeviceWords>> = {
  idCardReader: { short: '身份证', en: 'ID card', title: { zh: '身份证读卡器', en: 'ID card reader' } },
  chipCardReader: { short: '芯片卡', en: 'chip', title: { zh: '芯片卡读卡器', en: 'chip card reader' } },
  magneticCardReader: { short: '磁条', en: 'stripe', title: { zh: '磁条卡读卡器', en: 'magnetic card reader' } },
  barcodeScanner: { short: '扫码', en: 'scanner', title: { zh: '扫码窗', en: 'barcode scanner' } },
  cardDispenser: { short: '发卡机', en: 'dispenser', title: { zh: '发卡机', en: 'card dispenser' } },
  receiptPrinter: { short: '凭条', en: 'receipt', title: { zh: '凭条打印机', en: 'receipt printer' } },
  reportPrinter: { short: '报告', en: 'report', title: { zh: '报告打印机', en: 'report printer' } },
};
