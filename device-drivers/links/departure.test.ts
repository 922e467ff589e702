import { expect, test } from 'vitest';
import { createDeparture } from './departure.ts';

const never = new Promise<string>(() => {});

test('work that ends first comes to what it does, well or not', async () => {
  const departure = createDeparture<string>();
  expect(await departure.during(Promise.resolve('done'))).toBe('done');
  await expect(departure.during(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('whatever is under way when it ends, and whatever comes later, ends with it', async () => {
  const departure = createDeparture<string>();
  const [first, second] = [departure.during(never), departure.during(never)];
  departure.leave('gone');
  departure.leave('gone again');
  expect(await Promise.all([first, second, departure.during(never)])).toEqual(['gone', 'gone', 'gone']);
});

test('work that fails after the end has failed for nobody', async () => {
  const departure = createDeparture<string>();
  departure.leave('gone');
  expect(await departure.during(Promise.reject(new Error('late')))).toBe('gone');
});
