/** Before the tests that look at the patients' page: a place for it, built by the first of them and removed after the last. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sharedPage } from './built-page.ts';

export function setup(project: TestProject): () => void {
  const place = mkdtempSync(join(tmpdir(), 'kiosk-shared-page-'));
  const page = join(place, 'page');
  process.env[sharedPage] = page;
  // Whoever watches has changed the page.
  project.onTestsRerun(() => rmSync(page, { recursive: true, force: true }));
  return () => rmSync(place, { recursive: true });
}
