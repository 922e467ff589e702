/**
 * The demonstration as it is given away: a folder of files behind a server that knows nothing, under a path of its own.
 * The kiosk, its devices and its hospital are all in the tab.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { people } from '../seeds/people.ts';
import { launchChromium } from './chromium.ts';

const [person] = people;
if (!person) throw new Error('the seeds hold nobody');

const base = '/somewhere/else/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

let site: string;
let server: Server;
let asked: string[];
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];

beforeAll(async () => {
  site = mkdtempSync(join(tmpdir(), 'kiosk-demo-'));
  const { NODE_ENV: _, ...env } = process.env;
  const building = spawn('node', ['simulator/demo/main.ts', '--build', '--to', site], { env, stdio: 'inherit' });
  expect(await new Promise((resolve) => building.once('exit', resolve))).toBe(0);

  server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    asked.push(pathname);
    const name = pathname.replace(base, '').replace(/^$/, 'index.html');
    const file = pathname.startsWith(base) ? await readFile(join(site, name)).catch(() => undefined) : undefined;
    response.writeHead(file ? 200 : 404, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(site, { recursive: true });
});

beforeEach(async () => {
  asked = [];
  problems = [];
  context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
});
afterEach(() => context.close());

const open = () => page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`);

/** The frame the patients' page is in, once the terminal's first screen for patients is drawn. */
async function kiosk(): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('the kiosk has no frame');
  await frame.getByText('触摸屏幕开始').first().waitFor();
  return frame;
}

/** From the touch to the slip, in Chinese. */
async function register(): Promise<void> {
  const glass = await kiosk();
  const press = (name: RegExp) => glass.getByRole('button', { name }).first().click();
  await expect.poll(() => glass.getByText('可办理').count()).toBeGreaterThan(0);
  await glass.getByText('触摸屏幕开始').first().click();
  await press(/^挂号/);
  await glass.locator('[data-screen=presentCredential]').waitFor();
  await page.getByRole('button', { name: person?.card.name ?? '' }).click();
  await press(/今天/);
  await press(/^急诊/);
  await press(/急诊内科/);
  await glass.locator('button.tile-period:enabled').first().click();
  await press(/^去支付/);
  await page.getByRole('button', { name: '付款 Pay' }).click();
  await glass.getByText('挂号成功').first().waitFor();
}

async function picture(name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe('the demonstration', () => {
  test('registers a patient within the tab, its requests answered in the service worker', async () => {
    const fromWorker: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/v1/') && response.fromServiceWorker()) fromWorker.push(response.url());
    });
    await open();
    await kiosk();
    await picture('demo-1-attract');
    await register();
    await picture('demo-2-farewell');

    const slip = page.getByRole('article', { name: '凭条' }).filter({ hasText: '挂号凭条' });
    expect(await slip.innerText()).toMatch(/￥25\.00/);
    expect(fromWorker.length).toBeGreaterThan(5);
    expect(asked.filter((path) => path.includes('/api/'))).toEqual([]);
    expect(asked.every((path) => path.startsWith(base))).toBe(true);

    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: '凭条图片' }).click();
    await (await opened).getByText('挂号凭条').waitFor();
    expect(problems).toEqual([]);
  }, 120_000);

  test('says what it is: in memory, and everybody invented', async () => {
    await open();
    await kiosk();
    for (const said of ['人、医生、证件和号码全是编的', '日志只在内存里', 'all invented', 'in memory only']) {
      expect(await page.getByText(said).isVisible(), said).toBe(true);
    }
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/Service Worker.*已答 [1-9]/);
    expect(problems).toEqual([]);
  }, 60_000);

  test('carries the service worker as its makers give it away, and the licences of all it is made of', async () => {
    const original = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
    expect(await readFile(join(site, 'mockServiceWorker.js'), 'utf8')).toBe(await readFile(original, 'utf8'));
    const licences = await readFile(join(site, 'licences.md'), 'utf8');
    for (const name of ['msw', 'preact', 'xstate', 'noto-sans-sc']) expect(licences).toContain(name);
  });

  test('begins anew when the page is loaded again', async () => {
    await open();
    await register();
    await page.reload();
    await kiosk();
    expect(await page.getByRole('article', { name: '凭条' }).count()).toBe(0);
    expect(problems).toEqual([]);
  }, 120_000);

  test('where there is no service worker it works all the same, and says so', async () => {
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
    await open();
    await register();
    expect(await page.getByRole('status').innerText()).toContain('这里不能用 Service Worker');
    expect(asked.filter((path) => path.includes('/api/'))).toEqual([]);
    expect(problems).toEqual([]);
  }, 120_000);
});
