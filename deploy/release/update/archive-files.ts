import { Parser, type ReadEntry } from 'tar';

/** A file of an archive; `path` is without the archive's one folder. */
export interface ArchiveFile {
  readonly path: string;
  readonly runs: boolean;
  readonly bytes: Uint8Array;
}

const kinds: Readonly<Record<string, string>> = {
  SymbolicLink: 'a symbolic link',
  Link: 'a hard link',
  Directory: 'a folder',
  CharacterDevice: 'a device',
  BlockDevice: 'a device',
  FIFO: 'a pipe',
};

/** Why an entry has no place in a release; a signature does not excuse it. */
const strangeness = ({ path, type }: ReadEntry, folder: string): string | undefined => {
  if (type !== 'File' && type !== 'OldFile') return `${path} is ${kinds[type] ?? type}; a release holds files only`;
  const parts = path.split('/');
  const leads =
    path.startsWith('/') || path.includes('\\') || parts.some((it) => it === '' || it === '.' || it === '..');
  if (leads) return `${path} leads out of the release's folder`;
  return parts.length > 1 && parts[0] === folder ? undefined : `${path} is not in the archive's one folder, ${folder}`;
};

/**
 * Hands over each file of a packed archive, one after the other; throws what `take` throws. Gives what is wrong with the archive, in words, as soon
 * as it is known; nothing when all were handed over.
 */
export const readArchive = (
  archive: Uint8Array,
  folder: string,
  take: (file: ArchiveFile) => void,
): string | undefined => {
  let wrong: string | undefined;
  let ended = false;
  let thrown: unknown;
  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      wrong ??= strangeness(entry, folder);
      const chunks: Uint8Array[] = [];
      entry.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      entry.on('end', () => {
        if (wrong !== undefined || thrown !== undefined) return;
        const path = entry.path.slice(folder.length + 1);
        try {
          take({ path, runs: ((entry.mode ?? 0) & 0o100) !== 0, bytes: Buffer.concat(chunks) });
        } catch (error) {
          // The parser would take it for a fault of the archive.
          thrown = error ?? new Error('nothing was said');
        }
      });
    },
  });
  parser.on('error', (error: Error) => {
    wrong ??= `the archive cannot be read to its end (${error.message})`;
  });
  parser.on('end', () => {
    ended = true;
  });
  // The parser works as it is fed, and has handed over everything when this returns.
  parser.end(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength));
  if (thrown !== undefined) throw thrown;
  if (wrong === undefined && !ended) return 'the archive cannot be read to its end';
  return wrong;
};
