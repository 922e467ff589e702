import type { PrinterCommand } from '../../../device-drivers/receipt-printer/command.ts';
import { automaticItems } from '../../../device-drivers/receipt-printer/status.ts';
import { amount, content, quoted } from './amounts.ts';

const questions = {
  1: 'printer',
  2: 'cause of being offline',
  3: 'errors',
  4: 'paper',
} as const;

/** An ESC/POS command in words. */
export function commandWords(command: PrinterCommand): string {
  switch (command.kind) {
    case 'text':
      return `print ${quoted(new TextDecoder('gb18030').decode(command.bytes))}`;
    case 'initialise':
      return 'init';
    case 'lineFeed':
      return 'feed';
    case 'chinese':
      return `Chinese mode ${onOff(command.on)}`;
    case 'align':
      return `align ${command.to}`;
    case 'bold':
      return `bold ${onOff(command.on)}`;
    case 'size':
      return `size ${command.width}×${command.height}`;
    case 'feedLines':
      return `feed ${amount(command.lines, 'line')}`;
    case 'cut':
      return command.feed === 0 ? 'cut' : `feed ${amount(command.feed, 'unit')} and cut`;
    case 'qrModel':
      return `QR model ${command.model}`;
    case 'qrModule':
      return `QR modules of ${amount(command.dots, 'dot')}`;
    case 'qrCorrection':
      return `QR correction ${command.level}`;
    case 'qrStore':
      return `QR data ${content(command.data)}`;
    case 'qrPrint':
      return 'print QR';
    case 'raster':
      return `print picture, ${8 * command.widthBytes}×${command.rows} dots`;
    case 'graphicsStore':
      return `store picture, ${command.width}×${command.height} dots`;
    case 'graphicsPrint':
      return 'print stored picture';
    case 'processId':
      return `say ${quoted(command.id)} when all this is printed`;
    case 'automaticStatus':
      return `tell ${itemsWords(command.items)} by itself`;
    case 'statusInOrder':
      return `${command.of} status in its turn?`;
    case 'realTimeStatus':
      return `status ${command.of}: ${questions[command.of]}?`;
    case 'recover':
      return command.clearing ? 'leave error, clear buffers' : 'leave error, go on printing';
    case 'clearBuffers':
      return 'clear both buffers at once';
  }
}

const onOff = (on: boolean) => (on ? 'on' : 'off');

function itemsWords(items: number): string {
  const names = Object.entries(automaticItems).flatMap(([name, bit]) => ((items & bit) !== 0 ? [name] : []));
  return names.join(', ') || 'nothing';
}
