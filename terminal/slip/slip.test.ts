import { expect, test } from 'vitest';
import { formatYuan } from './money/yuan.ts';
import { registrationSlip } from './slip.ts';

const text = (zh: string) => ({ zh, en: 'not printed' });

test('a slip says who, where, when, how much and where to go next, in Chinese, the name masked', () => {
  const slip = registrationSlip(
    {
      order: '20261123-ABCDEFGHJK',
      ticket: {
        queueNumber: 'A037',
        day: '2026-11-23',
        from: '08:30',
        to: '09:00',
        department: text('呼吸内科'),
        doctor: text('沈若溪'),
        place: text('门诊楼二层 A 区'),
      },
      appointment: {
        patient: '张*三',
        department: text('呼吸内科'),
        doctor: text('沈若溪'),
        place: text('门诊楼二层 A 区'),
        day: '2026-11-23',
        from: '08:30',
        to: '09:00',
        price: 2505,
      },
    },
    { hospital: '南京某医院', terminal: 'T-001', printedAt: '2026-11-23 08:12' },
  );
  const fields = slip.flatMap((block) => (block.kind === 'field' ? [[block.label, block.value]] : []));
  expect(fields).toEqual([
    ['姓名', '张*三'],
    ['科室', '呼吸内科'],
    ['医生', '沈若溪'],
    ['地点', '门诊楼二层 A 区'],
    ['时间', '2026-11-23 08:30-09:00'],
    ['金额', '￥25.05'],
  ]);
  expect(slip).toContainEqual({ kind: 'text', text: 'A037', align: 'centre', size: 2, bold: true });
  expect(slip).toContainEqual({ kind: 'qr', data: 'KIOSK:ORDER:20261123-ABCDEFGHJK' });
  expect(JSON.stringify(slip)).not.toContain('not printed');
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
