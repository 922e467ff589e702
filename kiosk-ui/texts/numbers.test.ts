import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayInShort, dayInWords, period } from './day.ts';
import { money, yuan } from './money.ts';
import { spokenQueueNumber } from './queue-number.ts';
import { spokenReference } from './reference.ts';

test('fen become yuan with two places', () => {
  expect([0, 1, 50, 2500, 123_456, 100_000_000].map((fen) => yuan(fen, 'zh-CN'))).toEqual([
    '0.00',
    '0.01',
    '0.50',
    '25.00',
    '1,234.56',
    '1,000,000.00',
  ]);
  expect(money(2500, 'zh-CN')).toBe('¥25.00');
  expect(money(2500, 'en-GB')).toBe('¥25.00');
});

test('no fen is lost on the way to the glass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), fc.constantFrom('zh-CN', 'en-GB'), (fen, locale) => {
      const digits = yuan(fen, locale).replaceAll(',', '');
      expect(digits).toMatch(/^\d+\.\d\d$/);
      expect(Number(digits.replace('.', ''))).toBe(fen);
    }),
  );
});

test('a day is said with its weekday, whatever zone the machine is in', () => {
  expect(dayInWords('2026-11-21', 'zh-CN')).toBe('11月21日 星期六');
  expect(dayInWords('2026-11-21', 'en-GB')).toBe('Saturday 21 November');
  expect(dayInWords('2024-02-29', 'zh-CN')).toBe('2月29日 星期四');
  expect(dayInWords('soon', 'zh-CN')).toBe('soon');
  expect(dayInShort('2026-11-21', 'zh-CN')).toBe('11月21日 周六');
  expect(dayInShort('2026-09-05', 'en-GB')).toBe('Sat 5 Sept');
  expect(period({ from: '08:30', to: '09:00' })).toBe('08:30–09:00');
});

test('a queue number stands apart from its letters', () => {
  expect(['A037', 'A-037', 'A 037', 'VIP12', '037', 'A1B2'].map(spokenQueueNumber)).toEqual([
    'A 037',
    'A 037',
    'A 037',
    'VIP 12',
    '037',
    'A 1B2',
  ]);
});

test('a reference number is read aloud group by group', () => {
  expect(['20261121-7K3M9Q2XAB', 'T-001-ABCDEF', 'east-hall-1', '7K3M9', ''].map(spokenReference)).toEqual([
    '2026 1121-7K3M9 Q2XAB',
    'T-001-ABC DEF',
    'east-hall-1',
    '7K3M9',
    '',
  ]);
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z-]{0,40}$/), (reference) => {
      const spoken = spokenReference(reference);
      expect(spoken.replaceAll(' ', '')).toBe(reference);
      expect(spoken.split(/[ -]/).filter((group) => group.length > 5)).toEqual([]);
    }),
  );
});
