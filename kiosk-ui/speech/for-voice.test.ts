import { expect, test } from 'vitest';
import { catalogues } from '../texts/language.ts';
import { forVoice, pieces, spelt } from './for-voice.ts';

const { zh, en } = catalogues;

test('amounts are said as amounts, without the noughts', () => {
  expect(forVoice('应付 ¥25.00', zh)).toBe('应付 25元');
  expect(forVoice('已付 ¥1,234.50，已经原路退回', zh)).toBe('已付 1234.5元，已经原路退回');
  expect(forVoice('¥0.05 was paid', en)).toBe('0.05 yuan was paid');
});

test('a dash between numbers is said as what it means', () => {
  expect(forVoice('11月21日 星期六 08:30–09:00', zh)).toBe('11月21日 星期六 08:30到09:00');
  expect(forVoice('within 1–3 working days', en)).toBe('within 1 to 3 working days');
});

test('who is here is not called out', () => {
  expect(forVoice('11月21日 星期六，张*三，您好', zh)).toBe('11月21日 星期六，您好');
  expect(forVoice('张*三，您好', zh)).toBe('您好');
  expect(forVoice('Hello, 张*三', en)).toBe('Hello');
  expect(forVoice('3201**********7901', zh)).toBe('');
});

test('a number that is called is said sign by sign', () => {
  expect(['A037', 'A-037', '12'].map(spelt)).toEqual(['A 0 3 7', 'A 0 3 7', '1 2']);
});

test('every piece fits a caption, and none is lost or cut within a word', () => {
  for (const words of [zh, en]) {
    const texts = Object.values(words.trouble).flatMap(({ happened, now }) => [happened, now]);
    const amount = words === zh ? '1234.5元' : '1234.5 yuan';
    texts.push(...Object.values(words.money).map((say) => say(amount)));
    for (const text of texts) {
      const cut = pieces(text, words);
      expect(cut.join('').replaceAll(' ', '')).toBe(text.replace(/\s/g, ''));
      const longest = Math.max(...cut.map((piece) => piece.length));
      expect(longest, cut.join(' | ')).toBeLessThanOrEqual(words === zh ? 28 : 80);
    }
  }
});

test('a decimal point, a time and an abbreviation end no sentence', () => {
  expect(pieces('Pay 25.50 yuan by 08:30. Then wait.', en)).toEqual(['Pay 25.50 yuan by 08:30.', 'Then wait.']);
  expect(pieces('请选择\n科室。好', zh)).toEqual(['请选择', '科室。', '好']);
});
