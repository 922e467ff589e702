import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Platform } from '../manifest.ts';

/** A package as the lock file has it. */
export interface LockedPackage {
  /** `node_modules/pg`, or `node_modules/a/node_modules/pg` where two versions of it are needed. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface LockEntry {
  readonly version: string;
  readonly license?: string;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export type Lock = Readonly<Record<string, LockEntry>>;

export const readLock = (root: string): Lock =>
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

const nameIn = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where Node finds a package that the one at `from` asks for: beside it, or in a folder further up. */
const placeOf = (lock: Lock, from: string, name: string): string | undefined => {
  const here = posix.join(from, 'node_modules', name);
  if (Object.hasOwn(lock, here)) return here;
  if (from === '') return undefined;
  return placeOf(lock, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)), name);
};

/**
 * The packages of these names and all that they need to run, by path. What is optional comes along only where `installed`
 * says that it is there.
 */
export const packagesFor = (
  lock: Lock,
  names: Iterable<string>,
  installed: (path: string) => boolean,
): readonly LockedPackage[] => {
  const found = new Map<string, LockedPackage>();
  const take = (from: string, name: string, mayLack: boolean) => {
    const path = placeOf(lock, from, name);
    const entry = path === undefined ? undefined : lock[path];
    if (path === undefined || !entry || !installed(path)) {
      if (mayLack) return;
      throw new Error(`${name}, which ${from || 'the project'} needs, is not in node_modules: run npm install first`);
    }
    if (found.has(path)) return;
    const { version, license = 'unknown', dependencies = {}, optionalDependencies = {} } = entry;
    found.set(path, { path, name: nameIn(path), version, license });
    for (const it of Object.keys(dependencies)) take(path, it, Object.hasOwn(optionalDependencies, it));
    for (const it of Object.keys(optionalDependencies)) take(path, it, true);
  };
  for (const name of names) take('', name, false);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
};

/** For those who write, debug or compile the package, and of no use to who runs it. */
const notForRunning = [
  /\.(d\.[cm]?ts|map|tsbuildinfo|gypi?|c|cc|cpp|h|hpp)$/,
  /^(__tests__|tests?|bench(marks?)?|examples?)\//,
  // What node-hid is compiled from, but for its licence.
  /^hidapi\/(?!LICENSE|AUTHORS)/,
  // For a C library that the runtime is not made for.
  /\.musl\.node$/,
];

/** Folders of bindings compiled beforehand: `linux-x64`, `HID-linux-x64`, `HID_hidraw-darwin-arm64`, `linux-x64-musl`. */
const prebuilt = /^prebuilds\/(?:\w+-)?(android|darwin|linux|win32)-([\w+-]+)\//;

/** Whether a file of a package is shipped to a platform. */
export const isShipped = (path: string, platform: Platform): boolean => {
  const [, system, processor] = prebuilt.exec(path) ?? [];
  if (system !== undefined && `${system}-${processor}` !== platform) return false;
  return !notForRunning.some((it) => it.test(path));
};

/** The files of a package, by their paths in it; packages inside it are packages of their own. */
export const filesOfPackage = (root: string, { path }: LockedPackage, platform: Platform): string[] =>
  readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(join(root, path).length).replace(/^\//, ''), entry.name))
    .filter((file) => !/(^|\/)node_modules\//.test(file) && isShipped(file, platform))
    .sort();
