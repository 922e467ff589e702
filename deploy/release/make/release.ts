import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archiveName, type Manifest, type Platform } from '../manifest.ts';
import { keyFrom, newKeyPair, signatureFileOf, signatureOf, sumFileOf, sumLine } from '../signature.ts';
import { pack } from './archive.ts';
import type { Commit } from './commit.ts';
import { type Contents, contentsOf } from './contents.ts';
import { levels } from './levels.ts';
import type { Runtime } from './runtime.ts';
import { layOut } from './staging.ts';

export interface ReleaseOrder {
  /** The project's root. */
  readonly root: string;
  readonly platform: Platform;
  readonly counter: number;
  readonly commit: Commit;
  readonly runtime: Runtime;
}

export const manifestOf = ({ root, platform, counter, commit, runtime }: ReleaseOrder): Manifest => ({
  name: 'hospital-kiosk',
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  counter,
  commit: commit.commit,
  ...(commit.changed.length > 0 && { changed: true }),
  committedAt: commit.committedAt,
  platform,
  node: runtime.version,
  ...levels(),
});

/** The key that signs. Throws when others than its user may read it. */
export const readSigningKey = (file: string) => {
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} is open to others than its user; make it private: chmod 600 ${file}`);
  }
  return keyFrom(readFileSync(file, 'utf8'), 'private', file);
};

/** Puts the archive's checksum beside it, and its signature where there is a key. */
const seal = (archive: string, key?: ReturnType<typeof readSigningKey>): void => {
  const line = sumLine(archive, readFileSync(archive));
  writeFileSync(sumFileOf(archive), line);
  if (key) writeFileSync(signatureFileOf(archive), signatureOf(line, key));
  // One of an archive that was made before under this name would be of other bytes.
  else rmSync(signatureFileOf(archive), { force: true });
};

export const contentsFor = (order: ReleaseOrder): Contents =>
  contentsOf({ root: order.root, files: order.commit.files, runtime: order.runtime }, manifestOf(order));

/** Packs a release in a folder, with its checksum and, given a key, its signature beside it; gives the archive's path. */
export const packRelease = async (
  contents: Contents,
  manifest: Manifest,
  out: string,
  key?: ReturnType<typeof readSigningKey>,
): Promise<string> => {
  const prefix = archiveName(manifest);
  const staging = mkdtempSync(join(tmpdir(), 'kiosk-release-'));
  try {
    const paths = layOut(contents, staging);
    mkdirSync(out, { recursive: true });
    const file = join(out, `${prefix}.tar.gz`);
    await pack(staging, paths, { prefix, committedAt: manifest.committedAt, file });
    seal(file, key);
    return file;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
};

/** A new pair of keys in a folder: `release.key`, of which nobody else may read, and `release.pub`, for every machine. */
export const makeKeys = (out: string): { readonly privateFile: string; readonly publicFile: string } => {
  const privateFile = join(out, 'release.key');
  const publicFile = join(out, 'release.pub');
  const there = [privateFile, publicFile].find((it) => existsSync(it));
  if (there !== undefined)
    throw new Error(`${there} is there already: a key is never written over; choose another --out`);
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = newKeyPair();
  writeFileSync(privateFile, privateKey, { mode: 0o600, flag: 'wx' });
  // What the process masks out of the mode cannot be too little here.
  chmodSync(privateFile, 0o600);
  writeFileSync(publicFile, publicKey, { flag: 'wx' });
  return { privateFile, publicFile };
};
