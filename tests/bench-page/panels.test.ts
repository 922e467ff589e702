/** The bench's panels in a browser: every control is used, and seen to do what it says. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { people } from '../../seeds/people.ts';
import { shelfFaults } from '../../simulator/devices/shelf-faults.ts';
import { launchChromium } from '../chromium.ts';
import { everyNth, sample } from '../whole.ts';
import { openBench, type Technician } from './technician.ts';

let browser: Browser;
let bench: Technician;
let panel: Locator;

beforeAll(async () => {
  browser = await launchChromium();
  bench = await openBench(browser);
  panel = bench.page.locator('.panels');
  await bench.screen('attract').waitFor();
}, 120_000);
afterAll(async () => {
  await bench?.stop();
  await browser?.close();
});

const terminal = () => bench.terminal();
const tab = (name: string) => panel.locator(`[data-tab="${name}"]`);
const within = { timeout: 60_000 };
const becomes = (look: () => unknown) => expect.poll(look, within);

/** Presses a key of the shown panel, in a group of it where one is named. */
async function press(name: string | RegExp, group?: string | RegExp): Promise<void> {
  const place = group === undefined ? panel : panel.getByRole('group', { name: group }).first();
  await place.getByRole('button', { name }).first().click();
}

const form = (label: RegExp) => panel.getByRole('form', { name: label });
const show = (name: string) => tab(name).first().click();

/** Shows a list of the hospital's, as far as a text stands in it. */
async function list(name: string, wanted = ''): Promise<void> {
  await show('hospital');
  await panel.getByLabel('筛选 filter').fill(wanted);
  await panel.locator(`.panel-body [data-tab="${name}"]`).click();
}

async function begin(errand: string): Promise<void> {
  await bench.screen('attract').click();
  await bench.screen('menu').getByText(errand, { exact: true }).first().click();
  await bench.screen('presentCredential').waitFor();
}

const putCard = (name: string) => bench.page.getByRole('group', { name }).getByRole('button', { name }).first().click();

async function takeCard(): Promise<void> {
  await bench.page.getByRole('button', { name: /取走 Take the card/ }).click();
  await becomes(() => terminal()?.reader.card).toBeUndefined();
}

/** A terminal looks at its devices and asks for notices only so often. */
async function inAHurry(wait: () => Promise<void>): Promise<void> {
  const pace = (name: string) => bench.page.getByRole('button', { name, exact: true }).click();
  await pace('×10');
  await wait();
  await pace('×1');
}

describe('tabs', () => {
  test('arrow keys go along them, and the chosen one stays over a reload', async () => {
    await show('hospital');
    await tab('hospital').first().press('ArrowLeft');
    expect(await tab('power').getAttribute('aria-selected')).toBe('true');
    await bench.page.keyboard.press('ArrowLeft');
    expect(await bench.page.evaluate(() => document.activeElement?.getAttribute('data-tab'))).toBe('net');
    await bench.page.reload();
    await tab('net').waitFor();
    expect(await tab('net').getAttribute('aria-selected')).toBe('true');
    await bench.screen('attract').waitFor();
  });
});

describe(`devices${sample}`, () => {
  test.each(everyNth(3, deviceKinds))(
    '%s: its faults are ordered and cleared, its plug pulled and put in',
    async (device) => {
      await show(device);
      const [first = ''] = Object.keys(shelfFaults[device]);
      const words: Readonly<Record<string, { zh: string; en: string }>> = shelfFaults[device];
      const group = `${words[first]?.zh} ${words[first]?.en}`;
      const faults = () => [terminal()?.faults[device], terminal()?.standingFaults[device]];
      await press(/下一次/, group);
      await press(/下一次/, group);
      await becomes(faults).toEqual([[first, first], []]);
      await panel.getByRole('group', { name: group }).getByText('×2').waitFor();
      await becomes(() => tab(device).getAttribute('title')).toMatch(/故障/);
      await press(/直到清除/, group);
      await becomes(faults).toEqual([[first, first, first], [first]]);
      await panel.getByRole('group', { name: group }).getByRole('button', { pressed: true }).waitFor();
      await press(/清除全部故障/);
      await becomes(faults).toEqual([[], []]);

      await press(/拔掉/);
      await becomes(() => terminal()?.unplugged).toEqual([device]);
      await panel.getByText('拔掉了 unplugged').waitFor();
      await press(/插上/);
      await becomes(() => terminal()?.unplugged).toEqual([]);
    },
  );

  test('a card that cannot be read is told to the patient; what was said is there to be read', async () => {
    const [person] = people;
    await show('idCardReader');
    await press(/直到清除/, /卡读不出/);
    await begin('挂号');
    await putCard(person?.card.name ?? '');
    await panel.getByText(`${person?.card.name} 的身份证`).waitFor();
    await bench.screen('presentCredential').getByText('没有读出来').first().waitFor();
    await panel.locator('.heard .fromDevice').first().waitFor();
    await press(/清除全部故障/);
    await takeCard();
    await bench.screen('presentCredential').locator('button.end').click();
    await bench.screen('attract').waitFor();
  });

  test('the lines of the serial devices', async () => {
    await show('cardDispenser');
    await panel.getByText('9600 baud').waitFor();
    await press(/整段/, /^到达/);
    await press(/5%/, /^杂音/);
    await press(/1%/, /^翻位/);
    await becomes(() => terminal()?.lines).toEqual({ chunks: false, noise: 0.05, flips: 0.01 });
    await press(/分段/, /^到达/);
    await press(/^0%/, /^杂音/);
    await press(/^0%/, /^翻位/);
    await becomes(() => terminal()?.lines).toEqual({ chunks: true, noise: 0, flips: 0 });
  });

  test('a track is swiped, a code is shown', async () => {
    await show('magneticCardReader');
    await panel.getByLabel('二磁道 Track 2').fill('990000000001');
    await press(/刷这张卡/);
    await becomes(() => terminal()?.magneticCardReader.swipes).toBe(1);
    await show('barcodeScanner');
    await panel.getByLabel(/码的内容/).fill('就诊 0042');
    await press(/出示这个码/);
    await becomes(() => terminal()?.scanner.shown).toBe('就诊 0042');
    await bench.page
      .getByRole('button', { name: /收起码/ })
      .first()
      .click();
  });

  test('the dispenser is filled and emptied', async () => {
    await show('cardDispenser');
    const stack = () => terminal()?.cardDispenser.stack;
    const before = stack() ?? 0;
    await panel.getByLabel('张数 how many').fill('5');
    await panel.getByLabel('什么卡 which cards').selectOption('blank');
    await press(/加卡/);
    await becomes(stack).toBe(before + 5);
    expect(bench.hands.at(-1)).toMatch(/loadCards .*count 5.*made blank/);
    await press(/清空卡箱/);
    await becomes(stack).toBe(0);
    await press(/清理卡道/);
    await becomes(() => bench.hands.at(-1)).toBe('freeCardPath');
    expect(await panel.getByRole('button', { name: /清空回收箱/ }).isDisabled()).toBe(true);
  });

  test('the receipt printer’s roll and parts', async () => {
    await show('receiptPrinter');
    const paper = () => terminal()?.printer.paper;
    for (const [key, left] of [
      [/抽走/, 0],
      [/只剩半张/, 60],
      [/将尽/, 1_900],
      [/换新纸卷/, 80_000],
    ] as const) {
      await press(key);
      await becomes(paper).toBe(left);
    }
    const parts = () => terminal()?.receiptPrinterParts;
    for (const [group, bad, good, part] of [
      [/^上盖/, /打开/, /合上/, 'cover'],
      [/^切刀/, /卡住/, /通畅/, 'cutter'],
      [/^纸道/, /卡住/, /通畅/, 'path'],
      [/^打印头/, /过热/, /正常/, 'head'],
      [/^电路/, /损坏/, /正常/, 'electronics'],
      [/^电源/, /关/, /开/, 'power'],
    ] as const) {
      const well = parts()?.[part];
      await press(bad, group);
      await becomes(() => parts()?.[part]).not.toBe(well);
      await press(good, group);
      await becomes(() => parts()?.[part]).toBe(well);
    }
  });

  test('the report printer’s sheets, toner, parts, and what befalls a page', async () => {
    await show('reportPrinter');
    const sheets = () => terminal()?.reportPrinter.sheets;
    for (const [key, left] of [
      [/^没纸/, 0],
      [/只剩 2 张/, 2],
      [/装满/, 250],
    ] as const) {
      await press(key);
      await becomes(sheets).toBe(left);
    }
    const toner = () => terminal()?.reportPrinter.toner;
    await press(/没碳粉/);
    await becomes(toner).toBe(0);
    await press(/换碳粉盒/);
    await becomes(toner).toBe(2_000);
    await press(/将尽 20/);
    await becomes(sheets).toBe(20);
    await press(/放满/);
    await becomes(() => terminal()?.reportPrinter.reasons).toContain('output-area-full');

    const parts = () => terminal()?.reportPrinterParts;
    for (const [group, bad, good, part] of [
      [/^机盖/, /打开/, /合上/, 'cover'],
      [/^纸道/, /卡住/, /通畅/, 'path'],
      [/^作业/, /拒收/, /接收/, 'accepting'],
      [/^电源/, /关/, /开/, 'power'],
    ] as const) {
      const well = parts()?.[part];
      await press(bad, group);
      await becomes(() => parts()?.[part]).not.toBe(well);
      await press(good, group);
      await becomes(() => parts()?.[part]).toBe(well);
    }
    await panel.getByLabel('页 page').fill('3');
    await panel.getByLabel(/出什么事/).selectOption('aborted');
    await press(/就这样/);
    await becomes(() => bench.hands.at(-1)).toBe('failAtPage · page 3 · accident aborted');
  });
});

test('what is missing in the machine is told on its glass', async () => {
  const glass = bench.page.frameLocator('iframe').first();
  await inAHurry(async () => {
    await glass.getByText('新卡发完').first().waitFor();
    await glass.getByText('打印暂停').first().waitFor();
  });
});

describe('the hospital', () => {
  test('a patient is blocked and meets with it at the kiosk', async () => {
    const [, person] = people;
    const name = person?.card.name ?? '';
    const isBlocked = () => bench.desk()?.patients.find((it) => it.name === name)?.blocked;
    await list('patients', name);
    await press(/冻结/);
    await becomes(isBlocked).toBe(true);
    await begin('挂号');
    await putCard(name);
    await bench.page.frameLocator('iframe').first().getByText('您暂时不能在自助机办理').first().waitFor();
    await press(/解冻/);
    await becomes(isBlocked).toBe(false);
    await takeCard();
    await bench.page.frameLocator('iframe').first().locator('button.end, button.main-action').first().click();
    await bench.screen('attract').waitFor();
  });

  test('a bill is held and repriced, then paid at the window; a booking in the app', async () => {
    const bill = () => bench.desk()?.bills.find(({ billId }) => billId === 'bill-900201');
    await list('bills', '陈静');
    await press(/占着/);
    await becomes(() => bill()?.heldElsewhere).toBe(true);
    await press(/占着/);
    await becomes(() => bill()?.heldElsewhere).toBe(false);
    await form(/改价 reprice bill-900201/)
      .getByLabel('元 yuan')
      .fill('12.34');
    await press(/改价/);
    await becomes(() => bill()?.amount).toBe(1234);
    await press(/窗口付/);
    await becomes(bill).toBeUndefined();
    await panel.getByText('没有 nothing').waitFor();
    expect(bench.desk()?.transactions[0]).toMatchObject({ name: '陈静', channel: 'window', paid: 1234 });

    await list('bookings', 'B-app-1');
    await press(/App 付/);
    await becomes(() => bench.desk()?.bookings.find(({ bookingId }) => bookingId === 'B-app-1')?.payment).toBe(
      'prepaid',
    );
  });

  test('an item is released, a card reported lost; a filter counts what is found everywhere', async () => {
    await list('transactions', '陈静');
    await press(/准退 Release 血常规/);
    const items = () => bench.desk()?.transactions.find(({ orderNumber }) => orderNumber === 'T-app-900201')?.items;
    await becomes(() => items()?.[0]?.state).toBe('released');
    await list('cards', '张明远');
    await becomes(() => panel.locator('.panel-body [data-tab="cards"] b').innerText()).toBe('1');
    await press(/挂失/);
    await becomes(() => bench.desk()?.cards.find(({ name }) => name === '张明远')?.state).toBe('lost');
    await list('reports', '血常规');
    expect(await panel.getByRole('listitem').filter({ hasText: '可打印' }).count()).toBeGreaterThan(0);
  });

  test('a clinic is cancelled and reopened; its numbers are sold elsewhere and cost something else', async () => {
    await list('clinics', 'emergency-1');
    const clinic = () => bench.desk()?.clinics.find(({ doctorId }) => doctorId === 'emergency-1');
    await press(/停诊/);
    await becomes(() => clinic()?.cancelled).toBe(true);
    await press(/恢复出诊/);
    await becomes(() => clinic()?.cancelled).toBe(false);
    const slot = () => clinic()?.slots.find(({ from }) => from === '23:30');
    const left = slot()?.left ?? 0;
    await press(/23:30/);
    await form(/别处卖出/)
      .getByLabel('几个号 how many')
      .fill('2');
    await press(/别处卖出/);
    await becomes(() => slot()?.left).toBe(left - 2);
    await form(/改价/).getByLabel('元 yuan').fill('9.9');
    await press(/改价/);
    await becomes(() => slot()?.price).toBe(990);
  });

  test('refusals wait for their turn, policy changes, and a notice stands on the glass', async () => {
    await list('house');
    await form(/下一次确认/)
      .getByLabel('怎么拒绝 how')
      .selectOption('paidElsewhere');
    await form(/下一次确认/)
      .getByRole('button')
      .click();
    await form(/医保结算/)
      .first()
      .getByLabel('怎么拒绝 how')
      .selectOption('amountDiffers');
    await form(/医保结算/)
      .first()
      .getByRole('button')
      .click();
    await press(/撤销结算/);
    await press(/退款被退回/);
    const refuses = { confirmations: ['paidElsewhere'], settlements: ['amountDiffers'], undos: 1, refunds: 1 };
    await becomes(() => bench.desk()?.refuses).toEqual(refuses);

    await form(/付款时限/)
      .getByLabel('秒 seconds')
      .fill('45');
    await form(/付款时限/)
      .getByRole('button')
      .click();
    await press(/付款前/, /医保结算/);
    await form(/卡费/).getByLabel(/^新卡/).fill('6');
    await form(/卡费/).getByRole('button', { name: /^改/ }).click();
    const policy = { payWithinSeconds: 45, settle: 'beforePayment', card: { fee: 600, replacementFee: 1000 } };
    await becomes(() => bench.desk()?.policy).toEqual(policy);
    await press(/终端不卖卡/);
    await becomes(() => bench.desk()?.policy.card).toBeNull();

    await form(/发通知/)
      .getByLabel('中文通知 notice in Chinese')
      .fill('儿科今日停诊');
    await form(/发通知/)
      .getByLabel('英文通知 notice in English')
      .fill('No paediatrics today');
    await form(/发通知/)
      .getByLabel('显示几分钟 minutes')
      .fill('30');
    await press(/发通知/);
    await panel
      .getByRole('list', { name: /正在显示的通知/ })
      .getByText('儿科今日停诊')
      .waitFor();
    await inAHurry(() => bench.page.frameLocator('iframe').first().getByText('儿科今日停诊').first().waitFor());
  });
});

describe('the net', () => {
  test('weather is a terminal’s; misbehaviour is ordered for a request and taken back', async () => {
    await show('net');
    for (const [key, weather] of [
      [/慢 6 秒/, 'slow'],
      [/石沉大海/, 'silent'],
      [/拒绝连接/, 'refusing'],
      [/时断时续/, 'flapping'],
      [/维护中/, 'maintenance'],
      [/正常/, 'fair'],
    ] as const) {
      await press(key, /T-001/);
      await becomes(() => terminal()?.weather).toBe(weather);
    }
    await panel.getByLabel('哪种请求 which request').selectOption('findPatient');
    await panel.getByLabel('迟几秒 seconds late').fill('7');
    await press(/下一次/, /办了，回答很慢/);
    await panel.getByLabel('哪种请求 which request').selectOption('any');
    await press(/直到清除/, /没办，HTTP 500/);
    await becomes(() => bench.hospital()?.misbehaviours).toEqual([
      expect.objectContaining({ target: 'any', name: 'serverError', until: 'cleared' }),
      { target: 'findPatient', name: 'slow', delay: 7_000, until: 'once' },
    ]);
    const ordered = panel.getByRole('list', { name: /已经安排/ });
    await ordered.getByText('findPatient').waitFor();
    await press(/恢复正常/);
    await becomes(() => bench.hospital()?.misbehaviours).toEqual([]);
    await ordered.getByText('没有 nothing').waitFor();
  });
});

describe('the power', () => {
  const power = () => terminal()?.power;

  test('disk, clock and one-time code', async () => {
    await show('power');
    await press(/写满/, /磁盘/);
    await becomes(() => terminal()?.disk).toBe('full');
    await press(/正常/, /磁盘/);
    await becomes(() => terminal()?.disk).toBe('ok');
    await press(/快 1 小时/);
    await press(/慢 1 分/);
    await becomes(() => terminal()?.clockAhead).toBe((3600 - 60) * 1000);
    await panel.getByText('快 3540 s ahead').waitFor();
    await press(/慢 1 小时/);
    await press(/快 1 分/);
    await becomes(() => terminal()?.clockAhead).toBe(0);
    await press(/动态码/);
    await becomes(() => bench.hands).toContain('enterOneTimeCode');
  });

  test('is cut, comes again, and only the page is restarted', async () => {
    await show('power');
    await press(/现在断电/);
    await becomes(power).toBe('off');
    await becomes(() => tab('power').getAttribute('title')).toMatch(/断电/);
    await press(/重新上电/);
    await becomes(power).toBe('on');
    await bench.screen('attract').waitFor();
    await press(/只重开页面/);
    await becomes(() => bench.hands.at(-1)).toBe('restartPage');
    await bench.screen('attract').waitFor();
  });

  test('is cut at the journal write that was planned', async () => {
    await show('power');
    const plan = async (after: string, record: string) => {
      await panel.getByLabel(/再写几条/).fill(after);
      await panel.getByLabel(/那一条/).selectOption(record);
      await press(/安排断电/);
    };
    await plan('1', 'lost');
    await becomes(() => terminal()?.cut).toEqual({ record: 'lost', after: 1 });
    await panel.getByText('再写 1 条以后断电').waitFor();
    await plan('0', 'written');
    await becomes(() => terminal()?.cut).toEqual({ record: 'written', after: 0 });
    await bench.screen('attract').waitFor();
    const written = terminal()?.journal.records ?? 0;
    await bench.screen('attract').click();
    await becomes(power).toBe('off');
    expect(terminal()?.journal.records).toBe(written + 1);
    await press(/重新上电/);
    await becomes(power).toBe('on');
  });

  test('nothing went wrong on the page in all this', () => {
    expect(bench.problems).toEqual([]);
  });
});
