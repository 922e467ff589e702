import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import { memoryLink } from '../../device-drivers/links/memory.ts';
import { createVirtualClock } from '../world/virtual-clock.ts';
import { slipText } from './paper.ts';
import { createVirtualReceiptPrinter, type PrinterParts } from './virtual-receipt-printer.ts';

function bench(roll = 80_000) {
  const clock = createVirtualClock(0);
  const printer = createVirtualReceiptPrinter({ clock, chance: () => 0.5, roll });
  let [host, far] = memoryLink();
  let bytes: number[] = [];
  const attach = () => {
    [host, far] = memoryLink();
    host.onData((chunk) => bytes.push(...chunk));
    printer.attach(far);
  };
  attach();
  const heard = () => {
    const all = toHex(Uint8Array.from(bytes));
    bytes = [];
    return all;
  };
  /** What the printer sends within `time` after being sent `hex`. */
  async function say(hex: string, time = 0) {
    host.write(fromHex(hex));
    await clock.advance(time);
    return heard();
  }
  const texts = () => printer.take().map(slipText);
  return { clock, printer, say, heard, attach, texts };
}

// Commands and answers of "Epson TM-T88III specification" and Epson's ESC/POS command reference.
const realTime = '10 04 01 10 04 02 10 04 03 10 04 04';
const tellAll = '1D 61 FF';
const lineA = '41 0A';
const cut = '1D 56 42 00';
const processId = '1D 28 48 06 00 30 30 30 30 30 31';
const printed = '37 22 30 30 30 31 00';
const clearBuffers = '10 14 08 01 03 14 01 06 02 08';
const cleared = '37 25 00';

describe('status', () => {
  const conditions: [string, Partial<PrinterParts>, string, string][] = [
    ['ready', {}, '16 12 12 12', '14 00 00 00'],
    ['paper near its end', { paperLeft: 500 }, '16 12 12 1E', '14 00 03 00'],
    ['paper end', { paperLeft: 0 }, '1E 32 12 7E', '1C 00 0F 00'],
    ['cover open', { cover: 'open' }, '1E 16 12 12', '3C 00 00 00'],
    ['electronics broken', { electronics: 'broken' }, '1E 52 32 12', '1C 20 00 00'],
    ['head too hot', { head: 'hot' }, '1E 52 52 12', '1C 40 00 00'],
  ];
  test.each(conditions)(
    '%s: asked for, and told by itself when it comes about',
    async (_, parts, answers, automatic) => {
      const { printer, say } = bench();
      expect(await say(tellAll)).toBe('14 00 00 00');
      printer.set(parts);
      const told = await say('');
      expect(told).toBe(Object.keys(parts).length > 0 ? automatic : '');
      expect(await say(realTime)).toBe(answers);
    },
  );

  test('cutter jam: at the cut, and it stays until the host has it left', async () => {
    const { printer, say, texts } = bench();
    await say(tellAll);
    printer.set({ cutter: 'jammed' });
    expect(await say('', 100)).toBe('');
    expect(await say(`${lineA} ${cut} ${processId}`, 2_000)).toBe('1C 08 00 00');
    expect(await say(realTime)).toBe('1E 52 1A 12');
    // Recovering with the jam still there is in vain; without it, it is not.
    expect(await say('10 05 01', 1_000)).toBe('');
    printer.set({ cutter: 'ok' });
    expect(await say('', 1_000)).toBe('');
    expect(await say('10 05 01', 2_000)).toBe(`14 00 00 00 ${printed}`);
    expect(texts()).toEqual(['A\n']);
  });

  test('paper jam: a mechanical error at the next line', async () => {
    const { printer, say } = bench();
    printer.set({ path: 'jammed' });
    await say(lineA, 100);
    expect(await say(realTime)).toBe('1E 52 16 12');
    printer.set({ path: 'ok' });
    expect(await say(`10 05 02 ${realTime}`)).toBe('16 12 12 12');
    expect(printer.state()).toMatchObject({ buffered: 0, hanging: [] });
  });

  test('a cover opened in the middle of printing is an error that passes with closing it', async () => {
    const { clock, printer, say } = bench();
    await say(tellAll);
    await say(lineA.repeat(40), 50);
    expect(printer.state().printing).toBe(true);
    printer.set({ cover: 'open' });
    expect(await say('')).toBe('3C 40 00 00');
    const left = printer.state().hanging.length;
    await clock.advance(1_000);
    expect(printer.state().hanging.length).toBe(left);
    printer.set({ cover: 'closed' });
    expect(await say('', 2_000)).toBe('14 00 00 00');
    expect(printer.state().hanging.length).toBe(40);
  });

  test('only what was asked for is told', async () => {
    const { printer, say } = bench();
    await say('1D 61 08');
    printer.set({ head: 'hot' });
    expect(await say('')).toBe('');
    printer.set({ head: 'ok', paperLeft: 500 });
    expect(await say('')).toBe('14 00 03 00');
    await say('1D 61 00');
    printer.set({ paperLeft: 0 });
    expect(await say('')).toBe('');
  });

  test('GS r is answered in its turn, and not at all while the printer is offline', async () => {
    const { printer, say } = bench();
    expect(await say(`${lineA} 1D 72 01`)).toBe('');
    expect(await say('', 1_000)).toBe('00');
    printer.set({ cover: 'open' });
    expect(await say('1D 72 01', 10_000)).toBe('');
    printer.set({ cover: 'closed' });
    expect(await say('', 100)).toBe('00');
  });
});

describe('printing', () => {
  test('a receipt in GB 18030 with a code, cut, and confirmed when it is on paper', async () => {
    const { clock, printer, say, heard, texts } = bench();
    const receipt = `1B 40 1C 26 1B 61 01 1D 21 11 B9 D2 BA C5 C6 BE CC F5 0A 1D 21 00 1B 61 00 D0 D5 C3 FB 3A D5 C5 C8 FD 0A
      1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31
      1D 28 6B 13 00 31 50 30 68 74 74 70 73 3A 2F 2F 68 2E 63 6E 2F 72 2F 31 1D 28 6B 03 00 31 51 30`;
    expect(await say(`${receipt} ${processId} ${cut}`, 100)).toBe('');
    expect(printer.state()).toMatchObject({ printing: true, slips: [] });
    await clock.advance(2_000);
    expect(heard()).toBe(printed);
    expect(texts()).toEqual(['挂号凭条\n姓名:张三\n[QR https://h.cn/r/1]\n']);
    expect(texts()).toEqual([]);
  });

  test('it takes 5 ms a millimetre and 0.4 s a cut', async () => {
    const { clock, say, heard } = bench();
    // 12 lines of 4.23 mm; the cut feeds 15 mm.
    await say(`1B 64 0C ${cut} ${processId}`);
    await clock.advance(12 * 4.23 * 5 + 15 * 5 + 400 - 2);
    expect(heard()).toBe('');
    await clock.advance(4);
    expect(heard()).toBe(printed);
  });

  test('the paper ends in the middle of a slip; the rest comes with the new roll', async () => {
    const { printer, say, texts } = bench(10);
    await say(tellAll);
    expect(await say(`41 0A 42 0A 43 0A 44 0A ${cut} ${processId}`, 2_000)).toBe('1C 00 0F 00');
    expect(slipText({ blocks: printer.state().hanging })).toBe('A\nB\n');
    expect(printer.state().buffered).toBeGreaterThan(0);
    printer.set({ paperLeft: 80_000 });
    expect(await say('', 2_000)).toBe(`14 00 00 00 ${printed}`);
    expect(printer.take().map((slip) => [slipText(slip), slip.end])).toEqual([
      ['A\nB\n', 'torn'],
      ['C\nD\n', 'cut'],
    ]);
    expect(texts()).toEqual([]);
  });

  test('clearing at once drops everything, while offline too, and answers', async () => {
    const { printer, say, texts } = bench(10);
    await say(`41 0A 42 0A 43 0A 44 0A ${cut} ${processId}`, 2_000);
    expect(await say(clearBuffers)).toBe(cleared);
    printer.set({ paperLeft: 80_000 });
    expect(await say('', 5_000)).toBe('');
    expect(texts()).toEqual(['A\nB\n']);
    expect(printer.state()).toMatchObject({ buffered: 0, hanging: [] });
  });

  test('offline it stores what it is sent, and answers real-time commands only', async () => {
    const { printer, say } = bench();
    printer.set({ cover: 'open' });
    expect(await say(`${lineA} 1D 72 01 ${processId} 10 04 01`, 10_000)).toBe('1E');
    expect(printer.state().hanging).toEqual([]);
    printer.set({ cover: 'closed' });
    expect(await say('', 1_000)).toBe(`00 ${printed}`);
  });
});

describe('what stays and what goes', () => {
  test('the link attached anew: it goes on printing what it has received', async () => {
    const { say, attach, texts, heard, clock } = bench();
    await say(`${lineA} ${lineA} ${cut} ${processId}`, 10);
    attach();
    await clock.advance(2_000);
    expect(heard()).toBe(printed);
    expect(texts()).toEqual(['A\nA\n']);
  });

  test('switched off: silent, and everything received is gone with the settings', async () => {
    const { clock, printer, say } = bench();
    await say(tellAll);
    await say(`${lineA} ${'42 0A '.repeat(60)} ${processId}`, 10);
    printer.set({ power: 'off' });
    expect(await say(realTime, 1_000)).toBe('');
    printer.set({ power: 'on' });
    await clock.advance(5_000);
    expect(printer.state()).toMatchObject({ buffered: 0, printing: false });
    expect(printer.state().hanging.length).toBeLessThan(40);
    printer.set({ cover: 'open' });
    expect(await say('')).toBe('');
    expect(await say(realTime)).toBe('1E 16 12 12');
  });
});

test('faults on the line, by name', async () => {
  const { printer, say } = bench();
  printer.failNext('silent');
  expect(await say(realTime)).toBe('12 12 12');
  printer.failUntilCleared('silent');
  expect(await say(realTime)).toBe('');
  expect(printer.state().faults).toEqual(['silent']);
  printer.clear();
  expect(await say(realTime)).toBe('16 12 12 12');
  printer.failNext('unplugged');
  expect(printer.state().connected).toBe(true);
  await say(realTime);
  expect(printer.state().connected).toBe(false);
});

test('tells its listeners while it prints', async () => {
  const { clock, printer, say } = bench();
  const seen: number[] = [];
  const stop = printer.subscribe(() => seen.push(printer.state().hanging.length));
  await say('1B 40');
  await say(Array(60).fill(lineA).join(' '));
  await clock.advance(5_000);
  expect(new Set(seen).size).toBeGreaterThan(5);
  expect(seen.at(-1)).toBe(60);
  stop();
});
