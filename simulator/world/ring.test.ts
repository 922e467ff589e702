import { expect, test } from 'vitest';
import { createRing } from './ring.ts';

const filled = (count: number, limit = 5) => {
  const ring = createRing<number>(limit);
  for (let it = 1; it <= count; it++) ring.push(it);
  return ring;
};

test('what came after a number, the oldest first', () => {
  const ring = filled(4);
  expect(ring.after(0, 9)).toEqual([1, 2, 3, 4]);
  expect(ring.after(2, 9)).toEqual([3, 4]);
  expect(ring.after(0, 3)).toEqual([1, 2, 3]);
  expect(ring.after(4, 9)).toEqual([]);
});

test('of many, the latest are kept, and their numbers go on', () => {
  const ring = filled(1_000);
  expect(ring.last).toBe(1_000);
  expect(ring.after(0, 9)).toEqual([996, 997, 998, 999, 1_000]);
  expect(ring.after(998, 9)).toEqual([999, 1_000]);
});
