import '@fontsource-variable/noto-sans-sc';
import './styles/tokens.css';
import './styles/page.css';
import './styles/controls.css';
import './styles/charts.css';
import './styles/parts.css';
import './styles/tables.css';
import './styles/print.css';
import { render } from 'preact';
import { App } from './app.tsx';
import type { Outside } from './outside.ts';

const outside: Outside = {
  now: () => Date.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
  fetch: (path, init) => fetch(path, init),
  kept: {
    // A browser may forbid it; the choice then lasts as long as the page.
    read(name) {
      try {
        return localStorage.getItem(name) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      try {
        localStorage.setItem(name, value);
      } catch {}
    },
  },
};

const looked = {
  atNow: () => document.visibilityState === 'visible',
  whenAgain(task: () => void) {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') task();
    });
  },
};

const root = document.getElementById('dashboard');
if (root) render(<App outside={outside} looked={looked} />, root);
