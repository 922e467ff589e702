import { expect, test } from 'vitest';
import { errands } from '../kill/errands.ts';
import { lifeText, livesOf, readLife } from './hubs.ts';
import { planOf } from './plan.ts';
import { pointText, readPoint } from './point.ts';

test('a point is read as it was written', () => {
  const courses = errands.map(({ name }) => ({ errand: name, writes: 20, turns: 300, writing: [4, 9] }));
  for (const point of planOf(courses, 1000, 3).points) expect(readPoint(pointText(point), errands)).toEqual(point);
});

test.each(['nothing:w1-', 'card:w0-', 'card:w12', 'card:t3', 'card:t3@', 'card:often'])('%s is no point', (text) => {
  expect(() => readPoint(text, errands)).toThrow(RangeError);
});

test('two errands are never called the same', () => {
  const texts = errands.map(({ name }) => pointText({ errand: name, deaths: [], lingers: false }));
  expect(new Set(texts).size).toBe(errands.length);
});

test('a life is read as it was written, and has as many kills as asked for', () => {
  const lives = livesOf(53, 2, ['sqlite', 'postgres']);
  for (const life of lives) expect(readLife(lifeText(life))).toEqual(life);
  expect(lives.reduce((sum, { kills }) => sum + kills, 0)).toBe(53);
  expect(readLife('card:w12-')).toBeUndefined();
});
