import type { CountName } from '../roll-up.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface ColumnGroup extends Words {
  readonly columns: readonly (Words & { readonly count: CountName })[];
}

/** What was counted as one reads it: what the patient did, what it cost, what came out of the machine, what went wrong. */
export const columnGroups: readonly ColumnGroup[] = [
  {
    zh: '服务',
    en: 'Visits',
    columns: [
      { count: 'visits', zh: '人次', en: 'All' },
      { count: 'completed', zh: '办结', en: 'Completed' },
    ],
  },
  {
    zh: '挂号预约',
    en: 'Registrations',
    columns: [
      { count: 'registrations', zh: '笔数', en: 'Number' },
      { count: 'registrationAmount', zh: '金额', en: 'Yuan' },
    ],
  },
  {
    zh: '预约取号',
    en: 'Collections',
    columns: [
      { count: 'collections', zh: '笔数', en: 'Number' },
      { count: 'collectionsPaidHere', zh: '本机缴费', en: 'Paid here' },
      { count: 'collectionAmount', zh: '金额', en: 'Yuan' },
    ],
  },
  {
    zh: '预约',
    en: 'Bookings',
    columns: [
      { count: 'checkIns', zh: '报到', en: 'Check-ins' },
      { count: 'cancellations', zh: '取消', en: 'Cancelled' },
    ],
  },
  {
    zh: '缴费',
    en: 'Payments',
    columns: [
      { count: 'payments', zh: '笔数', en: 'Number' },
      { count: 'paymentAmount', zh: '金额', en: 'Yuan' },
    ],
  },
  {
    zh: '退费',
    en: 'Refunds',
    columns: [
      { count: 'refunds', zh: '笔数', en: 'Number' },
      { count: 'refundAmount', zh: '金额', en: 'Yuan' },
    ],
  },
  {
    zh: '就诊卡',
    en: 'Cards',
    columns: [
      { count: 'cardsIssued', zh: '发卡', en: 'Issued' },
      { count: 'cardsCaptured', zh: '收卡', en: 'Captured' },
    ],
  },
  {
    zh: '打印',
    en: 'Printing',
    columns: [
      { count: 'reportPrintings', zh: '报告', en: 'Reports' },
      { count: 'pages', zh: '张数', en: 'Pages' },
      { count: 'slipReprints', zh: '补打凭条', en: 'Slips again' },
    ],
  },
  { zh: '设备', en: 'Devices', columns: [{ count: 'deviceFaults', zh: '故障', en: 'Faults' }] },
];
