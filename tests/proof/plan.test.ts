import { expect, test } from 'vitest';
import { type Course, planOf } from './plan.ts';
import { pointText } from './point.ts';

const courses: readonly Course[] = ['one', 'two', 'three'].map((errand, at) => ({
  errand,
  writes: 10 + at,
  turns: 200,
  writing: [5, 30, 60],
}));
const moments = 2 * (10 + 11 + 12);
const killsIn = (points: readonly { readonly deaths: readonly unknown[] }[]) =>
  points.reduce((sum, { deaths }) => sum + deaths.length, 0);

test.each([1, 10, 60, 100, 500])('%i kills are as many', (kills) => {
  expect(killsIn(planOf(courses, kills, 7).points)).toBe(kills);
});

test('enough kills cover every write of every errand, before its commit and after it', () => {
  const plan = planOf(courses, 200, 7);
  const first = plan.points.flatMap(({ errand, deaths: [death] }) =>
    death && 'write' in death ? [{ errand, ...death }] : [],
  );
  expect(new Set(first.map((it) => JSON.stringify(it))).size).toBe(moments);
  expect(plan).toMatchObject({ moments, covered: moments });
});

test('few kills take every errand in turn', () => {
  const { points, covered } = planOf(courses, 5, 7);
  expect(covered).toBe(3);
  expect(new Set(points.slice(0, 3).map(({ errand }) => errand)).size).toBe(3);
});

test('the rest are instants from outside, and second deaths', () => {
  const { points } = planOf(courses, 300, 7);
  expect(points.filter(({ deaths: [death] }) => death && 'turn' in death).length).toBeGreaterThan(100);
  expect(points.filter(({ deaths }) => deaths.length === 2).length).toBeGreaterThan(50);
  expect(points.some(({ logged }) => logged !== undefined)).toBe(true);
});

test('the same seed is the same plan, another another', () => {
  const texts = (seed: number) => planOf(courses, 100, seed).points.map(pointText);
  expect(texts(1)).toEqual(texts(1));
  expect(texts(1)).not.toEqual(texts(2));
});
