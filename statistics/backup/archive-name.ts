import type { HubDatabase } from '../store/hub-store.ts';

type Kind = HubDatabase['kind'];

const form = /^hub-\d{8}T\d{6}Z\.(sqlite|postgres)\.age$/;

/** `hub-20261121T010203Z.postgres.age`: when it was made, of what, and that it is sealed. Names in order are times in order. */
export const archiveName = (now: number, kind: Kind): string =>
  `hub-${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.${kind}.age`;

/** Of what kind of database an archive is; nothing when the name is none of an archive. */
export const kindOfArchive = (name: string): Kind | undefined => {
  const kind = form.exec(name)?.[1];
  return kind === 'sqlite' || kind === 'postgres' ? kind : undefined;
};

/** What a backup that was cut off left among the archives. */
export const isLeftOver = (name: string): boolean => {
  const [, archive = ''] = /^(.*)\.(part|copy|copy-journal)$/.exec(name) ?? [];
  return form.test(archive);
};

/** Archives past the newest so many. */
export const tooMany = (names: readonly string[], keep: number): readonly string[] =>
  names
    .filter((name) => form.test(name))
    .sort()
    .slice(0, -keep);
