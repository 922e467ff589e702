import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';
import { buildPage } from '../../gallery/built-page.ts';
import type { Ratio } from '../ratio.ts';
import { atMost, spreadOf } from '../statistics.ts';

/** Bytes that a page of this make has before it says a word: preact, its hooks and its signals, minified and zipped. */
export const floor = 8_700;

const root = resolve(import.meta.dirname, '../../..');
const zipped = (code: string | Uint8Array): number => gzipSync(code, { level: 9 }).length;
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

/** Zipped bytes of all script of the patients' page, as production builds it: every screen, both languages. */
export async function pageScript(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-page-'));
  try {
    await buildPage(folder);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
    return sum(await Promise.all(files.map(async (name) => zipped(await readFile(join(folder, name))))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const bare = resolve(root, 'bare.js');
const bareEntry: Plugin = {
  name: 'bare-entry',
  resolveId: (id) => (id === bare ? id : null),
  load: (id) => (id === bare ? "export * from 'preact'; export * from 'preact/hooks';" : null),
};

/** Zipped bytes of preact and its hooks alone. Signals are no package of this project: the floor's part of them is theirs. */
export async function bareLibrary(): Promise<number> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [bareEntry],
    build: { write: false, modulePreload: false, rolldownOptions: { input: bare, preserveEntrySignatures: 'strict' } },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  return sum(
    outputs.flatMap(({ output }) => output).flatMap((part) => (part.type === 'chunk' ? [zipped(part.code)] : [])),
  );
}

export const pageSize: Ratio = {
  name: 'P7',
  about: 'zipped script of the patients’ page ÷ the 8.7 kB of preact, hooks and signals alone',
  async measure() {
    const [page, again, library] = [await pageScript(), await pageScript(), await bareLibrary()];
    return {
      findings: [{ spread: spreadOf([page / floor]), target: atMost(5.4) }],
      beside: [
        { name: 'page ÷ the page built once more', spread: spreadOf([page / again]), control: true },
        { name: 'zipped bytes of the page’s script', spread: spreadOf([page]) },
        { name: 'zipped bytes of preact and hooks, built here', spread: spreadOf([library]) },
      ],
    };
  },
};
