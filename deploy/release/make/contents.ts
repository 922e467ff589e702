import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Manifest, manifestFile } from '../manifest.ts';
import { billFile, billOfMaterials, npmBill } from './bill-of-materials.ts';
import { closureOf } from './closure.ts';
import { licencesFile, licencesText, type Shipped } from './licences.ts';
import { filesOfPackage, type LockedPackage, packagesFor, readLock } from './packages.ts';
import { asTheyStand, pages, programs } from './programs.ts';
import type { Runtime } from './runtime.ts';

/** One file of a release: copied from somewhere, or made. */
export type Content = { readonly from: string } | { readonly text: string };

/** By the path in the release. */
export type Contents = ReadonlyMap<string, Content>;

interface Source {
  readonly root: string;
  /** The project's own files, from its root. */
  readonly files: readonly string[];
  readonly runtime: Runtime;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const builtFiles = (root: string): string[] =>
  pages.flatMap(({ built }) => {
    if (!existsSync(join(root, built, 'index.html'))) {
      throw new Error(`The page is not built: ${built} has no index.html. Run "npm run build" first.`);
    }
    return filesBelow(join(root, built)).map((file) => file.slice(root.length + 1));
  });

/** Node takes a `.ts` file for a module only because this says so. */
const packageText = (root: string, packages: readonly LockedPackage[]): string => {
  const { name, version, license, description, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const top = packages.filter(({ path, name: it }) => path === `node_modules/${it}`);
  const dependencies = Object.fromEntries(top.map((it) => [it.name, it.version]));
  const content = { name, version, private: true, type: 'module', license, description, engines, dependencies };
  return `${JSON.stringify(content, undefined, 2)}\n`;
};

/** Everything a release holds but its checksums. */
export const contentsOf = ({ root, files, runtime }: Source, manifest: Manifest): Contents => {
  const lock = readLock(root);
  const installed = (path: string) => existsSync(join(root, path, 'package.json'));
  const code = closureOf(root, programs);
  const packages = packagesFor(lock, code.packages, installed);
  const paged = closureOf(
    root,
    pages.map(({ from }) => from),
  );
  const runs = new Set(packages.map(({ path }) => path));
  const inPages = packagesFor(lock, paged.packages, installed).filter(({ path }) => !runs.has(path));
  const shippedFrom = (all: readonly LockedPackage[], inPages: boolean): Shipped[] =>
    all.map(({ path, ...it }) => ({ ...it, folder: join(root, path), inPages }));
  const shipped = [...shippedFrom(packages, false), ...shippedFrom(inPages, true)];
  const node = { name: 'node', version: runtime.version, license: 'MIT', folder: runtime.folder, inPages: false };

  const contents = new Map<string, Content>();
  const copy = (path: string) => contents.set(path, { from: join(root, path) });
  for (const path of code.files) copy(path);
  for (const path of files) if (asTheyStand.some((it) => it.test(path))) copy(path);
  for (const path of builtFiles(root)) copy(path);
  for (const it of packages)
    for (const file of filesOfPackage(root, it, manifest.platform)) copy(posix.join(it.path, file));
  for (const name of ['hospital-kiosk', 'hospital-kiosk-update']) {
    contents.set(`bin/${name}`, { from: join(root, 'deploy/release/bin', name) });
  }
  contents.set('bin/node', { from: join(runtime.folder, 'bin/node') });
  contents.set('package.json', { text: packageText(root, packages) });
  contents.set(licencesFile, { text: licencesText([node, ...shipped]) });
  contents.set(billFile, { text: billOfMaterials(npmBill(root), shipped, manifest) });
  contents.set(manifestFile, { text: `${JSON.stringify(manifest, undefined, 2)}\n` });
  return contents;
};
