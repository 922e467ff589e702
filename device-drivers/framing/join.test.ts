import { expect, test } from 'vitest';
import { fromHex, toHex } from './hex.ts';
import { join } from './join.ts';

test('joins in order and copies', () => {
  const first = fromHex('01 02');
  const whole = join([first, new Uint8Array(0), fromHex('FF')]);
  first[0] = 9;
  expect(toHex(whole)).toBe('01 02 FF');
  expect(join([])).toEqual(new Uint8Array(0));
});
