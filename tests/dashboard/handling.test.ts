/** The dashboard in somebody's hands: in at the door, down into a figure, through the keyboard, onto paper, out again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { administrator, type InventedHub, readerOf, startInventedHub } from './invented-hub.ts';
import { type DashboardReader, openDashboard } from './reader.ts';

let browser: Browser;
let hub: InventedHub;
let reader: DashboardReader;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  hub = await startInventedHub();
  reader = await openDashboard(browser, hub.address);
  page = reader.page;
});
afterEach(async () => {
  expect(reader.problems).toEqual([]);
  await reader.close();
  hub.close();
});

const main = () => page.locator('main');
const heading = () => page.locator('main h1').innerText();
const link = (name: string | RegExp) => main().getByRole('link', { name }).first();

test('a figure leads to the units behind it, those to their terminals, and the period goes along', async () => {
  await reader.open('#/?from=2026-10-01&to=2026-10-31');
  await link(/^挂号 /).click();
  await expect.poll(heading).toContain('挂号');
  await link('南京鼓楼医院').click();
  await link(/^NJ-04-02/).click();
  await expect.poll(heading).toContain('NJ-04-02');
  expect(page.url()).toContain('from=2026-10-01&to=2026-10-31');
  await expect.poll(() => main().innerText()).toContain('2026年10月');
  await page.goBack();
  await page.goBack();
  await expect.poll(() => main().innerText()).toContain('江苏省中医院');
});

test('a month stands beside the month before', async () => {
  await reader.open('#/?from=2026-10-01&to=2026-10-31');
  await expect.poll(() => main().innerText()).toContain('对比 2026年9月');
  expect(hub.read.some((path) => path.includes('from=2026-09-01&to=2026-09-30'))).toBe(true);
});

test('a day on the course is looked at alone, by hand and by keyboard', async () => {
  await reader.open('#/');
  await page.locator('.u-over').click({ position: { x: 200, y: 80 } });
  await expect.poll(() => page.url()).toMatch(/from=(\S+)&to=\1$/);
  await expect.poll(() => main().innerText()).toContain('每小时');
  await reader.open('#/');
  await page.locator('summary').focus();
  await page.keyboard.press('Enter');
  await link(/11月18日/).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('from=2026-11-18&to=2026-11-18');
});

test('everything can be reached by keyboard, and what has the focus can be seen', async () => {
  await reader.open('#/units/nanjing-gulou');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  const reached = new Set<string>();
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const it = document.activeElement;
      if (!it || it === document.body) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const seen = outlineStyle !== 'none' && outlineWidth !== '0px';
      return { name: (it.getAttribute('aria-label') ?? it.textContent ?? '').trim(), seen };
    });
    if (!at) break;
    expect(at.seen, at.name).toBe(true);
    reached.add(at.name);
  }
  for (const wanted of ['近 7 天', '查看', '缴费', '一周里什么时候忙', '各终端', '数据表']) {
    expect([...reached]).toContain(wanted);
  }
});

test('a table is put in the order of any of its figures', async () => {
  await reader.open('#/behind/visits');
  const first = () => main().locator('tbody th').first().innerText();
  const most = await first();
  await main().getByRole('button', { name: '人次' }).click();
  await expect.poll(first).not.toBe(most);
  expect(await main().locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
});

test('who is not signed in comes to the door, is told what is wrong, and stands where they wanted to be', async () => {
  hub.reader = undefined;
  await page.goto(`${hub.address}#/units/nanjing-gulou`);
  await page.reload();
  await expect.poll(heading).toBe('自助终端统计');
  const enter = () => page.getByRole('button', { name: '登录', exact: true }).click();
  await enter();
  await expect.poll(() => main().innerText()).toContain('请填写账号和密码');
  await page.getByLabel('账号').fill('wu.min');
  await page.getByLabel('密码').fill('wrong');
  await enter();
  await expect.poll(() => main().innerText()).toContain('账号或密码不对');
  expect(await page.getByLabel('密码').inputValue()).toBe('');
  expect(await page.getByRole('link', { name: '市统一身份' }).getAttribute('href')).toBe('/sign-in/oidc');
  await page.getByLabel('密码').fill('open sesame');
  await enter();
  await expect.poll(heading).toContain('南京鼓楼医院');
});

test('whoever leaves is at the door again, and nothing of theirs is left on the page', async () => {
  await reader.open('#/account');
  await main().getByRole('button', { name: '退出登录' }).click();
  await expect.poll(heading).toBe('自助终端统计');
  expect(await page.locator('body').innerText()).not.toContain('吴敏');
  hub.reader = administrator;
});

test('a hospital sees itself, and no administration', async () => {
  hub.reader = readerOf('nanjing-gulou');
  await page.reload();
  await expect.poll(heading).toContain('南京鼓楼医院');
  await reader.settled();
  expect(await page.getByRole('link', { name: '管理' }).count()).toBe(0);
  await reader.open('#/administration/tokens');
  expect(await main().innerText()).toContain('只有管理员可以查看这一页');
});

test('figures stay when the hub falls silent, and the page says that they are old', async () => {
  await reader.open('#/behind/visits');
  hub.fail(500);
  await page.clock.install({ time: Date.parse('2026-11-21T01:45:00Z') });
  await page.reload();
  await expect.poll(() => main().innerText()).toContain('统计中心暂时无法回答');
  hub.fail(undefined);
  await main().getByRole('button', { name: '重试' }).first().click();
  await expect.poll(() => main().innerText()).toContain('合计');
  hub.fail(500);
  await page.clock.runFor(61_000);
  await expect.poll(() => page.locator('body').innerText()).toContain('显示的是之前的数字');
  expect(await main().innerText()).toContain('合计');
  hub.fail(undefined);
  await page.clock.runFor(61_000);
  await expect.poll(() => page.locator('body').innerText()).not.toContain('显示的是之前的数字');
});

test('a terminal is put up, and its one-time code is shown large', async () => {
  await reader.open('#/administration/terminals');
  await page.getByLabel('编号').fill('NJ-99-01');
  await page.getByLabel('病区').fill('门诊');
  await page.getByLabel('位置（中文）').fill('大厅');
  await page.getByLabel('位置（英文）').fill('Hall');
  await main().getByRole('button', { name: '登记终端' }).click();
  const code = main().locator('output');
  await expect.poll(() => code.innerText()).toBe('7K2M-PQ4D-9XHB');
  expect((await code.boundingBox())?.height).toBeGreaterThan(30);
  expect(hub.sent).toEqual([
    {
      verb: 'POST',
      path: '/v1/terminals',
      body: {
        terminal: 'NJ-99-01',
        unit: 'jiangsu-renmin',
        ward: '门诊',
        place: { zh: '大厅', en: 'Hall' },
        from: '2026-11-21',
      },
    },
  ]);
});

test('a terminal is found, moved, and its key taken from it once somebody is sure', async () => {
  await reader.open('#/administration/terminals');
  await page.getByRole('searchbox').fill('NJ-04-02');
  await expect.poll(() => main().locator('tbody tr').count()).toBe(1);
  await main().getByRole('button', { name: '迁移', exact: true }).click();
  await page.getByLabel('单位').selectOption('xuanwu');
  await main().getByRole('button', { name: '迁移', exact: true }).first().click();
  await expect.poll(() => hub.sent.map(({ path }) => path)).toEqual(['/v1/terminals/NJ-04-02/moves']);
  expect(hub.sent[0]?.body).toMatchObject({ unit: 'xuanwu', from: '2026-11-21' });
  page.once('dialog', (dialog) => void dialog.dismiss());
  await main().getByRole('button', { name: '撤销密钥' }).click();
  page.once('dialog', (dialog) => void dialog.accept());
  await main().getByRole('button', { name: '撤销密钥' }).click();
  await expect
    .poll(() => hub.sent.map(({ path }) => path))
    .toEqual(['/v1/terminals/NJ-04-02/moves', '/v1/terminals/NJ-04-02/revocation']);
});

test('tokens and accounts are made, and their secrets shown once', async () => {
  await reader.open('#/administration/tokens');
  await page.getByLabel('用途').fill('报表');
  await page.getByLabel('可查看').selectOption('nanjing-gulou');
  await main().getByRole('button', { name: '新建令牌' }).click();
  await expect.poll(() => main().locator('output').innerText()).toBe('hub_2mXq8sVb41');
  expect(hub.sent[0]?.body).toEqual({ name: '报表', days: 365, scope: { units: ['nanjing-gulou'] } });
  await reader.open('#/administration/accounts');
  expect(await main().locator('output').count()).toBe(0);
  await page.getByRole('textbox', { name: '账号' }).fill('li.na');
  await page.getByLabel('显示名').fill('李娜');
  await main().getByRole('button', { name: '新建账号' }).click();
  await expect.poll(() => main().locator('output').innerText()).toBe('river-lamp-stone-42');
});

test('the bulletin is there as files and as a page to print', async () => {
  await reader.open('#/bulletins/2020-02');
  const hrefs = await main()
    .locator('.actions a')
    .evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  expect(hrefs).toEqual(['csv', 'xlsx', 'html'].map((format) => `/v1/bulletins/2020-02?form=2020&format=${format}`));
  await link(/2018 年表式/).click();
  await expect.poll(() => main().locator('thead th').count()).toBe(8);
});

test('light and dark, Chinese and English are chosen and kept', async () => {
  await reader.open('#/');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: '深色' }).click();
  await expect.poll(paper).not.toBe(light);
  await page.getByRole('button', { name: 'English' }).click();
  await expect.poll(heading).toContain('The city');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en-GB');
  await page.reload();
  await expect.poll(heading).toContain('The city');
  expect(await paper()).not.toBe(light);
});

test('on paper there are figures and no buttons, dark ink on white, and nothing is cut off', async () => {
  await reader.open('#/units/nanjing-gulou');
  await page.getByRole('button', { name: '深色' }).click();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1000 });
  for (const gone of ['header.head', '.period', 'main button:not(thead button)', 'details']) {
    expect(await page.locator(gone).filter({ visible: true }).count(), gone).toBe(0);
  }
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(room ?? 0);
});
