/**
 * Before the tests that have a process each: a place for the patients' page, built by the first that looks at it, and one for
 * the compiled code of the programs they start, which half their starting goes into. Removed after the last.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { sharedPage } from './built-page.ts';

export function setup(project: TestProject): () => void {
  const place = mkdtempSync(join(tmpdir(), 'kiosk-shared-page-'));
  const page = join(place, 'page');
  process.env[sharedPage] = page;
  process.env.NODE_COMPILE_CACHE ??= join(place, 'compiled');
  // Whoever watches has changed the page.
  project.onTestsRerun(() => rmSync(page, { recursive: true, force: true }));
  return () => rmSync(place, { recursive: true });
}
