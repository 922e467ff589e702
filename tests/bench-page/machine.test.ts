/** The machine on the bench and the wallet beside it: what a hand does at each place, and what the machine makes of it. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../seeds/people.ts';
import type { RehearsalCommand } from '../../simulator/rehearsal/command.ts';
import { launchChromium } from '../chromium.ts';
import { openBench, type Technician } from './technician.ts';

let browser: Browser;
let bench: Technician;
let stand: Locator;

beforeAll(async () => {
  browser = await launchChromium();
  bench = await openBench(browser);
  stand = bench.page.locator('.stand');
  await bench.screen('attract').waitFor();
}, 120_000);
afterAll(async () => {
  await bench?.stop();
  await browser?.close();
});

const within = { timeout: 60_000 };
const becomes = (look: () => unknown) => expect.poll(look, within);
const terminal = () => bench.terminal();
const place = (name: RegExp) => stand.getByRole('region', { name });
const things = (name: string) => bench.page.getByRole('group', { name });
const press = (name: RegExp | string, where: Locator = stand) => where.getByRole('button', { name }).click();
const phone = () => bench.page.locator('#phone');
const glass = () => bench.page.frameLocator('iframe').first();
const touch = (name: RegExp) => glass().getByRole('button', { name }).first().click();
const screen = (name: string) => bench.screen(name).waitFor();

/** What no hand at the machine can do. */
const elsewhere = (command: RehearsalCommand) =>
  bench.page.evaluate(
    (text) =>
      new Promise<void>((done) => {
        const socket = new WebSocket(new URL('socket', location.href.replace('http', 'ws')));
        socket.onopen = () => {
          socket.send(text);
          done();
        };
      }),
    JSON.stringify({ kind: 'do', command }),
  );

async function beginRegistration(name: string): Promise<void> {
  await screen('attract');
  await glass().locator('button.begin').click();
  await touch(/^挂号/);
  await screen('presentCredential');
  await press(name, things(name));
}

/** From the welcome to the order that waits for its payer. */
async function toPayment(name: string): Promise<void> {
  await beginRegistration(name);
  await touch(/今天/);
  await touch(/^急诊/);
  await touch(/急诊内科/);
  await glass().locator('button.tile-period:enabled').first().click();
  await touch(/^去支付/);
  await screen('pay');
}

/** Ends what stands on the glass and takes everything away. */
async function tidy(): Promise<void> {
  for (const it of [{ do: 'takeCard' }, { do: 'takeChipCard' }, { do: 'hideCode' }] as const) await elsewhere(it);
  await becomes(() => [terminal()?.reader.card, terminal()?.chipCardReader.card, terminal()?.scanner.shown]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const leave = glass().locator('.end, .main-action').first();
  const left = async () => {
    if (terminal()?.screen !== 'attract') await leave.click({ timeout: 1_000 }).catch(() => {});
    return terminal()?.screen;
  };
  await expect.poll(left, within).toBe('attract');
  await screen('attract');
}

describe('the wallet', () => {
  test('somebody is found by a name and by what they are there to try, in both languages', async () => {
    const seek = bench.page.getByLabel('找人 Find somebody');
    const found = () =>
      bench.page
        .locator('#wallet')
        .getByRole('group')
        .evaluateAll((all) => all.map((it) => it.ariaLabel));
    expect(await found()).toEqual(people.map(({ card }) => card.name));
    for (const [text, name] of [
      ['思齐', '罗思齐'],
      ['两份档案', '罗思齐'],
      ['BLOCKED', '钱大有'],
    ] as const) {
      await seek.fill(text);
      await becomes(found).toEqual([name]);
    }
    await seek.fill('nobody of this name');
    await bench.page.getByText('没有这样的人').waitFor();
    await seek.fill('');
  });

  test('twelve people stand there without scrolling, each with a name, cards and codes', async () => {
    const floor = await bench.page.locator('.people-side').boundingBox();
    const boxes = await bench.page
      .locator('#wallet fieldset')
      .evaluateAll((all) => all.map((it) => it.getBoundingClientRect().bottom));
    const bottom = (floor?.y ?? 0) + (floor?.height ?? 0);
    expect(boxes.filter((it) => it <= bottom).length).toBeGreaterThanOrEqual(12);
  });

  test('whoever is chosen is shown with everything; a lost card is reported', async () => {
    const group = things('林浩然');
    await press('ordinary', group);
    expect(await group.getByRole('button', { name: /^就诊卡/ }).innerText()).toBe('就诊卡 Hospital card');
    await press(/挂失/, group);
    await becomes(() => bench.hands.at(-1)).toMatch(/reportCardLost.*林浩然/);
    await press('ordinary', group);
    expect(await group.getByRole('button', { name: /^就诊卡/ }).innerText()).toBe('就诊');
  });
});

describe('what is shown to the machine', () => {
  afterEach(tidy);

  test('an ID card is laid down by a press and taken away; it can be carried there; other places do nothing with it', async () => {
    const card = things('张明远').getByRole('button', { name: '张明远' });
    await card.click();
    await becomes(() => terminal()?.reader.card).toBe(0);
    await place(/^身份证/)
      .getByText('张明远')
      .waitFor();
    expect(await card.getAttribute('aria-pressed')).toBe('true');
    await press(/取走 Take the card/);
    await becomes(() => terminal()?.reader.card).toBeUndefined();

    await card.dragTo(place(/^插卡口/));
    await card.dragTo(place(/^身份证/));
    await becomes(() => terminal()?.reader.card).toBe(0);
    expect(terminal()?.chipCardReader.card).toBeUndefined();
    await press(/取走 Take the card/);
  });

  test('chip cards are put in and taken out: by a press, carried, a bank’s', async () => {
    const card = () => terminal()?.chipCardReader.card;
    await press(/社保卡/, things('陈静'));
    await becomes(card).toEqual({ kind: 'held', person: 1, name: 'socialSecurity' });
    await place(/^插卡口/)
      .getByText('陈静 社保卡')
      .waitFor();
    await press(/取出芯片卡/);
    await becomes(card).toBeUndefined();

    await things('张明远')
      .getByRole('button', { name: /^就诊卡/ })
      .dragTo(place(/^插卡口/));
    await becomes(card).toEqual({ kind: 'held', person: 0, name: 'hospital' });
    await press(/取出芯片卡/);
    await becomes(card).toBeUndefined();

    await press(/^银行卡/);
    await becomes(card).toEqual({ kind: 'bank' });
    await press(/取出芯片卡/);
    await becomes(card).toBeUndefined();
  });

  test('a hospital card is drawn through the slit', async () => {
    const swipes = () => terminal()?.magneticCardReader.swipes;
    await press(/^刷就诊卡/, things('张明远'));
    await becomes(swipes).toBe(1);
    await things('张明远')
      .getByRole('button', { name: /^就诊卡/ })
      .dragTo(place(/^刷卡槽/));
    await becomes(swipes).toBe(2);
    await place(/^刷卡槽/)
      .getByText('刷过 2 次')
      .waitFor();
  });

  test('a code is held before the window and put away; the window is lit while it looks', async () => {
    const shown = () => terminal()?.scanner.shown;
    await press(/医保码/, things('陈静'));
    await becomes(shown).toMatch(/./);
    await press(/收起码/);
    await becomes(shown).toBeUndefined();
    await things('陈静')
      .getByRole('button', { name: /虚拟卡码/ })
      .dragTo(place(/^扫码窗/));
    await becomes(shown).toMatch(/./);
    await press(/收起码/);
    await becomes(shown).toBeUndefined();

    await glass().locator('button.begin').click();
    await touch(/^挂号/);
    await screen('presentCredential');
    await stand.locator('.window.looking').waitFor();
  });
});

describe('money', () => {
  afterEach(tidy);

  test('the phone types a password, is declined, pays, and pays once more; the slip curls out and is torn off', async () => {
    await toPayment('林浩然');
    const order = () => bench.hospital()?.waiting[0]?.state;
    await becomes(order).toBe('NOTPAY');
    await press(/输密码/, phone());
    await becomes(order).toBe('USERPAYING');
    await phone().getByText('正在输密码').first().waitFor();
    await press(/失败 Decline/, phone());
    await becomes(order).toBe('PAYERROR');
    await press('付款 Pay', phone());
    await becomes(() => bench.hospital()?.ended[0]?.state).toBe('SUCCESS');
    await phone().getByText('已付 paid').first().waitFor();
    await press(/再付一次/, phone());
    await bench.page.getByRole('alert').filter({ hasText: 'alreadyPaid' }).waitFor();

    const slip = place(/^凭条口/).getByRole('article');
    await slip.filter({ hasText: '挂号凭条' }).waitFor();
    await screen('farewell');
    await press(/取走凭条/);
    await becomes(() => terminal()?.printer.slips).toEqual([]);
    const torn = stand.getByRole('list', { name: '撕下的凭条' }).getByRole('article');
    await torn.filter({ hasText: '挂号凭条' }).waitFor();
    const picture = await stand.getByRole('link', { name: /凭条图片/ }).evaluate((it: HTMLAnchorElement) => it.href);
    expect(await (await fetch(picture)).text()).toContain('挂号凭条</text>');
  }, 120_000);

  test('an order its terminal has given up can be paid late, and says so', async () => {
    await toPayment('许文君');
    await elsewhere({ do: 'misbehave', verb: 'closePaymentOrder', name: 'lostRequest', until: 'cleared' });
    await glass().locator('.end').first().click();
    await phone().getByText('终端已放弃').waitFor();
    await press('付款 Pay', phone());
    await becomes(() => bench.hospital()?.waiting).toEqual([]);
    await elsewhere({ do: 'behave' });
    await becomes(() => bench.hospital()?.ended[0]?.state).toBe('REFUND');
    await phone().getByText('已退 given back').waitFor();
  }, 120_000);

  test('a payer’s code is held before the window with what comes of its charge', async () => {
    await toPayment('陈静');
    await phone().getByLabel('扣款的结果').selectOption('password');
    await press(/出示付款码/, phone());
    await becomes(() => bench.hospital()?.waiting[0]?.state).toBe('USERPAYING');
    expect(bench.hospital()?.charges).toEqual([]);
    await press('付款 Pay', phone());
    await screen('farewell');
    await press(/收起码/);
    await becomes(() => terminal()?.scanner.shown).toBeUndefined();

    // Before anybody looks for a code, it is only ordered.
    await phone().getByLabel('扣款的结果').selectOption('declines');
    await phone()
      .getByRole('button', { name: /出示付款码/ })
      .dragTo(place(/^扫码窗/));
    await becomes(() => terminal()?.scanner.shown).toMatch(/^13/);
    await becomes(() => bench.hospital()?.charges).toEqual(['declines']);
    await phone().getByText('将要扣款').waitFor();
  }, 120_000);
});

describe('what comes out of the machine', () => {
  afterEach(tidy);

  test('a card is fetched, written, offered, taken, and put in again', async () => {
    await glass().locator('button.begin').click();
    await touch(/^办卡/);
    await screen('presentCredential');
    await press('何一凡', things('何一凡'));
    await screen('enterNumber');
    for (const digit of '13800138000') await glass().locator(`.key-${digit}`).click();
    await glass().locator('.main-action').click();
    await screen('review');
    await glass().locator('.main-action').click();
    await glass().locator('.page[data-screen=review] .main-action').click();
    await screen('pay');
    await press('付款 Pay', phone());
    await screen('takeCard');
    const number = terminal()?.cardDispenser.onTheWay?.number ?? '';
    expect(number).toMatch(/^\d+$/);
    await place(/^发卡口/)
      .getByText(number)
      .waitFor();
    await press(/拿卡/);
    await becomes(() => terminal()?.cardDispenser.taken?.number).toBe(number);
    await screen('farewell');

    await place(/^发卡口/)
      .getByTitle('拖到插卡口')
      .dragTo(place(/^插卡口/));
    await becomes(() => terminal()?.chipCardReader.card).toEqual({ kind: 'issued' });
    await press(/取出芯片卡/);
    await becomes(() => terminal()?.chipCardReader.card).toBeUndefined();
    await press(/放入刚发的卡/);
    await becomes(() => terminal()?.chipCardReader.card).toEqual({ kind: 'issued' });
  }, 120_000);

  test('covers are opened and closed, and the lamp says so', async () => {
    const slips = place(/^凭条口/);
    await press('打开上盖', slips);
    await becomes(() => terminal()?.printer.cover).toBe('open');
    await slips.getByText('上盖开着').waitFor();
    await slips.getByRole('img', { name: '故障' }).waitFor();
    await press('合上上盖', slips);
    await slips.getByRole('img', { name: '正常' }).waitFor();

    const sheets = place(/^报告口/);
    await press('打开机盖', sheets);
    await becomes(() => terminal()?.reportPrinterParts.cover).toBe('open');
    await sheets.getByRole('img', { name: '故障' }).waitFor();
    await press('合上机盖', sheets);
    await becomes(() => terminal()?.reportPrinterParts.cover).toBe('closed');
  });

  test('sheets lie in the tray until they are taken', async () => {
    const sheets = place(/^报告口/);
    await elsewhere({ do: 'leaveSheets', sheets: 3 });
    await sheets.getByText('3 张').waitFor();
    expect(await sheets.locator('.one-sheet').count()).toBe(3);
    await press('取走报告', sheets);
    await becomes(() => terminal()?.reportPrinter.output).toEqual([]);
    await expect.poll(() => sheets.locator('.one-sheet').count()).toBe(0);
  });

  test('a pulled plug makes the lamp dark', async () => {
    await elsewhere({ do: 'unplug', device: 'barcodeScanner' });
    await place(/^扫码窗/)
      .getByText('插头拔了')
      .waitFor();
    await elsewhere({ do: 'plugIn', device: 'barcodeScanner' });
    await place(/^扫码窗/)
      .getByRole('img', { name: '正常' })
      .waitFor();
  });
});

describe('power', () => {
  const address = () => bench.page.locator('iframe').first().getAttribute('src');

  test('the page alone begins anew', async () => {
    await screen('attract');
    const before = await address();
    await glass().locator('button.begin').click();
    await screen('menu');
    await press(/只重启页面/);
    await expect.poll(address, within).not.toBe(before);
    // The terminal went on: it is its page that was loaded again.
    await screen('menu');
    await tidy();
  });

  test('a cut leaves the glass black and the lamps dark; switched on, it comes back', async () => {
    await press(/断电/);
    await becomes(() => terminal()?.power).toBe('off');
    await stand.getByText('没有电').waitFor();
    expect(await stand.locator('iframe').count()).toBe(0);
    expect(await stand.getByRole('img', { name: '正常' }).count()).toBe(0);
    await press(/通电开机/);
    await becomes(() => terminal()?.power).toBe('on');
    await screen('attract');
  });

  test('nothing went wrong on the page', () => {
    expect(bench.problems).toEqual([]);
  });
});
