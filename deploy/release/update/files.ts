/** The file system as the updater sees it. Everything throws what the system reports. */
export interface Files {
  /** Nothing when there is no such file. */
  read(path: string): Uint8Array | undefined;
  /** The names in a folder, in order; none when there is no such folder. */
  list(folder: string): readonly string[];
  /** Everything below a folder that is no folder itself, by its path in it; nothing when there is no such folder. */
  below(folder: string): readonly string[];
  /** Where a symbolic link points; nothing when the path is none. */
  target(link: string): string | undefined;
  /** Makes the folders that lack on the way, too. */
  makeFolder(path: string): void;
  write(path: string, bytes: Uint8Array, runs: boolean): void;
  link(target: string, path: string): void;
  /** Takes the place of what was there, at once. */
  rename(from: string, to: string): void;
  /** With all that is in it; harmless when nothing is there. */
  remove(path: string): void;
  /** What is in this file, or which names are in this folder, is on the disk when this returns. */
  sync(path: string): void;
  /** Everything that was written on the file system this folder is on is on the disk when this returns. */
  flush(folder: string): void;
}

/** Writes a file so that it is found whole, old or new, whenever the power fails. */
export const replaceFile = (files: Files, path: string, text: string): void => {
  const aside = `${path}.new`;
  files.write(aside, new TextEncoder().encode(text), false);
  files.sync(aside);
  files.rename(aside, path);
  files.sync(path.slice(0, path.lastIndexOf('/')));
};

/** Points a symbolic link elsewhere, in one step. */
export const replaceLink = (files: Files, path: string, target: string): void => {
  const aside = `${path}.new`;
  files.remove(aside);
  files.link(target, aside);
  files.rename(aside, path);
  files.sync(path.slice(0, path.lastIndexOf('/')));
};
