import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';

/** Devices by their whole names, in the order of their tabs. */
export const deviceTitles: Readonly<Record<DeviceKind, { readonly zh: string; readonly en: string }>> = {
  idCardReader: { zh: '身份证读卡器', en: 'ID card reader' },
  chipCardReader: { zh: '芯片卡读卡器', en: 'chip card reader' },
  magneticCardReader: { zh: '磁条卡读卡器', en: 'magnetic card reader' },
  barcodeScanner: { zh: '扫码窗', en: 'barcode scanner' },
  cardDispenser: { zh: '发卡机', en: 'card dispenser' },
  receiptPrinter: { zh: '凭条打印机', en: 'receipt printer' },
  reportPrinter: { zh: '报告打印机', en: 'report printer' },
};
