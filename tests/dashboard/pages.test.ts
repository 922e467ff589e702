/**
 * Every page of the dashboard in both languages, light and dark, from a telephone to a wall. In the short form the widths
 * take turns.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { inTurn, sample } from '../whole.ts';
import { type InventedHub, startInventedHub } from './invented-hub.ts';
import { type DashboardReader, openDashboard } from './reader.ts';

let browser: Browser;
let hub: InventedHub;
beforeAll(async () => {
  browser = await launchChromium();
  hub = await startInventedHub();
});
afterAll(async () => {
  await browser?.close();
  hub?.close();
});

/** A view, and what must be read on it in Chinese and in English. */
const views = [
  ['#/', '全市', 'The city'],
  ['#/?from=2026-11-18&to=2026-11-18&measure=payments', '每小时', 'Hour by hour'],
  ['#/units/nanjing-gulou?from=2026-10-01&to=2026-10-31', '南京鼓楼医院', 'Nanjing Gulou'],
  ['#/terminals/NJ-04-02', '门诊二楼2号机', 'Outpatients, first floor, no. 2'],
  ['#/behind/registrations', '这个数字从哪里来', 'Where this figure comes from'],
  ['#/behind/paymentAmount?unit=nanjing-gulou', '缴费金额', 'Paid, yuan'],
  ['#/flows/registration', '停在哪一步', 'Where it stopped'],
  ['#/devices?unit=nanjing-gulou', '设备可用率', 'Availability of devices'],
  ['#/alarms', '凭条打印机', 'Receipt printer'],
  ['#/bulletins/2020-02', '自助智能医疗服务终端医院使用情况表', 'Use of self-service medical terminals'],
  ['#/bulletins/2018-08', '打印报告数', 'Reports printed'],
  ['#/administration/terminals', '登记终端', 'New terminal'],
  ['#/administration/tokens', '市卫健委数据平台', 'New token'],
  ['#/administration/accounts', '吴敏', 'New account'],
  ['#/administration/exports', 'xlsx', 'Exports'],
  ['#/account', '修改密码', 'Change the password'],
  ['#/nowhere', '没有这个页面', 'There is no such page'],
] as const;

const widths = [360, 1280, 2560] as const;

const ways = [
  { language: 'zh', look: 'light', from: 0 },
  { language: 'en', look: 'dark', from: 1 },
] as const;

describe.each(ways)(`$language, $look${sample}`, ({ language, look, from }) => {
  const wide = inTurn(views, widths, from);
  let reader: DashboardReader;
  beforeAll(async () => {
    reader = await openDashboard(browser, hub.address, { language, look });
  });
  afterAll(() => reader?.close());

  test.each(views)('%s', async (hash, chinese, english) => {
    await reader.open(hash);
    const { page } = reader;
    await expect.poll(() => page.locator('main').innerText()).toContain(language === 'zh' ? chinese : english);
    for (const [, width] of wide.filter(([it]) => it[0] === hash)) {
      await page.setViewportSize({ width, height: 900 });
      await reader.settled();
      const [needed, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(needed, `at ${width} px`).toBeLessThanOrEqual(room ?? 0);
      expect(await reader.violations(), `at ${width} px`).toEqual([]);
    }
    expect(reader.problems).toEqual([]);
  });
});

test('nothing of the other language is left over', async () => {
  const reader = await openDashboard(browser, hub.address, { language: 'en' });
  for (const hash of ['#/flows/card', '#/alarms', '#/devices', '#/']) {
    await reader.open(hash);
    const left = await reader.page.evaluate(() => {
      // Names of people, wards and hospitals are what they are; the switch is in its own language.
      const own = document.querySelector('main')?.cloneNode(true) as HTMLElement;
      return own.innerText.match(/\p{Script=Han}+/gu) ?? [];
    });
    expect(left).toEqual([]);
  }
  await reader.close();
});
