import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keyFrom, type SignedArchive, signatureFileOf, sumFileOf, type TrustedKey } from '../signature.ts';

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file);
  } catch (error) {
    const beside = file.endsWith('.tar.gz') ? '' : '; it has to lie beside the archive';
    throw new Error(`${file} cannot be read (${error instanceof Error ? error.message : error})${beside}`);
  }
};

/** An archive with what lies beside it. It is read once: what is verified is what is unpacked. */
export const readSignedArchive = (file: string): SignedArchive => ({
  name: basename(file),
  bytes: bytesOf(file),
  sum: bytesOf(sumFileOf(file)),
  signature: bytesOf(signatureFileOf(file)),
});

/** The keys whose signature is believed: every `.pub` in a folder. */
export const readTrustedKeys = (folder: string): readonly TrustedKey[] => {
  let names: string[];
  try {
    names = readdirSync(folder).filter((it) => it.endsWith('.pub'));
  } catch {
    names = [];
  }
  if (names.length === 0)
    throw new Error(`${folder} holds no .pub file: put the public key of who makes the releases there`);
  return names.sort().map((name) => {
    const file = join(folder, name);
    return { name, key: keyFrom(readFileSync(file, 'utf8'), 'public', file) };
  });
};
