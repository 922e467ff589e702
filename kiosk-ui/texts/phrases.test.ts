import { expect, test } from 'vitest';
import { phrasesOf } from './phrases.ts';
import { zh } from './zh.ts';

test('a line ends between words', () => {
  expect(phrasesOf('这个时段刚刚被挂满')).toContain('刚刚');
  expect(phrasesOf('请带身份证到人工窗口')).toContain('身份证');
  expect(phrasesOf('已付 ¥1,234.50，1–3 个工作日到账')).toEqual(
    expect.arrayContaining([expect.stringContaining('¥1,234.50，'), '1–3 个工作日']),
  );
});

test('a mark stays with what it ends, and with what it begins', () => {
  const pieces = phrasesOf('请先在本机“办卡”，或带身份证到人工窗口建档。');
  expect(pieces.filter((piece) => /^[”，。]|“$/u.test(piece))).toEqual([]);
});

test('nothing is lost, and Latin words have their spaces', () => {
  for (const { happened, now } of Object.values(zh.trouble)) {
    expect(phrasesOf(happened).join('')).toBe(happened);
    expect(phrasesOf(now).join('')).toBe(now);
  }
  expect(phrasesOf('Please take the number below')).toEqual(['Please take the number below']);
});
