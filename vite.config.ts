import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** `vite build` builds the patients' page; `--mode bench` the technician's. Both are served by their own program. */
export default defineConfig(({ mode }) => {
  const page = mode === 'bench' ? 'bench' : 'kiosk';
  return {
    root: page === 'bench' ? 'simulator/bench/page' : 'kiosk-ui',
    base: './',
    plugins: [preact()],
    // Inlined pieces would be data: addresses, which the pages' policy forbids.
    build: { assetsInlineLimit: 0, outDir: `${import.meta.dirname}/dist/${page}`, emptyOutDir: true },
    test: {
      root: import.meta.dirname,
      include: ['{device-drivers,terminal,kiosk-ui,simulator,statistics,seeds,tests}/**/*.test.{ts,tsx}'],
    },
  };
});
