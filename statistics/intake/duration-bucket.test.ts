import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketEnd, bucketOf, lastBucket, quantile } from './duration-bucket.ts';

test.each([
  [0, 0],
  [4, 0],
  [5, 2],
  [60, 15],
  [600, 28],
  [5_000, 40],
  [604_800, lastBucket],
])('%i seconds are in bucket %i', (seconds, bucket) => expect(bucketOf(seconds)).toBe(bucket));

const anyDuration = fc.integer({ min: 0, max: Math.floor(bucketEnd(lastBucket)) });

test('a duration lies between the ends of its bucket', () =>
  fc.assert(
    fc.property(anyDuration, (seconds) => {
      const bucket = bucketOf(seconds);
      expect(seconds).toBeLessThanOrEqual(bucketEnd(bucket) + 1e-6);
      if (bucket > 0) expect(seconds).toBeGreaterThan(bucketEnd(bucket - 1) - 1e-6);
    }),
  ));

test('no visits have no median', () => expect(quantile(new Map(), 0.5)).toBeUndefined());

test('a quantile is off by less than its bucket is wide', () =>
  fc.assert(
    fc.property(fc.array(anyDuration, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95), (all, share) => {
      const visits = new Map<number, number>();
      for (const seconds of all) visits.set(bucketOf(seconds), (visits.get(bucketOf(seconds)) ?? 0) + 1);
      const exact = [...all].sort((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? 0;
      const found = quantile(visits, share) ?? Number.NaN;
      expect(bucketOf(Math.max(0, found - 1e-6))).toBeLessThanOrEqual(bucketOf(exact));
      expect(found).toBeGreaterThanOrEqual(bucketOf(exact) === 0 ? 0 : bucketEnd(bucketOf(exact) - 1) - 1e-6);
    }),
  ));
