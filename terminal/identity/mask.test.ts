import { expect, test } from 'vitest';
import { maskName } from './mask.ts';

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
