import { create } from 'tar';

/**
 * Packs a folder's files so that the same files give the same bytes: in this order, of this instant, of no owner. Every
 * entry is a file below `prefix`; folders come about by themselves.
 */
export const pack = async (
  folder: string,
  paths: readonly string[],
  { prefix, committedAt, file }: { readonly prefix: string; readonly committedAt: number; readonly file: string },
): Promise<void> => {
  await create(
    {
      cwd: folder,
      file,
      gzip: { portable: true },
      portable: true,
      prefix,
      mtime: new Date(committedAt * 1000),
      noDirRecurse: true,
      strict: true,
    },
    [...paths],
  );
};
