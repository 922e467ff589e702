import type { Plugin } from 'vite';

const theirs = "import createLucideIcon from '../createLucideIcon.mjs'";
const ours = `import { leanIcon as createLucideIcon } from ${JSON.stringify(`${import.meta.dirname}/lean-icon.ts`)}`;

/** For the bundler: lucide's icons as the lines they are, without lucide's settings and the keys React would want. */
export function leanIcons(): Plugin {
  return {
    name: 'lean-icons',
    apply: 'build',
    transform: (code, id) =>
      id.includes('/lucide-preact/dist/esm/icons/')
        ? { code: code.replace(theirs, ours).replace(/, key: "\w+"/g, ''), map: null }
        : null,
  };
}
