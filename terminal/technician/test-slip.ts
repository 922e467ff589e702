import type { Slip } from '../../device-drivers/contract/receipt-printer.ts';
import type { SlipHead } from '../slip/slip.ts';

/** Says of itself that it is a test, so that nobody takes it for a receipt. Rare characters show what the printer knows. */
export const testSlip = ({ hospital, terminal, printedAt }: SlipHead): Slip => [
  { kind: 'text', text: hospital, align: 'centre' },
  { kind: 'text', text: '打印测试', align: 'centre', size: 2, bold: true },
  { kind: 'rule' },
  { kind: 'field', label: '终端', value: terminal },
  { kind: 'field', label: '时间', value: printedAt },
  { kind: 'field', label: '生僻字', value: '㐂 䶮 喆' },
  { kind: 'rule' },
  { kind: 'text', text: '本凭条仅供测试，无任何效力', align: 'centre' },
  { kind: 'qr', data: 'KIOSK:SELF-TEST' },
];
