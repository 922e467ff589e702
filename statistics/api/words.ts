import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { VisitEnding, VisitFlow } from '../../terminal/usage-event.ts';

/** What flows, endings and devices are called in a workbook. */
export const flowWords = {
  registration: '挂号',
  collection: '预约取号',
  payment: '缴费',
  report: '报告打印',
  card: '办卡',
  refund: '退费',
  records: '查询',
  reprint: '补打凭条',
  none: '未选业务',
} as const satisfies Record<VisitFlow, string>;

export const endingWords = {
  completed: '办结',
  abandoned: '中途离开',
  timedOut: '超时',
  trouble: '故障中止',
  interrupted: '断电中止',
} as const satisfies Record<VisitEnding, string>;

export const deviceWords = {
  idCardReader: '身份证阅读器',
  receiptPrinter: '凭条打印机',
  cardDispenser: '发卡器',
  chipCardReader: '芯片卡读卡器',
  magneticCardReader: '磁条卡读卡器',
  barcodeScanner: '扫码器',
  reportPrinter: '报告打印机',
} as const satisfies Record<DeviceKind, string>;
