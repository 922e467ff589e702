import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('what changed is told as deep as it goes, and nothing else', () => {
  const before = {
    common: { device: 'online' },
    printer: { media: 'notPresent', paper: { upper: 'full', lower: 'full' } },
  };
  const after = {
    common: { device: 'online' },
    printer: { media: 'notPresent', paper: { upper: 'low', lower: 'full' } },
  };
  expect(changesBetween(before, after)).toEqual({ printer: { paper: { upper: 'low' } } });
});

test('what is new is told whole; the same is not told at all', () => {
  expect(changesBetween({}, { common: { device: 'online' } })).toEqual({ common: { device: 'online' } });
  expect(changesBetween({ a: { b: 1 } }, { a: { b: 1 } })).toBeUndefined();
});
