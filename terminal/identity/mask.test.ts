import { expect, test } from 'vitest';
import { maskIdNumber, maskName, maskPhone } from './mask.ts';

test.each([
  ['张三', '张*'],
  ['张小三', '张*三'],
  ['欧阳小娜', '欧**娜'],
  ['𠮷小明', '𠮷*明'],
  ['王', '*'],
  ['', '*'],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['320100199003071234', '320***********1234'],
  ['32010019900307123X', '320***********123X'],
  ['USA110074010101', 'USA********0101'],
  ['1234567', '*******'],
  ['', '*'],
])('of the ID number %s the patient sees %s', (number, masked) => {
  expect(maskIdNumber(number)).toBe(masked);
});

test('a phone keeps its first three and its last four digits', () => {
  expect(maskPhone('13812345678')).toBe('138****5678');
});
