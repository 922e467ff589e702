import { expect, test } from 'vitest';
import { bareLibrary, floor, pageScript } from './p7.ts';

test('the patients’ page, every screen in both languages, is at most 47 kB of zipped script', async () => {
  expect(await pageScript()).toBeLessThanOrEqual(47_000);
}, 120_000);

test('the floor it is held against is no higher than its parts', async () => {
  const [page, library] = [await pageScript(), await bareLibrary()];
  // Signals add between one and three kilobytes to these two.
  expect(library).toBeGreaterThan(floor - 3_000);
  expect(library).toBeLessThan(floor - 1_000);
  expect(page).toBeGreaterThan(library);
}, 120_000);
