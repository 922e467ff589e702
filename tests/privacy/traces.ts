import type { Page } from 'playwright-core';

/** Wherever else a page can leave something behind. */
export interface Traces {
  /** All that stands on the page, attributes too. */
  readonly html: string;
  readonly title: string;
  readonly address: string;
  readonly history: { readonly length: number; readonly state: unknown; readonly entries: readonly string[] };
  readonly name: string;
  readonly kept: Readonly<Record<'local' | 'session' | 'cookies', string>>;
  readonly databases: readonly string[];
  readonly caches: readonly string[];
  readonly workers: number;
  /** What a browser might fill in again by itself. */
  readonly fields: number;
  readonly marked: string;
  /** What was fetched, by its address. */
  readonly fetched: readonly string[];
  /** The text in which a pattern was found last. */
  readonly matched: string;
  /** Said, or still to be said. */
  readonly speaking: boolean;
}

/** Runs in the page. */
async function read(): Promise<Traces> {
  const { navigation } = window as unknown as { navigation: { entries(): { url: string }[] } };
  const { history, speechSynthesis } = window;
  return {
    html: document.documentElement.outerHTML,
    title: document.title,
    address: location.href,
    history: { length: history.length, state: history.state, entries: navigation.entries().map(({ url }) => url) },
    name: window.name,
    kept: {
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
      cookies: document.cookie,
    },
    databases: (await indexedDB.databases()).map(({ name }) => String(name)),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    fields: document.querySelectorAll('input, textarea, select, form, [contenteditable], [autocomplete]').length,
    marked: String(getSelection()),
    fetched: performance.getEntriesByType('resource').map(({ name }) => name),
    matched: String(Reflect.get(RegExp, 'input')),
    speaking: speechSynthesis.speaking || speechSynthesis.pending,
  };
}

export const tracesIn = (page: Page): Promise<Traces> => page.evaluate(read);
