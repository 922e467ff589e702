import preact from '@preact/preset-vite';
import { msw } from 'msw/vite';
import type { BuildOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { leanIcons } from './kiosk-ui/icons/lean-icons.ts';
import { browserOnly } from './simulator/demo/browser-only.ts';
import { projects } from './tests/projects.ts';

const roots = {
  kiosk: 'kiosk-ui',
  bench: 'simulator/bench/page',
  demo: 'simulator/demo/page',
  hub: 'statistics/dashboard',
};

/** The demonstration is two pages, the second inside the first, and carries what would else be a server's. */
const demoBuild: BuildOptions = {
  rolldownOptions: {
    input: ['index.html', 'kiosk/index.html'].map((it) => `${import.meta.dirname}/${roots.demo}/${it}`),
  },
  license: { fileName: 'licences.md' },
  // A whole terminal, its hospital and the dictionary behind the initials.
  chunkSizeWarningLimit: 1400,
};

/** The bench's page, and inside it the patients' page with a screen that has gone by. */
const benchBuild: BuildOptions = {
  rolldownOptions: {
    input: ['index.html', 'past.html'].map((it) => `${import.meta.dirname}/${roots.bench}/${it}`),
  },
};

/**
 * `vite build` builds the patients' page; `--mode bench` the technician's, `--mode hub` the one for
 * hospitals and the city. Each is served by its own program.
 * `--mode demo` builds the demonstration, for any server of files.
 */
export default defineConfig(({ mode }) => {
  const page = mode === 'bench' || mode === 'demo' || mode === 'hub' ? mode : 'kiosk';
  return {
    root: roots[page],
    base: './',
    plugins: [preact(), leanIcons(), page === 'demo' && [browserOnly(), msw({ mode: 'worker-only' })]],
    build: {
      // Inlined pieces would be data: addresses, which the pages' policy forbids.
      assetsInlineLimit: 0,
      // The glass is of this year, and there is one script.
      modulePreload: { polyfill: false },
      outDir: `${import.meta.dirname}/dist/${page}`,
      emptyOutDir: true,
      ...(page === 'demo' && demoBuild),
      ...(page === 'bench' && benchBuild),
    },
    test: {
      root: import.meta.dirname,
      // Nothing is asserted of the wall clock: these only end what hangs, on a machine however busy.
      testTimeout: 30_000,
      hookTimeout: 60_000,
      projects,
    },
  };
});
