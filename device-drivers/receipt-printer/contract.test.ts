import { describe, expect, test, vi } from 'vitest';
import { goodManners, type LineManners } from '../../simulator/devices/line.ts';
import { slipText } from '../../simulator/devices/paper.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import type { Glyphs } from '../../simulator/devices/typesetter.ts';
import {
  createVirtualReceiptPrinter,
  type VirtualReceiptPrinter,
} from '../../simulator/devices/virtual-receipt-printer.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createFastClock } from '../../tests/fast-clock.ts';
import { openPseudoTerminal, socatOrSkip } from '../../tests/pseudo-terminal.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { openSerial } from '../links/serial.ts';
import { type ReceiptPrinterHands, receiptPrinterContract } from './contract-suite.ts';
import { createReceiptPrinter } from './driver.ts';
import { type PrinterProfile, profile80mm } from './slip.ts';

const handsOn = (virtual: VirtualReceiptPrinter): Omit<ReceiptPrinterHands, 'plug' | 'unplug'> => ({
  set: virtual.set,
  take: () => virtual.take().map(slipText),
  printing: () => virtual.state().hanging.length > 0,
  failNext: virtual.failNext,
});

const gbkOnly: PrinterProfile = { columns: 48, characters: 'gbkOnly' };

function inMemory(manners: LineManners, glyphs: Glyphs, profile: PrinterProfile) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualReceiptPrinter({ clock, chance: () => 0.5, manners, glyphs });
  const board = createPlugBoard();
  board.plug('printer', virtual);
  const log: DeviceEvent[] = [];
  const { openLink } = board;
  const start = () =>
    createReceiptPrinter({ openLink, address: 'memory:printer', clock, profile, log: (event) => log.push(event) });
  const hands: ReceiptPrinterHands = {
    ...handsOn(virtual),
    plug: async () => board.plug('printer', virtual),
    async unplug() {
      board.unplug('printer');
      await clock.advance(0);
    },
  };
  return {
    printer: start(),
    start,
    hands,
    log,
    until: async (condition: () => boolean) => expect(await clock.runUntil(condition, 300_000)).toBe(true),
    pass: clock.advance,
    async close() {
      board.unplug('printer');
      await clock.advance(300_000);
      expect(clock.pending, 'deadlines left over').toBe(0);
    },
  };
}

for (const baud of [9_600, 38_400, 115_200]) {
  const manners = { baud, chunks: true, noise: 0, flips: 0 };
  receiptPrinterContract(`in memory, ${baud} baud`, async () => inMemory(manners, 'gb18030', profile80mm), {
    drawsRareNames: true,
  });
}
receiptPrinterContract('in memory, GBK only', async () => inMemory(goodManners, 'gbkOnly', gbkOnly), {
  drawsRareNames: false,
});

test('a printer with GBK only and the wrong profile prints rubbish: what the profile is for', async () => {
  const it = inMemory(goodManners, 'gbkOnly', profile80mm);
  void it.printer.print([{ kind: 'text', text: '王𠮷㐂 女' }]);
  await it.until(() => it.hands.printing());
  await it.pass(5_000);
  expect(it.hands.take()).toEqual(['王?4?5?9?1 女\n']);
  it.printer.close();
  await it.close();
});

const socat = socatOrSkip();

// In real time a machine that stalls is to the driver what a silent line is: such a test may be tried once more.
describe.skipIf(socat.skip)(`over a pty${socat.title}`, { retry: 1 }, () => {
  for (const [name, glyphs, profile] of [
    ['pty', 'gb18030', profile80mm],
    ['pty, GBK only', 'gbkOnly', gbkOnly],
  ] as const) {
    receiptPrinterContract(
      name,
      async () => {
        const clock = createFastClock(4);
        const cable = await openPseudoTerminal();
        const virtual = createVirtualReceiptPrinter({ clock, chance: Math.random, manners: goodManners, glyphs });
        const openFar = () => openSerial({ scheme: 'serial', path: cable.far, baud: 115_200, flow: 'none' });
        const openLink = () => openSerial({ scheme: 'serial', path: cable.near, baud: 115_200, flow: 'none' });
        virtual.attach(await openFar());
        const log: DeviceEvent[] = [];
        const address = `serial:${cable.near}?baud=115200`;
        const start = () =>
          createReceiptPrinter({ openLink, address, clock, profile, log: (event) => log.push(event) });
        return {
          printer: start(),
          start,
          hands: {
            ...handsOn(virtual),
            unplug: cable.unplug,
            async plug() {
              await cable.plug();
              virtual.attach(await openFar());
            },
          },
          log,
          until: (condition) => vi.waitUntil(condition, { timeout: 30_000, interval: 5 }).then(() => {}),
          async pass(milliseconds) {
            const until = clock.now() + milliseconds;
            await vi.waitUntil(() => clock.now() >= until, { timeout: 30_000, interval: 5 });
          },
          close: cable.close,
        };
      },
      { drawsRareNames: glyphs === 'gb18030' },
    );
  }
});
