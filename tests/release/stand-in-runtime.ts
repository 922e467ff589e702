import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Runtime, runtimeFor } from '../../deploy/release/make/runtime.ts';
import type { Platform } from '../../deploy/release/manifest.ts';

/** Where the platform's Node would be, a few bytes that call the one that runs the tests: a hundred megabytes take their time. */
export const standInRuntime = (root: string, platform: Platform, folder: string): Runtime => {
  const name = `node-${platform}`;
  const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[name];
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin/node'), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  chmodSync(join(folder, 'bin/node'), 0o755);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version }));
  writeFileSync(join(folder, 'LICENSE'), 'Node.js is licensed for use as follows: a stand-in.');
  return runtimeFor(root, platform, folder);
};
