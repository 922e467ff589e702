import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Files } from './files.ts';

const opened = <Result>(path: string, flags: string, mode: number, use: (file: number) => Result): Result => {
  const file = openSync(path, flags, mode);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
};

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
};

/** The machine's own. */
export const machineFiles: Files = {
  read(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? readFileSync(path) : undefined;
  },
  list(folder) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    return found?.isDirectory() ? readdirSync(folder).sort() : [];
  },
  below(folder) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (!found?.isDirectory()) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  },
  target: (link) => (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(link) : undefined),
  makeFolder(path) {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  },
  write: (path, bytes, runs) => opened(path, 'w', runs ? 0o755 : 0o644, (file) => writeAll(file, bytes)),
  link: symlinkSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  sync: (path) => opened(path, 'r', 0, fsyncSync),
  // Node has no call for it, and thousands of files one by one take minutes on a slow disk.
  flush(folder) {
    const { status, stderr, error } = spawnSync('sync', ['--file-system', folder], { encoding: 'utf8' });
    if (status !== 0) throw error ?? new Error(stderr.trim());
  },
};
