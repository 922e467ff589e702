/** A file can be read in a sitting. */
import { expect, test } from 'vitest';
import { isTest, linesOf, sourcesEnding } from './sources.ts';

const endings = ['.ts', '.tsx', '.mjs', '.css'];

/** A test may go on longer: it is read a case at a time. */
const longest = (file: string): number => (isTest(file) ? 480 : 300);

test('no file goes on past what one reads in a sitting', () => {
  const files = sourcesEnding(endings);
  expect(files.length).toBeGreaterThan(1000);
  const long = files.filter((file) => linesOf(file) > longest(file));
  expect(long.map((file) => `${file}: ${linesOf(file)} lines`)).toEqual([]);
});
