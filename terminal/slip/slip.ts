import type { Slip } from '../device-drivers/contract/receipt-printer.ts';
import type { SlipRequest } from './flows/registration-setup.ts';
import { formatYuan } from './money/yuan.ts';

export interface SlipHead {
  readonly hospital: string;
  readonly terminal: string;
  /** YYYY-MM-DD HH:MM, when it is printed. */
  readonly printedAt: string;
}

/** What the QR on a slip carries, so that a window or another terminal finds the order again. */
export const orderCode = (order: string): string => `KIOSK:ORDER:${order}`;

/** The slip of a registration. Chinese, as the people at the desks read it; the name masked. */
export function registrationSlip({ order, ticket, appointment }: SlipRequest, head: SlipHead): Slip {
  return [
    { kind: 'text', text: head.hospital, align: 'centre' },
    { kind: 'text', text: '挂号凭条', align: 'centre', size: 2 },
    { kind: 'rule' },
    { kind: 'text', text: '排队号', align: 'centre' },
    { kind: 'text', text: ticket.queueNumber, align: 'centre', size: 2, bold: true },
    { kind: 'field', label: '姓名', value: appointment.patient },
    { kind: 'field', label: '科室', value: ticket.department.zh },
    { kind: 'field', label: '医生', value: ticket.doctor.zh },
    { kind: 'field', label: '地点', value: ticket.place.zh },
    { kind: 'field', label: '时间', value: `${ticket.day} ${ticket.from}-${ticket.to}` },
    { kind: 'field', label: '金额', value: `￥${formatYuan(appointment.price)}` },
    { kind: 'rule' },
    { kind: 'text', text: `请到${ticket.place.zh}候诊`, align: 'centre', bold: true },
    { kind: 'qr', data: orderCode(order) },
    { kind: 'text', text: order, align: 'centre' },
    { kind: 'text', text: `${head.printedAt} ${head.terminal}`, align: 'centre' },
  ];
}
