import { createHash } from 'node:crypto';

/** `SHA256SUMS` of a release, which `sha256sum -c` reads. */
export const checksumsFile = 'SHA256SUMS';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** One line a file, by path. */
export const checksumsText = (sums: ReadonlyMap<string, string>): string =>
  [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sum]) => `${sum}  ${path}\n`)
    .join('');

/** Nothing when a line is none, or there is no line. */
export const readChecksums = (text: string): ReadonlyMap<string, string> | undefined => {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined) return undefined;
    sums.set(path, sum);
  }
  return sums.size > 0 ? sums : undefined;
};

/** The first thing wrong with files whose sums are `found`, in words; nothing when they are what `stated` says. */
export const differenceOf = (
  stated: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string | undefined => {
  for (const [path, sum] of stated) {
    if (!found.has(path)) return `${path} is missing`;
    if (found.get(path) !== sum) return `${path} is not what ${checksumsFile} says it is`;
  }
  for (const path of found.keys()) {
    if (path !== checksumsFile && !stated.has(path)) return `${path} is not listed in ${checksumsFile}`;
  }
  return undefined;
};
