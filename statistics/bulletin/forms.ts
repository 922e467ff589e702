import type { Counts } from '../intake/roll-up.ts';
import type { CountingRule } from './counting-rule.ts';

/** A column of figures. `name` is its heading in the published files; amounts are held in fen and printed in yuan. */
export interface Column {
  readonly name: ColumnName;
  readonly kind: 'times' | 'fen';
  /** As the bulletin heads it: `over` stands above columns that belong together. */
  readonly zh: string;
  readonly over?: string;
}

export type ColumnName =
  | 'terminals'
  | 'cards_issued'
  | 'registrations'
  | 'registration_amount'
  | 'payments'
  | 'payment_amount'
  | 'reports_printed';

export type FormName = '2018' | '2020';

export interface Form {
  readonly name: FormName;
  readonly columns: readonly Column[];
}

export const bulletinTitle = '自助智能医疗服务终端医院使用情况表';

/** The groups as the bulletin prints them, in its order. */
export const groupWords = { hospital: '医疗单位', district: '各区' } as const;
export type Grouping = keyof typeof groupWords;
export const groupings = Object.keys(groupWords) as readonly Grouping[];

export const totalWord = '合计';

const terminals: Column = { name: 'terminals', kind: 'times', zh: '投放台数' };
const use: readonly Column[] = [
  { name: 'registrations', kind: 'times', zh: '笔数', over: '挂号' },
  { name: 'registration_amount', kind: 'fen', zh: '金额（元）', over: '挂号' },
  { name: 'payments', kind: 'times', zh: '笔数', over: '缴费' },
  { name: 'payment_amount', kind: 'fen', zh: '金额（元）', over: '缴费' },
];

export const forms: Readonly<Record<FormName, Form>> = {
  '2018': {
    name: '2018',
    columns: [
      terminals,
      { name: 'cards_issued', kind: 'times', zh: '发卡数' },
      ...use,
      { name: 'reports_printed', kind: 'times', zh: '打印报告数' },
    ],
  },
  '2020': { name: '2020', columns: [terminals, ...use] },
};

export const formNames = Object.keys(forms) as readonly FormName[];

const firstMonthOfLaterForm = '2019-12';

/** The form a month (YYYY-MM) was, or would be, published in. */
export const formOf = (month: string): FormName => (month < firstMonthOfLaterForm ? '2018' : '2020');

/** What terminals counted, as the figure of each column but `terminals`, which is no count of theirs. */
export const figureOf = (
  column: Exclude<ColumnName, 'terminals'>,
  counts: Counts,
  { registrations }: CountingRule,
): number => {
  switch (column) {
    case 'cards_issued':
      return counts.cardsIssued;
    case 'registrations':
      return registrations(counts).times;
    case 'registration_amount':
      return registrations(counts).fen;
    case 'payments':
      return counts.payments;
    case 'payment_amount':
      return counts.paymentAmount;
    case 'reports_printed':
      return counts.reports;
  }
};
