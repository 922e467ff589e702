import { describe, expect, test } from 'vitest';
import { createHidPlugBoard } from '../../simulator/devices/hid-plug-board.ts';
import type { ShownCode } from '../../simulator/devices/scan-window.ts';
import { createVirtualHidPosScanner } from '../../simulator/devices/virtual-hid-pos-scanner.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import type { HidLink, OpenHid } from '../links/hid.ts';
import { type HidFarEnd, memoryHidLink } from '../links/memory-hid.ts';
import { barcodeScannerContract, type ScannerBench } from '../scanning/contract-suite.ts';
import { encodeScan } from './codec.ts';
import { createHidPosScanner, presentationProfile } from './driver.ts';

const never = () => new AbortController().signal;

function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function bench(plan: { described?: boolean; triggered?: boolean; plugged?: boolean } = {}) {
  const { described = true, triggered = true, plugged = true } = plan;
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualHidPosScanner({ clock, chance: seeded(1), described, triggered, sleeps: triggered });
  const board = createHidPlugBoard();
  const plug = () => board.plug('scanner', virtual);
  if (plugged) plug();
  const log: DeviceEvent[] = [];
  const opened: number[] = [];
  let arrived = 0;
  const openHid: OpenHid = async (address) => {
    opened.push(clock.now());
    const link = await board.openHid(address);
    const onInput: HidLink['onInput'] = (listener) =>
      link.onInput((report) => {
        arrived++;
        listener(report);
      });
    return { ...link, onInput };
  };
  const scanner = createHidPosScanner({
    openHid,
    address: 'memory:scanner',
    clock,
    log: (event) => log.push(event),
    ...(!triggered && { profile: presentationProfile }),
  });
  const until = async (condition: () => boolean) => {
    if (!(await clock.runUntil(condition, 120_000))) throw new Error(`not in time: ${condition}`);
  };
  return { clock, virtual, board, plug, log, opened, scanner, until, arrived: () => arrived };
}

async function suiteBench(described: boolean): Promise<ScannerBench> {
  const { virtual, board, plug, log, scanner, until, arrived } = bench({ described });
  return {
    scanner,
    log,
    show: (code: ShownCode) => virtual.show(code),
    hide: virtual.hide,
    press: virtual.press,
    looking: () => virtual.state().looking,
    failNext: virtual.failNext,
    unplug: async () => board.unplug('scanner'),
    plug: async () => plug(),
    arrived,
    until,
  };
}

describe('a HID POS scanner that gives its report descriptor', () => barcodeScannerContract(() => suiteBench(true)));
describe('a HID POS scanner without one', () => barcodeScannerContract(() => suiteBench(false)));

describe('waking', () => {
  test('a scanner that refuses to be woken is told three times, then opened anew', async () => {
    const { clock, virtual, log, opened, scanner, until } = bench();
    virtual.failUntilCleared('wakeRefused');
    await clock.advance(4_000);
    expect(opened.map((at) => at - (opened[0] ?? 0))).toEqual([0, 1_000, 3_000]);
    expect(scanner.status()).toEqual({ device: 'offline', fault: 'protocolError' });
    expect(log).toEqual([
      {
        event: 'device.fault',
        device: 'barcodeScanner',
        fault: 'protocolError',
        cause: 'the scanner does not let itself be woken',
      },
    ]);
    virtual.clear();
    await until(() => scanner.status().device === 'online');
    expect(virtual.state().awake).toBe(true);
  });

  test('one that takes no notice at all is timeOut', async () => {
    const clock = createVirtualClock(0);
    const openHid: OpenHid = async () =>
      memoryHidLink({ features: { set: () => new Promise(() => {}), get: async () => 'stalled' } })[0];
    const scanner = createHidPosScanner({ openHid, address: 'memory:x', clock, log: () => {} });
    const reading = scanner.read(never());
    await clock.advance(3_500);
    expect(await reading).toEqual({ ok: false, fault: 'timeOut' });
    scanner.close();
  });
});

describe('looking', () => {
  test('a scanner that gives up after 30 seconds is triggered again before, and still reads after minutes', async () => {
    const { clock, virtual, scanner, until } = bench();
    const reading = scanner.read(never());
    await until(() => virtual.state().looking);
    let lookedAway = 0;
    virtual.subscribe(() => {
      if (!virtual.state().looking) lookedAway++;
    });
    await clock.advance(300_000);
    expect(lookedAway).toBe(0);
    virtual.show({ aim: ']Q1', data: 'patience' });
    await until(() => !virtual.state().looking);
    await clock.advance(100);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'patience' } });
  });

  test('the same code held on is read again by the next reading, not sooner than it can be a new showing', async () => {
    const { clock, virtual, scanner, until } = bench();
    virtual.show({ aim: ']Q1', data: 'held' });
    let reads = 0;
    const at: number[] = [];
    const again = async (): Promise<void> => {
      await scanner.read(never());
      at.push(clock.now());
      if (++reads < 3) await again();
    };
    void again();
    await until(() => reads === 3);
    for (let i = 1; i < at.length; i++) expect((at[i] ?? 0) - (at[i - 1] ?? 0)).toBeGreaterThanOrEqual(700);
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeLessThan(2_500);
  });

  test('two who read at once both get the code', async () => {
    const { clock, virtual, scanner } = bench();
    const both = Promise.all([scanner.read(never()), scanner.read(never())]);
    virtual.show({ aim: ']C1', data: '1' });
    await clock.advance(1_000);
    expect((await both).map((it) => it.ok && it.code.symbology)).toEqual(['ean128', 'ean128']);
  });

  /** How long a code has to be held until it is read, so many milliseconds after a reading was called off. */
  async function heldFor(after: number, triggered: boolean) {
    const { clock, virtual, scanner, until } = bench({ triggered });
    const stop = new AbortController();
    const earlier = scanner.read(stop.signal);
    await clock.advance(100);
    stop.abort();
    await earlier;
    await clock.advance(after);
    let ended = false;
    const reading = scanner.read(never()).finally(() => {
      ended = true;
    });
    const from = clock.now();
    virtual.show({ aim: ']Q1', data: 'held' });
    await until(() => ended);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'held' } });
    return clock.now() - from;
  }

  test('the first code after a reading that was called off is read once more; seconds later it is believed at once', async () => {
    const once = await heldFor(6_000, true);
    const twice = await heldFor(5_800, true);
    expect(once).toBeLessThan(150);
    expect(twice).toBeGreaterThanOrEqual(2 * once - 10);
    expect(twice).toBeLessThan(300);
  });

  test('one that looks all the time sends a code once for a showing, so that it has to be believed', async () => {
    expect(await heldFor(0, false)).toBeLessThan(150);
  });

  test('one that looks all the time: what was shown before the reading is dropped', async () => {
    const { clock, virtual, scanner, log } = bench({ triggered: false });
    await clock.advance(10);
    virtual.show({ aim: ']Q1', data: 'too early' });
    await clock.advance(1_000);
    const reading = scanner.read(never());
    await clock.advance(1_000);
    virtual.show({ aim: ']Q1', data: 'now' });
    await clock.advance(1_000);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'now' } });
    expect(log.map(({ event }) => event)).toEqual(['device.online']);
  });
});

describe('reports', () => {
  async function bare() {
    const clock = createVirtualClock(0);
    const log: DeviceEvent[] = [];
    const ends: HidFarEnd[] = [];
    const openHid: OpenHid = async () => {
      const [near, far] = memoryHidLink({});
      ends.push(far);
      return near;
    };
    const scanner = createHidPosScanner({
      openHid,
      address: 'memory:x',
      clock,
      log: (event) => log.push(event),
      profile: presentationProfile,
    });
    await clock.advance(1);
    const say = (report: Uint8Array | undefined) => report && ends[0]?.sendInput(report);
    return { clock, log, scanner, say };
  }
  const text = (data: string) => new TextEncoder().encode(data);

  test('half a code that is not continued is dropped after a silence', async () => {
    const { clock, log, scanner, say } = await bare();
    const reading = scanner.read(never());
    await clock.advance(1);
    say(encodeScan({ aim: ']Q1', data: text('a'.repeat(60)) })[0]);
    await clock.advance(600);
    expect(log.at(-1)).toEqual({ event: 'device.noise', device: 'barcodeScanner', bytes: 56 });
    await clock.advance(3_000);
    say(encodeScan({ aim: ']Q1', data: text('whole') })[0]);
    await clock.advance(1);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'whole' } });
  });

  test('its other half, read too late, is not taken for a code', async () => {
    const { clock, scanner, say } = await bare();
    const parts = encodeScan({ aim: ']Q1', data: text('a'.repeat(60)) });
    const reading = scanner.read(never());
    await clock.advance(1);
    say(parts[0]);
    await clock.advance(600);
    say(parts[1]);
    await clock.advance(1);
    expect(await reading).toEqual({ ok: false, fault: 'barcodeInvalid' });
  });

  test('a half code of an earlier time is not finished in this one', async () => {
    const { clock, scanner, say } = await bare();
    const parts = encodeScan({ aim: ']Q1', data: text('b'.repeat(60)) });
    say(parts[0]);
    await clock.advance(1);
    const reading = scanner.read(never());
    await clock.advance(1);
    say(parts[1]);
    say(encodeScan({ aim: ']C0', data: text('mine') })[0]);
    await clock.advance(1);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'mine' } });
  });

  test('the answer to a menu command is no code', async () => {
    const { clock, scanner, say } = await bare();
    const reading = scanner.read(never());
    await clock.advance(1);
    say(encodeScan({ aim: ']Z6', data: fromHex('52 45 56 06 2E') })[0]);
    say(encodeScan({ aim: ']Q1', data: text('code') })[0]);
    await clock.advance(1);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'code' } });
  });

  test('triggering and waking in the bytes of the manual', async () => {
    const clock = createVirtualClock(0);
    const told: string[] = [];
    const openHid: OpenHid = async () => {
      const [near, far] = memoryHidLink({
        features: {
          set: async (id, data) => {
            told.push(`feature ${toHex(Uint8Array.of(id, ...data))}`);
            return 'taken';
          },
          get: async () => 'stalled',
        },
      });
      far.onOutput((id, data) => told.push(toHex(Uint8Array.of(id, ...data))));
      return near;
    };
    const scanner = createHidPosScanner({ openHid, address: 'memory:x', clock, log: () => {} });
    const stop = new AbortController();
    void scanner.read(stop.signal);
    await clock.advance(10);
    stop.abort();
    await clock.advance(10);
    expect(told).toEqual(['feature FE 01', 'FD 03 16 54 0D', 'FD 03 16 55 0D']);
  });
});
