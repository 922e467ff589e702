import { expect, test } from 'vitest';
import { initialOf, inOrder } from './initial.ts';

const name = (zh: string, en = zh) => ({ zh, en });

test.each([
  ['重症医学科', 'Z'],
  ['重复检查', 'C'],
  ['肿瘤科', 'Z'],
  ['呼吸内科', 'H'],
  ['儿科', 'E'],
  ['厦门厅', 'X'],
  ['CT 检查', 'C'],
  ['ｃt', 'C'],
  ['3D 打印', '#'],
  ['（普）内科', '#'],
  ['', '#'],
])('%s is found at %s', (zh, letter) => {
  expect(initialOf(name(zh), 'zh', 'thing')).toBe(letter);
});

test.each([
  ['单雨', 'S', 'D'],
  ['曾静', 'Z', 'C'],
  ['仇一', 'Q', 'C'],
  ['解明', 'X', 'J'],
  ['欧阳雪', 'O', 'O'],
])('%s is found at %s as somebody’s name, at %s as a thing’s', (zh, person, thing) => {
  expect(initialOf(name(zh), 'zh', 'person')).toBe(person);
  expect(initialOf(name(zh), 'zh', 'thing')).toBe(thing);
});

test('in English by the English name', () => {
  expect(initialOf(name('儿科', 'Paediatrics'), 'en', 'thing')).toBe('P');
  expect(initialOf(name('儿科', ' éclair'), 'en', 'thing')).toBe('E');
  expect(initialOf(name('儿科', '24 h clinic'), 'en', 'thing')).toBe('#');
});

test('letters stand once each, in order, and what has none last', () => {
  expect(inOrder(['Z', '#', 'A', 'Z', 'H'])).toEqual(['A', 'H', 'Z', '#']);
});
