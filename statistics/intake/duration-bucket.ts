/** How durations are rolled up: in buckets each a fifth wider than the one before, from 4 seconds to an hour and a half. */
const shortest = 4;
const growth = 1.2;
export const lastBucket = 40;

/** The bucket of a duration in seconds: 0 up to 4 s, `lastBucket` for all that is longer than there are buckets for. */
export const bucketOf = (seconds: number): number =>
  seconds <= shortest ? 0 : Math.min(lastBucket, Math.ceil(Math.log(seconds / shortest) / Math.log(growth) - 1e-9));

/** What a bucket is called where each has a column of its own: `took0` to `took40`. */
export type BucketName = `took${number}`;
export const bucketNames: readonly BucketName[] = Array.from(
  { length: lastBucket + 1 },
  (_, bucket): BucketName => `took${bucket}`,
);

/** The longest duration in a bucket, in seconds; the bucket before ends where it begins. */
export const bucketEnd = (bucket: number): number => shortest * growth ** bucket;

/**
 * The duration that a share of all visits did not exceed, in seconds, reckoned evenly inside its bucket: so it is off by
 * less than the bucket is wide, a fifth. `visits` counts by bucket. Nothing when there were none.
 */
export const quantile = (visits: ReadonlyMap<number, number>, share: number): number | undefined => {
  const all = [...visits.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  const wanted = all * share;
  let passed = 0;
  for (const [bucket, count] of [...visits].sort(([a], [b]) => a - b)) {
    if (passed + count >= wanted) {
      const begin = bucket === 0 ? 0 : bucketEnd(bucket - 1);
      return begin + (bucketEnd(bucket) - begin) * ((wanted - passed) / count);
    }
    passed += count;
  }
  return undefined;
};
