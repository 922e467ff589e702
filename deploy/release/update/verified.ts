import { checksumsFile, differenceOf, readChecksums, sha256 } from '../checksums.ts';
import { archiveName, type Manifest, manifestFile, type Platform, readManifest, releaseName } from '../manifest.ts';
import { type SignedArchive, signerOf, type TrustedKey } from '../signature.ts';
import { readArchive } from './archive-files.ts';
import type { Files } from './files.ts';

export type Checked<Value> =
  | ({ readonly ok: true } & Value)
  /** In words, for who runs the update. */
  | { readonly ok: false; readonly why: string };

const no = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });

/** An archive whose every byte was looked at. */
export interface Verified {
  readonly bytes: Uint8Array;
  /** The one folder in it. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** The name of the key that signed it. */
  readonly signer: string;
}

const whole = (stated: string, found: ReadonlyMap<string, string>): string | undefined => {
  const sums = readChecksums(stated);
  return sums ? differenceOf(sums, found) : `${checksumsFile} is missing, or no list of checksums`;
};

/** Looks at signature, form, manifest, platform and every checksum of an archive, and writes nothing. */
export const verified = (
  archive: SignedArchive,
  keys: readonly TrustedKey[],
  platform: Platform,
): Checked<{ readonly release: Verified }> => {
  const signed = signerOf(archive, keys);
  if (!signed.ok) return signed;
  const folder = archive.name.replace(/\.tar\.gz$/, '');
  const sums = new Map<string, string>();
  const texts = new Map<string, string>();
  const wrong = readArchive(archive.bytes, folder, ({ path, bytes }) => {
    sums.set(path, sha256(bytes));
    if (path === manifestFile || path === checksumsFile) texts.set(path, new TextDecoder().decode(bytes));
  });
  if (wrong !== undefined) return no(`${archive.name}: ${wrong}`);
  const manifest = readManifest(texts.get(manifestFile) ?? '');
  if (!manifest) return no(`${archive.name}: ${manifestFile} is missing, or not that of a release`);
  if (archiveName(manifest) !== folder) {
    return no(`${archive.name} says inside that it is ${archiveName(manifest)}: it was renamed`);
  }
  if (manifest.platform !== platform) {
    return no(`${archive.name} is made for ${manifest.platform}, and this machine is ${platform}`);
  }
  const difference = whole(texts.get(checksumsFile) ?? '', sums);
  if (difference !== undefined) return no(`${archive.name}: ${difference}`);
  return { ok: true, release: { bytes: archive.bytes, folder, manifest, signer: signed.signer } };
};

/** What is wrong with an unpacked release, in words; nothing when it is as it was made. */
export const damageOf = (files: Files, folder: string): string | undefined => {
  const text = (name: string) => new TextDecoder().decode(files.read(`${folder}/${name}`));
  if (files.list(folder).length === 0) return 'it is not there';
  const manifest = readManifest(text(manifestFile));
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  if (!manifest || releaseName(manifest) !== name) return `${manifestFile} is missing, or of another release`;
  const found = files.below(folder).map((path) => [path, sha256(files.read(`${folder}/${path}`) ?? new Uint8Array())]);
  return whole(text(checksumsFile), new Map(found as [string, string][]));
};
