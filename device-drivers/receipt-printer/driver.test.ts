import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goodManners, type LineManners } from '../../simulator/devices/line.ts';
import { slipText } from '../../simulator/devices/paper.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualReceiptPrinter } from '../../simulator/devices/virtual-receipt-printer.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Fault, Outcome } from '../contract/fault.ts';
import type { ReceiptPrinterStatus, Slip } from '../contract/receipt-printer.ts';
import { fromHex } from '../framing/hex.ts';
import type { Link } from '../links/link.ts';
import { createReceiptPrinter } from './driver.ts';

const real: LineManners = { baud: 38_400, chunks: true, noise: 0, flips: 0 };

function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function bench(plan: { manners?: LineManners; plugged?: boolean; roll?: number; seed?: number } = {}) {
  const { manners = real, plugged = true, roll = 80_000, seed = 1 } = plan;
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualReceiptPrinter({ clock, chance: seeded(seed), manners, roll });
  const board = createPlugBoard();
  let far: Link | undefined;
  /** The virtual printer, with its end of the link at hand, to say things it would not. */
  const device = {
    attach(link: Link) {
      far = link;
      virtual.attach(link);
    },
  };
  const say = (hex: string) => far?.write(fromHex(hex));
  if (plugged) board.plug('printer', device);
  const log: DeviceEvent[] = [];
  const start = () =>
    createReceiptPrinter({
      openLink: board.openLink,
      address: 'memory:printer',
      clock,
      log: (event) => log.push(event),
    });
  const printer = start();
  const statuses: ReceiptPrinterStatus[] = [];
  printer.subscribe((status) => statuses.push(status));

  async function settle<T extends object>(work: Promise<Outcome<T>>, limit = 120_000): Promise<Outcome<T>> {
    let outcome: Outcome<T> | undefined;
    void work.then((it) => {
      outcome = it;
    });
    await clock.runUntil(() => outcome !== undefined, limit);
    if (!outcome) throw new Error('not settled in time');
    return outcome;
  }
  /** A driver at work: connected, drained, the outlet empty. */
  async function ready() {
    expect(await settle(printer.drain())).toEqual({ ok: true });
    virtual.take();
  }
  const printing = () => clock.runUntil(() => virtual.state().hanging.length > 3, 10_000);
  const texts = () => virtual.take().map(slipText);
  return { clock, virtual, device, board, say, log, printer, statuses, start, settle, ready, printing, texts };
}

const slip: Slip = [
  { kind: 'text', text: '挂号凭条', align: 'centre', size: 2 },
  { kind: 'rule' },
  { kind: 'field', label: '姓名', value: '张*三' },
  { kind: 'field', label: '科室', value: '内科' },
  { kind: 'qr', data: 'KIOSK:ORDER:1' },
  { kind: 'text', text: '祝您健康' },
  { kind: 'feed', lines: 1 },
];
const slipAsText = `挂号凭条\n${'-'.repeat(48)}\n姓名  张*三\n科室  内科\n[QR KIOSK:ORDER:1]\n祝您健康\n`;
const full: ReceiptPrinterStatus = { device: 'online', paper: 'full' };

describe('printing', () => {
  test('a slip is on paper and cut when the driver says so', async () => {
    const { virtual, printer, settle, ready, texts, log } = bench();
    await ready();
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
    expect(virtual.state()).toMatchObject({ printing: false, hanging: [], buffered: 0 });
    expect(virtual.state().slips).toMatchObject([{ end: 'cut' }]);
    expect(texts()).toEqual([slipAsText]);
    expect(log).toEqual([{ event: 'device.online', device: 'receiptPrinter', address: 'memory:printer' }]);
  });

  test('it takes the time the machine takes', async () => {
    const { clock, printer, settle, ready } = bench();
    await ready();
    const before = clock.now();
    await settle(printer.print([...slip, { kind: 'feed', lines: 40 }]));
    // 40 lines of 4.23 mm at 200 mm a second alone are 0.85 s, the cut 0.4 s.
    expect(clock.now() - before).toBeGreaterThan(1_250);
    expect(clock.now() - before).toBeLessThan(4_000);
  });

  test('slips asked for together come one after another', async () => {
    const { printer, settle, ready, texts } = bench();
    await ready();
    const both = Promise.all([
      printer.print([{ kind: 'text', text: 'A' }]),
      printer.print([{ kind: 'text', text: 'B' }]),
    ]).then(([a, b]): Outcome => (a.ok ? b : a));
    expect(await settle(both)).toEqual({ ok: true });
    expect(texts()).toEqual(['A\n', 'B\n']);
  });

  test('a long slip on a slow line is waited for', async () => {
    const { printer, settle, ready, texts } = bench({ manners: { ...real, baud: 9_600 } });
    await ready();
    const long: Slip = Array.from({ length: 200 }, () => ({ kind: 'rule' as const }));
    expect(await settle(printer.print(long))).toEqual({ ok: true });
    expect(texts()).toEqual([`${'-'.repeat(48)}\n`.repeat(200)]);
  });

  test('a slip that cannot be is refused as the bug it is, and the next one prints', async () => {
    const { printer, settle, ready } = bench();
    await ready();
    await expect(printer.print([{ kind: 'qr', data: 'x'.repeat(300) }])).rejects.toThrow(RangeError);
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
  });

  test('before the first answer of the printer it waits; the first slip comes after draining', async () => {
    const { printer, settle, texts } = bench();
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
    expect(texts()).toEqual([slipAsText]);
  });
});

describe('status', () => {
  test('is told by the printer at each change, without asking', async () => {
    const { clock, virtual, printer, statuses, ready } = bench();
    await ready();
    for (const parts of [
      { paperLeft: 500 },
      { paperLeft: 0 },
      { paperLeft: 80_000 },
      { cover: 'open' },
      { cover: 'closed' },
      { head: 'hot' },
      { head: 'ok' },
      { electronics: 'broken' },
      { electronics: 'ok' },
    ] as const) {
      virtual.set(parts);
      await clock.advance(20);
    }
    expect(statuses).toEqual([
      full,
      { device: 'online', paper: 'low' },
      { device: 'offline', fault: 'paperOut' },
      full,
      { device: 'userError', fault: 'coverOpen' },
      full,
      { device: 'deviceBusy', fault: 'headOverheated' },
      full,
      { device: 'hardwareError', fault: 'hardwareError' },
      full,
    ]);
    expect(printer.status()).toEqual(full);
  });

  test('of a printer that is offline at the start is known too, and its recovery is noticed', async () => {
    const { clock, virtual, printer } = bench({ roll: 0 });
    await clock.advance(3_000);
    expect(printer.status()).toEqual({ device: 'offline', fault: 'paperOut' });
    virtual.set({ paperLeft: 80_000 });
    await clock.advance(30_000);
    expect(printer.status()).toEqual(full);
  });

  test('a printer switched off and on has forgotten to tell: the next look reminds it', async () => {
    const { clock, virtual, printer, ready } = bench();
    await ready();
    virtual.set({ power: 'off' });
    virtual.set({ power: 'on' });
    await clock.advance(31_000);
    virtual.set({ cover: 'open' });
    await clock.advance(20);
    expect(printer.status()).toEqual({ device: 'userError', fault: 'coverOpen' });
  });

  test('a printer switched off while nobody prints is noticed within a minute, and found again', async () => {
    const { clock, virtual, printer, ready, log } = bench();
    await ready();
    virtual.set({ power: 'off' });
    await clock.advance(60_000);
    expect(printer.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(log.at(-1)).toMatchObject({ event: 'device.fault', fault: 'timeOut', cause: 'no answer to DLE EOT' });
    virtual.set({ power: 'on' });
    await clock.advance(60_000);
    expect(printer.status()).toEqual(full);
  });

  test('a fault that noise imitated is corrected within two seconds', async () => {
    const { clock, printer, say, ready } = bench();
    await ready();
    // An automatic status: offline, paper end.
    say('1C 00 0F 00');
    await clock.advance(10);
    expect(printer.status()).toEqual({ device: 'offline', fault: 'paperOut' });
    await clock.advance(2_000);
    expect(printer.status()).toEqual(full);
  });

  test('nothing plugged in is noDevice', async () => {
    const { printer, settle } = bench({ plugged: false });
    expect(await settle(printer.print(slip))).toEqual({ ok: false, fault: 'noDevice' });
    expect(await settle(printer.drain())).toEqual({ ok: false, fault: 'noDevice' });
    expect(printer.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
  });
});

describe('what goes wrong before printing', () => {
  test.each([
    [{ paperLeft: 0 }, 'paperOut'],
    [{ cover: 'open' }, 'coverOpen'],
    [{ head: 'hot' }, 'headOverheated'],
    [{ electronics: 'broken' }, 'hardwareError'],
  ] as const)('%j: nothing is sent', async (parts, fault) => {
    const { clock, virtual, printer, settle, ready } = bench();
    await ready();
    virtual.set(parts);
    await clock.advance(20);
    expect(await settle(printer.print(slip))).toEqual({ ok: false, fault });
    expect(virtual.state()).toMatchObject({ buffered: 0, hanging: [], slips: [] });
  });
});

describe('what goes wrong while printing', () => {
  type Bench = ReturnType<typeof bench>;
  const accidents: [string, (it: Bench) => void, (it: Bench) => void, Fault][] = [
    [
      'the cover is opened',
      ({ virtual }) => virtual.set({ cover: 'open' }),
      ({ virtual }) => virtual.set({ cover: 'closed' }),
      'coverOpen',
    ],
    [
      'the head gets too hot',
      ({ virtual }) => virtual.set({ head: 'hot' }),
      ({ virtual }) => virtual.set({ head: 'ok' }),
      'headOverheated',
    ],
    [
      'the cutter jams',
      ({ virtual }) => virtual.set({ cutter: 'jammed' }),
      ({ virtual }) => virtual.set({ cutter: 'ok' }),
      'cutterJammed',
    ],
    [
      'the paper jams',
      ({ virtual }) => virtual.set({ path: 'jammed' }),
      ({ virtual }) => virtual.set({ path: 'ok' }),
      'paperJammed',
    ],
    [
      'the electronics break',
      ({ virtual }) => virtual.set({ electronics: 'broken' }),
      ({ virtual }) => virtual.set({ electronics: 'ok' }),
      'hardwareError',
    ],
    [
      'the power goes',
      ({ virtual }) => virtual.set({ power: 'off' }),
      ({ virtual }) => virtual.set({ power: 'on' }),
      'timeOut',
    ],
    [
      'the cable is pulled',
      ({ board }) => board.unplug('printer'),
      ({ board, device }) => board.plug('printer', device),
      'offline',
    ],
  ];

  test.each(accidents)(
    '%s: the slip fails, and after the repair only the next one comes',
    async (_, harm, repair, fault) => {
      const it = bench();
      const { clock, virtual, printer, settle, ready, printing, texts } = it;
      await ready();
      const failing = printer.print([...slip, { kind: 'text', text: '未完' }]);
      expect(await printing()).toBe(true);
      harm(it);
      expect(await settle(failing)).toEqual({ ok: false, fault });
      await clock.advance(10_000);
      expect(printer.status()).not.toMatchObject({ device: 'online' });
      repair(it);
      await clock.advance(40_000);
      expect(printer.status()).toEqual(full);
      expect(virtual.state().buffered).toBe(0);
      expect(await settle(printer.print(slip))).toEqual({ ok: true });
      const slips = texts();
      expect(slips.at(-1)).toBe(slipAsText);
      expect(virtual.state()).toMatchObject({ hanging: [], buffered: 0 });
    },
  );

  test('the paper runs out in the middle: the torso is torn off with the new roll, the rest never comes', async () => {
    const { clock, virtual, printer, settle, ready, texts } = bench();
    await ready();
    virtual.set({ paperLeft: 30 });
    await clock.advance(20);
    expect(await settle(printer.print(slip))).toEqual({ ok: false, fault: 'paperOut' });
    expect(slipText({ blocks: virtual.state().hanging })).toMatch(/^挂号凭条\n/);
    await clock.advance(5_000);
    expect(virtual.state().buffered).toBe(0);
    virtual.set({ paperLeft: 80_000 });
    await clock.advance(20);
    expect(printer.status()).toEqual(full);
    await clock.advance(60_000);
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
    const [torso = '', ...more] = texts();
    expect(slipAsText.startsWith(torso) && torso !== slipAsText).toBe(true);
    expect(more).toEqual([slipAsText]);
  });

  test('a confirmation that gets lost is a time-out in the end, with the printer asked in between', async () => {
    const { clock, virtual, printer, settle, ready, printing } = bench();
    await ready();
    const failing = printer.print(slip);
    await printing();
    virtual.failNext('silent');
    const before = clock.now();
    expect(await settle(failing)).toEqual({ ok: false, fault: 'timeOut' });
    expect(clock.now() - before).toBeLessThan(65_000);
    expect(printer.status()).toEqual(full);
  });

  test('a confirmation of another job is none of this one', async () => {
    const { virtual, printer, say, settle, ready, printing } = bench();
    await ready();
    let done = false;
    const slow = printer.print(slip).finally(() => {
      done = true;
    });
    await printing();
    say('37 22 30 30 30 30 00');
    await Promise.resolve();
    expect(done).toBe(false);
    await settle(slow);
    expect(virtual.state().slips.length).toBe(1);
  });

  test('a printer that has forgotten to tell is reminded with each slip: the paper end is known at once', async () => {
    const { clock, virtual, printer, settle, ready } = bench();
    await ready();
    virtual.set({ power: 'off' });
    virtual.set({ power: 'on', paperLeft: 30 });
    const before = clock.now();
    expect(await settle(printer.print(slip))).toEqual({ ok: false, fault: 'paperOut' });
    expect(clock.now() - before).toBeLessThan(1_000);
  });

  test('a line that breaks and comes back in the middle of a slip: the rest of it is cleared at once', async () => {
    const { clock, virtual, device, board, printer, settle, ready, printing } = bench();
    await ready();
    const lines = Array.from({ length: 120 }, (_, i) => ({ kind: 'text' as const, text: `${i}` }));
    const failing = printer.print(lines);
    await printing();
    board.unplug('printer');
    board.plug('printer', device);
    expect(await settle(failing)).toEqual({ ok: false, fault: 'offline' });
    await clock.advance(10_000);
    expect(printer.status()).toEqual(full);
    expect(virtual.state()).toMatchObject({ buffered: 0, slips: [] });
    expect(virtual.state().hanging.length).toBeLessThan(100);
  });

  test('paper that gets low is no fault', async () => {
    const { virtual, printer, settle, ready } = bench();
    await ready();
    virtual.set({ paperLeft: 2_010 });
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
    expect(printer.status()).toEqual({ device: 'online', paper: 'low' });
  });
});

describe('draining', () => {
  test('a terminal that restarts in the middle of a slip: the rest of it does not come before the next slip', async () => {
    const { clock, virtual, printer, start, settle, ready, printing, texts } = bench();
    await ready();
    const lost = printer.print([...slip, ...slip, ...slip]);
    await printing();
    printer.close();
    expect(await settle(lost)).toEqual({ ok: false, fault: 'offline' });
    const next = start();
    expect(await settle(next.drain())).toEqual({ ok: true });
    expect(virtual.state()).toMatchObject({ hanging: [], buffered: 0 });
    const [torso = '', ...more] = texts();
    expect(more).toEqual([]);
    expect(slipAsText.repeat(3).startsWith(torso) && torso.length < slipAsText.repeat(3).length).toBe(true);
    expect(await settle(next.print(slip))).toEqual({ ok: true });
    expect(texts()).toEqual([slipAsText]);
    await clock.advance(1_000);
  });

  test('a printer without paper is cleared all the same, but not drained until something can be cut off', async () => {
    const { clock, virtual, printer, settle, ready, texts } = bench();
    await ready();
    virtual.set({ paperLeft: 20 });
    await settle(printer.print(slip));
    expect(await settle(printer.drain())).toEqual({ ok: false, fault: 'paperOut' });
    expect(virtual.state().buffered).toBe(0);
    virtual.set({ paperLeft: 1_000 });
    await clock.advance(100);
    expect(await settle(printer.drain())).toEqual({ ok: true });
    expect(texts().length).toBe(1);
    expect(virtual.state()).toMatchObject({ buffered: 0, hanging: [] });
  });
});

describe('a bad line', () => {
  test('noise is reported; printing goes on', async () => {
    const { printer, settle, log } = bench({ manners: { ...real, noise: 1 } });
    const outcome = await settle(printer.print(slip));
    expect(log.some(({ event }) => event === 'device.noise')).toBe(true);
    // Noise can imitate a status (nothing in ESC/POS carries a check): then the slip fails, but never silently.
    if (!outcome.ok) expect(outcome.fault).not.toBe('cancelled');
  });

  test('with noise and damage everywhere every slip ends, and none that is confirmed is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { clock, printer, settle, texts } = bench({ manners: { ...real, noise: 0.3, flips: 0.1 }, seed });
        const outcome = await settle(printer.print(slip), 300_000);
        if (outcome.ok) expect(texts()).toContain(slipAsText);
        printer.close();
        await clock.advance(10_000);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test('a status answer that comes late is not taken for another one', async () => {
    const { clock, virtual, printer, statuses, ready } = bench();
    await ready();
    virtual.failNext('late');
    await clock.advance(120_000);
    expect(statuses.filter((status) => 'fault' in status && status.fault === 'coverOpen')).toEqual([]);
    expect(printer.status()).toEqual(full);
  });

  test('an unpaced line works as well', async () => {
    const { printer, settle, ready, texts } = bench({ manners: goodManners });
    await ready();
    expect(await settle(printer.print(slip))).toEqual({ ok: true });
    expect(texts()).toEqual([slipAsText]);
  });
});

test('closing ends what is under way and leaves nothing on the clock', async () => {
  const { clock, printer, settle, ready, printing } = bench();
  await ready();
  const under = printer.print(slip);
  await printing();
  printer.close();
  expect(await settle(under)).toEqual({ ok: false, fault: 'offline' });
  expect(await settle(printer.print(slip))).toEqual({ ok: false, fault: 'offline' });
  await clock.advance(60_000);
  expect(clock.pending).toBe(0);
});

test('what is printed is not in the log', async () => {
  const { printer, settle, log } = bench({ manners: { ...real, noise: 0.5 } });
  await settle(printer.print(slip));
  expect(JSON.stringify(log)).not.toContain('张');
});
