import { expect, test } from 'vitest';
import type { Language, Value } from '../../terminal/screen/parts.ts';
import { catalogues } from './language.ts';
import { valueInWords } from './value.ts';

const said = (value: Value, language: Language = 'zh') =>
  valueInWords(value, { words: catalogues[language], say: (text) => text[language] });

test('each kind of value is said in the language of the page', () => {
  expect(said({ text: { zh: '呼吸内科', en: 'Respiratory medicine' } }, 'en')).toBe('Respiratory medicine');
  expect(said({ plain: '张*三' }, 'en')).toBe('张*三');
  expect(said({ count: 12 })).toBe('12');
  expect(said({ word: 'prepaid' })).toBe('已付费');
  expect(said({ word: 'prepaid' }, 'en')).toBe('Paid in advance');
});

test('money is a number of yuan even when it is nothing', () => {
  expect(said({ fen: 123_456 })).toBe('¥1,234.56');
  expect(said({ fen: 0 })).toBe('¥0.00');
});

test('a day comes with its times, as far as there are any', () => {
  expect(said({ day: '2026-11-21' })).toBe('11月21日 星期六');
  expect(said({ day: '2026-11-21', from: '10:24' })).toBe('11月21日 星期六 10:24');
  expect(said({ day: '2026-11-21', from: '08:30', to: '09:00' }, 'en')).toBe('Saturday 21 November 08:30–09:00');
});
