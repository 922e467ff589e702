import type { Slip, SlipBlock } from '../../device-drivers/contract/receipt-printer.ts';
import type { Handed } from '../flows/settlement/handed.ts';
import { formatYuan } from '../money/yuan.ts';
import type { Row, Value } from '../screen/parts.ts';
import { labels, titles, words } from './slip-words.ts';

export interface SlipHead {
  readonly hospital: string;
  readonly terminal: string;
  /** YYYY-MM-DD HH:MM, when it is printed. */
  readonly printedAt: string;
}

/** What the QR on a slip carries, so that a window or another terminal finds the order again. */
export const orderCode = (order: string): string => `KIOSK:ORDER:${order}`;

function told(value: Value): string {
  if ('text' in value) return value.text.zh;
  if ('plain' in value) return value.plain;
  if ('fen' in value) return `￥${formatYuan(value.fen)}`;
  if ('count' in value) return String(value.count);
  if ('sheets' in value) return `${value.sheets} 页`;
  if ('word' in value) return words[value.word];
  if (value.from === undefined) return value.day;
  return value.to === undefined ? `${value.day} ${value.from}` : `${value.day} ${value.from}-${value.to}`;
}

const field = ({ label, value }: Row): SlipBlock => ({ kind: 'field', label: labels[label], value: told(value) });

/** The number the patient is called by, or shows: the largest thing on the paper. */
function numberOf({ queueNumber, bookingCode }: Handed): SlipBlock[] {
  const number = queueNumber ?? bookingCode;
  if (number === undefined) return [];
  return [
    { kind: 'text', text: queueNumber === undefined ? labels.bookingCode : labels.queue, align: 'centre' },
    { kind: 'text', text: number, align: 'centre', size: 2, bold: true },
  ];
}

/** Every slip says where to go next. */
function nextOf({ done, next }: Handed): SlipBlock[] {
  const bold = (text: string): SlipBlock => ({ kind: 'text', text, align: 'centre', bold: true });
  switch (done) {
    case 'registered':
    case 'collected':
    case 'checkedIn':
      return next.map(({ zh }) => bold(`请到${zh}候诊`));
    case 'booked':
      return [bold('请就诊当天到自助机取号')];
    case 'paid':
      return next.map(({ zh }) => bold(`请到${zh}`));
    case 'cardIssued':
      return [bold('请凭卡挂号、缴费、取报告')];
    case 'cancelled':
    case 'refunded':
    case 'refundAccepted':
      return [bold('退款原路退回'), bold('如有疑问请持本凭条到窗口')];
    default:
      return next.map(({ zh }) => bold(zh));
  }
}

/** What a patient takes away. Chinese; the name masked. */
export function slipOf(handed: Handed, head: SlipHead): Slip {
  const { done, rows, invoice, orderNumber } = handed;
  return [
    { kind: 'text', text: head.hospital, align: 'centre' },
    { kind: 'text', text: titles[done], align: 'centre', size: 2 },
    { kind: 'rule' },
    ...numberOf(handed),
    ...rows.map(field),
    { kind: 'rule' },
    ...nextOf(handed),
    ...(invoice === undefined
      ? []
      : ([
          { kind: 'text', text: '扫码查看电子票据', align: 'centre' },
          { kind: 'qr', data: invoice },
        ] satisfies SlipBlock[])),
    { kind: 'qr', data: orderCode(orderNumber) },
    { kind: 'text', text: orderNumber, align: 'centre' },
    { kind: 'text', text: `${head.printedAt} ${head.terminal}`, align: 'centre' },
  ];
}
