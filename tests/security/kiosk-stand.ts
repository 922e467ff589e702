/**
 * A terminal in virtual time, its built page on its own page server, and Debian's Chromium before it as on a terminal. Nobody
 * looks into that browser: it is known by its windows, its lines, and what the page tells down its own.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { servePage } from '../../terminal/page-server.ts';
import { builtPage } from '../gallery/built-page.ts';
import { type Kiosk, openKiosk } from '../kiosk.ts';
import { type BrowserOptions, type KioskBrowser, policyFor, startKioskBrowser } from './kiosk-browser.ts';
import { isNoticed, type Noticed, type ProbeOptions, probe } from './probe.ts';

export interface Place extends Pick<BrowserOptions, 'display' | 'script'> {
  /** Without the administrator's policy, and with a page that cannot keep the browser from anything. */
  readonly unguarded?: boolean;
}

export interface KioskStand {
  readonly kiosk: Kiosk;
  readonly browser: KioskBrowser;
  readonly noticed: readonly Noticed[];
  /** Lines that pages have opened so far, and those that are open. */
  lines(): { readonly opened: number; readonly open: number };
  close(): Promise<void>;
}

/** The built page with a script before its own. */
async function probedPage(options: ProbeOptions): Promise<string> {
  const built = await builtPage();
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-probed-'));
  await cp(built.folder, folder, { recursive: true });
  await built.close();
  await writeFile(join(folder, 'probe.js'), probe(options));
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  await writeFile(index, html.replace('<script', '<script src="./probe.js"></script><script'));
  return folder;
}

export async function openKioskStand({ unguarded = false, ...place }: Place): Promise<KioskStand> {
  const [folder, kiosk] = await Promise.all([probedPage({ powerless: unguarded }), openKiosk()]);
  const noticed: Noticed[] = [];
  let opened = 0;
  let open = 0;
  const server = await servePage({
    page: folder,
    port: 0,
    token: 'one-per-start',
    log: () => {},
    terminal: {
      subscribe(listener) {
        opened += 1;
        open += 1;
        const stop = kiosk.world.terminal?.subscribe(listener);
        return () => {
          open -= 1;
          stop?.();
        };
      },
      tap(message) {
        if (isNoticed(message)) noticed.push(message.noticed);
        else kiosk.world.terminal?.tap(message);
      },
    },
  });
  const browser = startKioskBrowser({
    address: server.url,
    policy: unguarded ? undefined : policyFor(server.url),
    ...place,
  });
  const stand: KioskStand = {
    kiosk,
    browser,
    noticed,
    lines: () => ({ opened, open }),
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
  try {
    await expect.poll(() => open, { timeout: 40_000, message: 'pages that opened their line' }).toBe(1);
  } catch (thrown) {
    await stand.close();
    throw new Error(`the browser did not come up: ${browser.said()}`, { cause: thrown });
  }
  return stand;
}
