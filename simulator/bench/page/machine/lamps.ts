/** What the lamp at a device's place says: whether it is there, and what is wrong with it. */
import type { DeviceKind } from '../../../../device-drivers/contract/device-event.ts';
import type { TerminalView } from '../../message.ts';

/** From the worst to the best. `dark`: nothing is heard of it. */
const lights = ['dark', 'fault', 'care', 'online'] as const;
export type Light = (typeof lights)[number];

export interface Lamp {
  readonly light: Light;
  /** What there is to say, the worst first; of a device that is well, nothing. */
  readonly words: readonly string[];
}

type Sign = readonly [shows: boolean, light: Exclude<Light, 'online'>, words: string];

/** Millimetres and cards below which there is little left; a printer of pages tells it itself. */
const littlePaper = 2_000;
const fewCards = 20;

/** The lamp of a device in a terminal. Without power all are dark, and nothing is to be said of each. */
export function lampOf(terminal: TerminalView, device: DeviceKind): Lamp {
  const shown = [...common(terminal, device), ...(own[device]?.(terminal) ?? [])].filter(([shows]) => shows);
  const sorted = shown.toSorted(([, a], [, b]) => lights.indexOf(a) - lights.indexOf(b));
  const [worst] = sorted;
  if (!worst) return { light: 'online', words: [] };
  // Of a device nobody hears of, nothing else is to be seen.
  const told = worst[1] === 'dark' ? [worst] : sorted;
  return { light: worst[1], words: told.map(([, , words]) => words).filter((words) => words !== '') };
}

function common(terminal: TerminalView, device: DeviceKind): readonly Sign[] {
  const planned = terminal.faults[device].length;
  return [
    [terminal.unplugged.includes(device), 'dark', '插头拔了 unplugged'],
    [terminal.power === 'off', 'dark', ''],
    [!isConnected(terminal, device), 'dark', '未连接 not connected'],
    [planned > 0, 'care', `将有 ${planned} 个故障 faults to come`],
  ];
}

function isConnected(devices: TerminalView, device: DeviceKind): boolean {
  switch (device) {
    case 'idCardReader':
      return devices.reader.connected;
    case 'receiptPrinter':
      return devices.printer.connected;
    case 'barcodeScanner':
      return devices.scanner.connected;
    // Nobody stays connected to a printer on the network.
    case 'reportPrinter':
      return true;
    default:
      return devices[device].connected;
  }
}

const own: Partial<Record<DeviceKind, (terminal: TerminalView) => readonly Sign[]>> = {
  receiptPrinter: ({ receiptPrinterParts: parts }) => [
    [parts.power === 'off', 'dark', '打印机关着 switched off'],
    [parts.cover === 'open', 'fault', '上盖开着 cover open'],
    [parts.paperLeft <= 0, 'fault', '缺纸 no paper'],
    [parts.path === 'jammed', 'fault', '卡纸 paper jammed'],
    [parts.cutter === 'jammed', 'fault', '切刀卡住 cutter jammed'],
    [parts.electronics === 'broken', 'fault', '电路坏了 electronics broken'],
    [parts.head === 'hot', 'fault', '打印头过热 head too hot'],
    [parts.paperLeft > 0 && parts.paperLeft < littlePaper, 'care', '纸将尽 paper low'],
  ],
  reportPrinter: ({ reportPrinterParts: parts, reportPrinter }) => [
    [parts.power === 'off', 'dark', '打印机关着 switched off'],
    [parts.cover === 'open', 'fault', '盖子开着 cover open'],
    [parts.path === 'jammed', 'fault', '卡纸 paper jammed'],
    [parts.sheets === 0, 'fault', '缺纸 no sheets'],
    [parts.toner === 0, 'fault', '没有碳粉 no toner'],
    [!parts.accepting, 'fault', '不接收作业 refuses jobs'],
    [says(reportPrinter, 'output-area-full'), 'fault', '出纸盘满 tray full'],
    [parts.sheets > 0 && says(reportPrinter, 'media-low'), 'care', '纸将尽 few sheets'],
    [parts.toner > 0 && says(reportPrinter, 'toner-low'), 'care', '碳粉将尽 little toner'],
  ],
  cardDispenser: ({ cardDispenser: { onTheWay, moving, stack } }) => [
    [onTheWay?.place === 'between' && !moving, 'fault', '卡住 card jammed'],
    [stack === 0, 'fault', '卡箱空 no cards'],
    [stack > 0 && stack < fewCards, 'care', '卡将尽 few cards'],
  ],
};

/** A reason may carry how grave it is: `media-low-report`. */
const says = ({ reasons }: TerminalView['reportPrinter'], reason: string) =>
  reasons.some((it) => it.startsWith(reason));
