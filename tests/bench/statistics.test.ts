import { expect, test } from 'vitest';
import { atLeast, atMost, roundByRound, spreadOf, verdictOf } from './statistics.ts';

test('the middle, the least and the greatest, in whatever order the samples came', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, greatest: 3 });
  expect(spreadOf([10, 2, 9, 1])).toEqual({ median: 5.5, least: 1, greatest: 10 });
  expect(spreadOf([0.5])).toEqual({ median: 0.5, least: 0.5, greatest: 0.5 });
});

test('numbers are sorted as numbers', () => {
  expect(spreadOf([100, 9, 20]).median).toBe(20);
});

test.each([[[]], [[1, Number.NaN]], [[1, Number.POSITIVE_INFINITY]]])('%j is nothing to judge by', (samples) => {
  expect(() => spreadOf(samples)).toThrow(RangeError);
});

test.each([
  ['met', [0.9, 0.95, 0.96], atLeast(0.95)],
  ['undecided', [0.9, 0.94, 0.96], atLeast(0.95)],
  ['missed', [0.9, 0.94, 0.949], atLeast(0.95)],
  ['met', [1.01, 1.02, 1.5], atMost(1.02)],
  ['undecided', [1.02, 1.03, 1.5], atMost(1.02)],
  ['missed', [1.021, 1.03, 1.5], atMost(1.02)],
] as const)('%s: %j held against %j', (verdict, samples, target) => {
  expect(verdictOf(spreadOf(samples), target)).toBe(verdict);
});

test('sides are compared round by round, so that a slow stretch of the machine cancels out', () => {
  expect(roundByRound([2, 20, 4], [1, 10, 2])).toEqual([2, 2, 2]);
  expect(() => spreadOf(roundByRound([1, 2], [1]))).toThrow(RangeError);
});
