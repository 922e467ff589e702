import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checksumsFile, checksumsText, sha256 } from '../checksums.ts';
import type { Contents } from './contents.ts';

/** Lays a release out in an empty folder, with its checksums. Gives its paths in their order. */
export const layOut = (contents: Contents, folder: string): readonly string[] => {
  const sums = new Map<string, string>();
  const put = (path: string, bytes: Uint8Array, runs: boolean) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    // Whatever the tree was checked out with, and whatever its maker masks out.
    chmodSync(file, runs ? 0o755 : 0o644);
  };
  for (const [path, content] of contents) {
    const bytes = 'text' in content ? new TextEncoder().encode(content.text) : readFileSync(content.from);
    put(path, bytes, 'from' in content && (statSync(content.from).mode & 0o100) !== 0);
    sums.set(path, sha256(bytes));
  }
  put(checksumsFile, new TextEncoder().encode(checksumsText(sums)), false);
  return [...sums.keys(), checksumsFile].sort();
};
