/** Words for those who service the terminal: terse, in both languages at once, so that nobody has to switch. */
import type { TechnicianDevice } from '../../terminal/screen/parts.ts';

type Device = TechnicianDevice['device'];
type Fault = NonNullable<TechnicianDevice['fault']>;

export const devices: Record<Device, string> = {
  idCardReader: '身份证读卡器 ID card reader',
  receiptPrinter: '凭条打印机 Receipt printer',
  cardDispenser: '发卡机 Card dispenser',
  chipCardReader: '芯片读卡器 Chip card reader',
  magneticCardReader: '磁卡读卡器 Magnetic card reader',
  barcodeScanner: '扫码器 Barcode scanner',
  reportPrinter: '报告打印机 Report printer',
};

export const faults: Record<Fault, string> = {
  noDevice: '找不到设备 No device',
  offline: '断开 Offline',
  timeOut: '无应答 Time-out',
  protocolError: '协议不符 Protocol',
  cardRemoved: '卡被拿开 Card removed',
  cardUnreadable: '卡读不出 Card unreadable',
  cardJammed: '卡卡住 Card jammed',
  stackEmpty: '卡箱空 Stack empty',
  retainBinFull: '回收箱满 Bin full',
  cardInvalid: '卡不可用 Card invalid',
  cardWriteFailed: '写卡未成 Card not written',
  barcodeInvalid: '码不可用 Code invalid',
  paperOut: '缺纸 Paper out',
  paperJammed: '卡纸 Paper jammed',
  coverOpen: '盖未合 Cover open',
  cutterJammed: '切刀卡住 Cutter jammed',
  headOverheated: '打印头过热 Head hot',
  tonerOut: '缺墨粉 Toner out',
  outputFull: '出纸口满 Output full',
  jobRefused: '任务被拒 Job refused',
  hardwareError: '硬件报修 Hardware',
  cancelled: '已取消 Cancelled',
};

export const actions: Record<TechnicianDevice['actions'][number], string> = {
  test: '自检 Test',
  cards: '装卡 Cards',
  sheets: '装纸 Paper',
  bin: '清空回收箱 Bin',
};

export const service = {
  in: '服务中 In service',
  out: '暂停服务 Out of service',
  toOut: '暂停服务 Close',
  toIn: '恢复服务 Open',
  passed: '通过 Passed',
  notPassed: '未通过 Not passed',
} as const;
