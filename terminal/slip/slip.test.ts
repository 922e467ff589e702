import { expect, test } from 'vitest';
import type { Handed } from '../flows/settlement/handed.ts';
import { formatYuan } from '../money/yuan.ts';
import type { Done } from '../screen/words.ts';
import { slipOf } from './slip.ts';

const text = (zh: string) => ({ zh, en: 'not printed' });
const head = { hospital: '南京某医院', terminal: 'T-001', printedAt: '2026-11-23 08:12' };

const registered: Handed = {
  done: 'registered',
  rows: [
    { label: 'patient', value: { plain: '张*三' } },
    { label: 'price', value: { fen: 2505 } },
    { label: 'when', value: { day: '2026-11-23', from: '08:30', to: '09:00' } },
    { label: 'department', value: { text: text('呼吸内科') } },
    { label: 'doctor', value: { text: text('沈若溪') } },
    { label: 'where', value: { text: text('门诊楼二层 A 区') } },
  ],
  queueNumber: 'A037',
  next: [text('门诊楼二层 A 区')],
  orderNumber: '20261123-ABCDEFGHJK',
};

const fieldsOf = (handed: Handed) =>
  slipOf(handed, head).flatMap((block) => (block.kind === 'field' ? [[block.label, block.value]] : []));
const textsOf = (handed: Handed) =>
  slipOf(handed, head).flatMap((block) => (block.kind === 'text' ? [block.text] : []));

test('a slip says who, where, when, how much and where to go next, in Chinese, the name masked', () => {
  const slip = slipOf(registered, head);
  expect(fieldsOf(registered)).toEqual([
    ['姓名', '张*三'],
    ['金额', '￥25.05'],
    ['时间', '2026-11-23 08:30-09:00'],
    ['科室', '呼吸内科'],
    ['医生', '沈若溪'],
    ['地点', '门诊楼二层 A 区'],
  ]);
  expect(slip).toContainEqual({ kind: 'text', text: 'A037', align: 'centre', size: 2, bold: true });
  expect(textsOf(registered)).toContain('请到门诊楼二层 A 区候诊');
  expect(slip).toContainEqual({ kind: 'qr', data: 'KIOSK:ORDER:20261123-ABCDEFGHJK' });
  expect(textsOf(registered)).toContain('2026-11-23 08:12 T-001');
  expect(JSON.stringify(slip)).not.toContain('not printed');
});

test('an invoice has a code of its own before the order’s', () => {
  const codes = slipOf({ ...registered, invoice: 'https://invoice.invalid/1' }, head).filter(
    ({ kind }) => kind === 'qr',
  );
  expect(codes).toEqual([
    { kind: 'qr', data: 'https://invoice.invalid/1' },
    { kind: 'qr', data: 'KIOSK:ORDER:20261123-ABCDEFGHJK' },
  ]);
});

test('a booking shows its code, and when to come', () => {
  const { queueNumber: _, ...rest } = registered;
  const texts = textsOf({ ...rest, done: 'booked', bookingCode: '20260017', next: [] });
  expect(texts).toContain('20260017');
  expect(texts).toContain('请就诊当天到自助机取号');
});

test.each<[Done, string]>([
  ['registered', '挂号凭条'],
  ['collected', '取号凭条'],
  ['paid', '缴费凭条'],
  ['cardIssued', '办卡凭条'],
  ['cancelled', '退号凭条'],
  ['refundAccepted', '退费凭条'],
  ['recordsPrinted', '交易明细'],
])('%s is titled %s, under the hospital’s name', (done, title) => {
  expect(textsOf({ ...registered, done }).slice(0, 2)).toEqual(['南京某医院', title]);
});

test('every kind of value has its form', () => {
  const rows: Handed['rows'] = [
    { label: 'refund', value: { fen: 5 } },
    { label: 'state', value: { word: 'accepted' } },
    { label: 'items', value: { count: 3 } },
    { label: 'when', value: { day: '2026-11-23' } },
    { label: 'when', value: { day: '2026-11-23', from: '08:05' } },
  ];
  expect(fieldsOf({ ...registered, rows }).map(([, value]) => value)).toEqual([
    '￥0.05',
    '退款已受理',
    '3',
    '2026-11-23',
    '2026-11-23 08:05',
  ]);
});

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [2505, '25.05'],
  [470_586_542, '4705865.42'],
])('%i fen are %s yuan', (fen, yuan) => {
  expect(formatYuan(fen)).toBe(yuan);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is no amount', (fen) => {
  expect(() => formatYuan(fen)).toThrow(RangeError);
});
