/** The dashboard before the hub itself: invented terminals report a month, signed, and the page shows what they said. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { units } from '../../seeds/units.ts';
import { enrolFleet } from '../../simulator/fleet/enrol.ts';
import { createFleet } from '../../simulator/fleet/fleet.ts';
import { inventedMonth } from '../../simulator/fleet/month.ts';
import { fleetSigner } from '../../simulator/fleet/signer.ts';
import { instantOf } from '../../simulator/hospital/local-time.ts';
import { inventedHub } from '../../statistics/access/invented-hub.ts';
import { usualLimits } from '../../statistics/access/limits.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import { rollUp } from '../../statistics/intake/roll-up.ts';
import { type RunningHub, serveHub } from '../../statistics/server.ts';
import { launchChromium } from '../chromium.ts';
import { type DashboardReader, openDashboard } from './reader.ts';

const zone = 'Asia/Shanghai';
const month = inventedMonth({
  seed: 7,
  units: units.slice(0, 6),
  terminals: 14,
  from: '2026-10-01',
  days: 31,
  transactionsPerTerminalDay: 12,
  zone,
});

let browser: Browser;
let served: RunningHub;
let reader: DashboardReader;
let page: Page;
let closeDatabase: () => Promise<void>;

beforeAll(async () => {
  const hub = await inventedHub({ limits: usualLimits });
  closeDatabase = () => hub.ports.database.close();
  const signer = fleetSigner();
  await enrolFleet(hub.ports.database, month, signer.publicKey, instantOf(zone, '2026-10-01', 0, '00:00'));
  await createFleet({ month, intake: hub.ports.intake, seals: nodeSeals(), signer }).reportUpTo(
    instantOf(zone, '2026-11-01', 0, '00:00') - 1,
  );
  const password = await hub.account({ account: 'wu.min', name: '吴敏', administrator: true });
  served = await serveHub(hub, { port: 0, page: join(import.meta.dirname, '../../dist/hub') });
  browser = await launchChromium();
  reader = await openDashboard(browser, served.url);
  page = reader.page;
  await page.getByLabel('账号').fill('wu.min');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.locator('main .title h1').waitFor();
}, 180_000);
afterAll(async () => {
  await reader?.close();
  await browser?.close();
  await served?.close();
  await closeDatabase?.();
});

const all = rollUp(
  month.terminals.flatMap((it) =>
    month.days().flatMap((day) => month.day(it, day).epochs.flatMap(({ events }) => events)),
  ),
);
const sum = (count: 'visits' | 'registrations' | 'registrationAmount' | 'payments' | 'paymentAmount') =>
  all.reduce((total, { counts }) => total + counts[count], 0);
const figure = (label: string) =>
  page.locator('.figure', { has: page.locator('.label', { hasText: new RegExp(`^${label}$`) }) }).locator('.number');

test('the headline is what the terminals reported, to the fen', async () => {
  await reader.open('#/?from=2026-10-01&to=2026-10-31');
  const written = (value: number) => value.toLocaleString('zh-CN');
  await expect.poll(() => figure('人次').getAttribute('title')).toBe(`${written(sum('visits'))} 人次`);
  expect(await figure('挂号').getAttribute('title')).toBe(`${written(sum('registrations'))} 次`);
  const yuan = (fen: number) => `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}`;
  expect(await figure('缴费金额').getAttribute('title')).toBe(yuan(sum('paymentAmount')));
  expect(await page.locator('main').innerText()).toContain('选择科室');
});

test.each([
  '#/?from=2026-10-01&to=2026-10-31',
  '#/?from=2026-10-12&to=2026-10-12',
  `#/units/${units[0]?.id}?from=2026-10-01&to=2026-10-31`,
  `#/terminals/${month.terminals[0]?.terminal}?from=2026-10-01&to=2026-10-31`,
  `#/behind/payments?unit=${units[0]?.id}&from=2026-10-01&to=2026-10-31`,
  '#/flows/registration?from=2026-10-01&to=2026-10-31',
  `#/flows/payment?terminal=${month.terminals[0]?.terminal}&from=2026-10-01&to=2026-10-31`,
  '#/devices?from=2026-10-01&to=2026-10-31',
  '#/alarms?from=2026-10-01&to=2026-10-31',
  '#/bulletins/2026-10',
  '#/administration/terminals',
  '#/administration/tokens',
  '#/administration/accounts',
  '#/administration/exports',
  '#/account',
])('every question of %s is one the hub answers', async (hash) => {
  await reader.open(hash);
  expect(await page.locator('.trouble-words').count()).toBe(0);
  expect(reader.problems).toEqual([]);
});

test('the bulletin’s total is the sum of what was reported', async () => {
  await reader.open('#/bulletins/2026-10');
  const total = await page.locator('tfoot td').allInnerTexts();
  expect(total.at(-2)).toBe(sum('payments').toLocaleString('zh-CN'));
  expect(total.at(0)).toBe('14');
});

test('a terminal put up here gets a code, and stands in the list', async () => {
  await reader.open('#/administration/terminals');
  await page.getByLabel('编号').fill('NEW-01');
  await page.getByLabel('病区').fill('门诊');
  await page.getByLabel('位置（中文）').fill('大厅');
  await page.getByLabel('位置（英文）').fill('Hall');
  await page.getByRole('button', { name: '登记终端' }).click();
  await expect.poll(() => page.locator('main output').innerText()).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await expect.poll(() => page.locator('main tbody').innerText()).toContain('NEW-01');
});
