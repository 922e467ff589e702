import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../manifest.ts';

/** The Node a release brings along. */
export interface Runtime {
  /** With `bin/node`, `LICENSE` and `package.json` in it. */
  readonly folder: string;
  readonly version: string;
}

/** The folder's runtime; without a folder the one npm installed. Throws, with what to do, when it is not there. */
export const runtimeFor = (root: string, platform: Platform, given?: string): Runtime => {
  const name = `node-${platform}`;
  const folder = given ?? join(root, 'node_modules', name);
  const pinned: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[name];
  if (!existsSync(join(folder, 'bin/node')) || !existsSync(join(folder, 'package.json'))) {
    throw new Error(
      given === undefined
        ? `The runtime for ${platform} is not installed: npm brings only this machine's own.
What to do: npm pack ${name}@${pinned} && mkdir -p var/runtime && tar -xzf ${name}-${pinned}.tgz -C var/runtime,
then the same command with --runtime var/runtime/package`
        : `--runtime: ${folder} holds no Node; expected the unpacked package ${name}, with bin/node in it`,
    );
  }
  const found: { name?: string; version?: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (found.name !== name || found.version !== pinned) {
    throw new Error(
      `${folder} holds ${found.name} ${found.version}; expected ${name} ${pinned}, which package.json pins for ${platform}`,
    );
  }
  return { folder, version: pinned };
};
