/** The patients' page as production builds it: once in a run of the tests, or for whoever asks alone. */
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** The built page in `folder`, as production builds it. */
export async function buildPage(folder: string): Promise<void> {
  const before = process.env.NODE_ENV;
  // Otherwise a test would drive a page for developers.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** Names the folder in which the processes of a run look for the page, and the first of them puts it. */
export const sharedPage = 'KIOSK_SHARED_PAGE';

export interface BuiltPage {
  readonly folder: string;
  /** Removes it, unless others use it too. */
  close(): Promise<void>;
}

export async function builtPage(): Promise<BuiltPage> {
  const shared = process.env[sharedPage];
  const forOthersToo = async () => undefined;
  if (shared && existsSync(shared)) return { folder: shared, close: forOthersToo };
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-page-'));
  await buildPage(folder);
  if (!shared) return { folder, close: () => rm(folder, { recursive: true }) };
  try {
    await rename(folder, shared);
  } catch {
    // Another process was first.
    await rm(folder, { recursive: true });
  }
  return { folder: shared, close: forOthersToo };
}
