/** Releases of a few bytes, signed by invented keys, for what unpacks and changes them. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar';
import { checksumsFile, checksumsText, sha256 } from '../../deploy/release/checksums.ts';
import { archiveName, type Manifest, manifestFile } from '../../deploy/release/manifest.ts';
import { type SignedArchive, signatureOf, sumLine, type TrustedKey } from '../../deploy/release/signature.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface Maker {
  readonly trusted: TrustedKey;
  readonly key: KeyObject;
}

export const maker = (name: string): Maker => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { key: privateKey, trusted: { name, key: publicKey } };
};

type Entry = HeaderData & { readonly text?: string };

const packed = (entries: readonly Entry[]): Buffer =>
  gzipSync(
    Buffer.concat([
      ...entries.flatMap(({ text = '', ...data }) => {
        const bytes = bytesOf(text);
        const header = new Header({ mode: 0o644, type: 'File', size: bytes.length, ...data });
        header.encode();
        return [header.block ?? Buffer.alloc(0), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
      }),
      Buffer.alloc(1024),
    ]),
  );

export const inventedManifest = (more: Partial<Manifest> = {}): Manifest => ({
  name: 'hospital-kiosk',
  version: '0.1.0',
  counter: 1,
  commit: 'c'.repeat(40),
  committedAt: 1_795_000_000,
  platform: 'linux-x64',
  node: '24.0.0',
  journalLevel: 1,
  hubLevel: 1,
  ...more,
});

export interface Invention {
  readonly manifest?: Partial<Manifest>;
  /** Beside the usual ones, or in their place. */
  readonly files?: Readonly<Record<string, string>>;
  /** Entries that no release has, after all others. */
  readonly entries?: readonly Entry[];
  /** Files that are packed otherwise than their checksums say. */
  readonly spoilt?: Readonly<Record<string, string>>;
  /** Files that the checksums name and the archive lacks. */
  readonly left?: readonly string[];
  /** What becomes of the packed bytes before they are signed. */
  readonly bytes?: (packed: Buffer) => Buffer;
}

export const inventedRelease = ({ key }: Maker, invention: Invention = {}): SignedArchive => {
  const manifest = inventedManifest(invention.manifest);
  const folder = archiveName(manifest);
  const files = new Map(
    Object.entries({
      'bin/node': 'a runtime',
      'terminal/main.ts': 'works',
      'terminal/visit/visit.ts': `// of ${manifest.counter}`,
      [manifestFile]: JSON.stringify(manifest),
      ...invention.files,
    }),
  );
  const sums = new Map([...files].map(([path, text]) => [path, sha256(bytesOf(text))]));
  files.set(checksumsFile, checksumsText(sums));
  for (const [path, text] of Object.entries(invention.spoilt ?? {})) files.set(path, text);
  for (const path of invention.left ?? []) files.delete(path);
  const entries = [...files].map(([path, text]) => ({
    path: `${folder}/${path}`,
    text,
    mode: path.startsWith('bin/') ? 0o755 : 0o644,
  }));
  const plain = packed([...entries, ...(invention.entries ?? [])]);
  const bytes = invention.bytes?.(plain) ?? plain;
  const name = `${folder}.tar.gz`;
  const sum = sumLine(name, bytes);
  return { name, bytes, sum, signature: signatureOf(sum, key) };
};
