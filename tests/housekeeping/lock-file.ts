import { readFileSync } from 'node:fs';

/** A package as `package-lock.json` keeps it. */
export interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  /** Only what builds asks for it, or who could also do without. */
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

export const manifest: Manifest = read('package.json');

/** Every package of the lock file by its folder, such as `node_modules/hono`; the project itself is not among them. */
export const locked: readonly (readonly [folder: string, locked: LockedPackage])[] = Object.entries<LockedPackage>(
  read('package-lock.json').packages,
).filter(([folder]) => folder !== '');

export const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 13);
