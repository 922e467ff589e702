import { builtinModules } from 'node:module';
import type { Plugin } from 'vite';

/** Fails a build that asks for a module of Node's, where the bundler would put an empty one in its place. */
export function browserOnly(): Plugin {
  return {
    name: 'browser-only',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!id.startsWith('node:') && !builtinModules.includes(id)) return null;
      return this.error(`${importer} asks for ${id}, which no browser has`);
    },
  };
}
