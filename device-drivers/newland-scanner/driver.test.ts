import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goodManners, type LineManners } from '../../simulator/devices/line.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualNewlandScanner } from '../../simulator/devices/virtual-newland-scanner.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Link, OpenLink } from '../links/link.ts';
import { memoryLink } from '../links/memory.ts';
import { barcodeScannerContract, type ScannerBench } from '../scanning/contract-suite.ts';
import { bareTrigger } from './codec.ts';
import {
  bareEngineProfile,
  createNewlandScanner,
  newlandProfile,
  newlandSetupTriggerProfile,
  type SerialScannerProfile,
} from './driver.ts';

const never = () => new AbortController().signal;
const real: LineManners = { baud: 9_600, chunks: true, noise: 0, flips: 0 };

function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Plan {
  readonly manners?: LineManners;
  readonly profile?: SerialScannerProfile;
  readonly seed?: number;
}

function bench({ manners = real, profile = newlandProfile, seed = 1 }: Plan = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const isBare = profile === bareEngineProfile;
  const virtual = createVirtualNewlandScanner({
    clock,
    chance: seeded(seed),
    manners,
    ...(isBare && { trigger: bareTrigger, answersSetup: false, noRead: '%%NoRead', sendsAim: false }),
  });
  const board = createPlugBoard();
  const plug = () => board.plug('scanner', virtual);
  plug();
  const log: DeviceEvent[] = [];
  let arrived = 0;
  const openLink: OpenLink = async (address) => {
    const link = await board.openLink(address);
    const onData: Link['onData'] = (listener) =>
      link.onData((chunk) => {
        arrived += chunk.length;
        listener(chunk);
      });
    return { ...link, onData };
  };
  const scanner = createNewlandScanner({
    openLink,
    address: 'memory:scanner',
    clock,
    log: (event) => log.push(event),
    profile,
  });
  const until = async (condition: () => boolean) => {
    if (!(await clock.runUntil(condition, 120_000))) throw new Error(`not in time: ${condition}`);
  };
  return { clock, virtual, board, plug, log, scanner, until, arrived: () => arrived };
}

async function suiteBench(plan: Plan): Promise<ScannerBench> {
  const { virtual, board, plug, log, scanner, until, arrived } = bench(plan);
  return {
    scanner,
    log,
    show: virtual.show,
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

describe('a Newland engine at 9600 bits per second', () => barcodeScannerContract(() => suiteBench({})));
describe('one without a speed, triggered by setup commands', () =>
  barcodeScannerContract(() => suiteBench({ manners: goodManners, profile: newlandSetupTriggerProfile })));

describe('being there', () => {
  test('a scanner that does not answer is asked three times, then opened anew after growing pauses', async () => {
    const { clock, virtual, log, scanner, until } = bench();
    virtual.failUntilCleared('deaf');
    await clock.advance(1_600);
    expect(scanner.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    await clock.advance(10_000);
    expect(log).toEqual([
      {
        event: 'device.fault',
        device: 'barcodeScanner',
        fault: 'timeOut',
        cause: 'the scanner does not answer setup commands',
      },
    ]);
    virtual.clear();
    await until(() => scanner.status().device === 'online');
  });

  test('one that falls silent is noticed between readings, and never asked during one', async () => {
    const { clock, virtual, scanner, log } = bench();
    const stop = new AbortController();
    const reading = scanner.read(stop.signal);
    await clock.advance(100);
    virtual.failUntilCleared('deaf');
    await clock.advance(180_000);
    expect(scanner.status()).toEqual({ device: 'online', scanner: 'on' });
    stop.abort();
    expect(await reading).toEqual({ ok: false, fault: 'cancelled' });
    await clock.advance(40_000);
    expect(scanner.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(log.map(({ event }) => event)).toEqual(['device.online', 'device.retry', 'device.retry', 'device.fault']);
  });
});

describe('the line', () => {
  async function bare() {
    const clock = createVirtualClock(0);
    const log: DeviceEvent[] = [];
    const [near, far] = memoryLink();
    const scanner = createNewlandScanner({
      openLink: async () => near,
      address: 'memory:x',
      clock,
      log: (event) => log.push(event),
      profile: { ...bareEngineProfile },
    });
    await clock.advance(1);
    const reading = scanner.read(never());
    await clock.advance(1);
    const say = async (text: string, wait = 1) => {
      far.write(new TextEncoder().encode(text));
      await clock.advance(wait);
    };
    return { log, reading, say };
  }

  test('half a code without its end is dropped after a silence', async () => {
    const { log, reading, say } = await bare();
    await say('half', 400);
    expect(log.at(-1)).toEqual({ event: 'device.noise', device: 'barcodeScanner', bytes: 4 });
    await say('', 3_000);
    await say('who');
    await say('le\r');
    expect(await reading).toMatchObject({ ok: true, code: { data: 'whole', symbology: 'symbologyUnknown', aim: '' } });
  });

  test('what follows soon after half a code is taken for its other half, unless an identifier shows that it is not', async () => {
    const first = await bare();
    await first.say('0012', 400);
    await first.say('345678\r');
    expect(await first.reading).toEqual({ ok: false, fault: 'barcodeInvalid' });
    const second = await bare();
    await second.say('0012', 400);
    await second.say(']Q1345678\r');
    expect(await second.reading).toMatchObject({ ok: true, code: { data: '345678' } });
    const third = await bare();
    await third.say('0012', 400);
    await third.say('\r345678\r');
    expect(await third.reading).toMatchObject({ ok: true, code: { data: '345678' } });
  });

  test('a control character in a code is barcodeInvalid', async () => {
    const { reading, say } = await bare();
    await say('12\x1d34\r');
    expect(await reading).toEqual({ ok: false, fault: 'barcodeInvalid' });
  });

  test('an engine that knows letters only: its word that it found nothing is no code', async () => {
    const { clock, virtual, scanner, arrived, until } = bench({ profile: bareEngineProfile });
    const reading = scanner.read(never());
    await until(() => virtual.state().looking);
    // It gives up by itself when the host triggers it late.
    await clock.advance(2_400);
    virtual.press();
    await clock.advance(60_000);
    expect(virtual.state().looking).toBe(true);
    virtual.show({ aim: ']Q1', data: 'A1' });
    await until(() => arrived() > 0);
    await clock.advance(50);
    expect(await reading).toMatchObject({ ok: true, code: { data: 'A1', aim: '' } });
  });

  test('the word that it found nothing, said at the end of a reading', async () => {
    const { reading, say } = await bare();
    await say('%%NoRead\r\n');
    await say('A2\r\n');
    expect(await reading).toMatchObject({ ok: true, code: { data: 'A2' } });
  });

  test('a line with noise and flipped bits never stops it: afterwards the next code is read as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const { clock, virtual, scanner, until } = bench({ manners: { ...real, noise: 0.3, flips: 0.3 }, seed });
        await until(() => scanner.status().device === 'online');
        for (let i = 0; i < 3; i++) {
          virtual.failNext(i === 0 ? 'noise' : 'damaged');
          virtual.show({ aim: ']Q1', data: `code ${i}` });
          const stop = new AbortController();
          let ended = false;
          void scanner.read(stop.signal).then(() => {
            ended = true;
          });
          await clock.runUntil(() => ended, 10_000);
          stop.abort();
          virtual.hide();
          await clock.advance(1_000);
        }
        // Another scanner on a good line in the same window: what is left of the bad one is not in its way.
        const good = bench({ seed });
        good.virtual.show({ aim: ']Q1', data: 'good' });
        const reading = good.scanner.read(never());
        await good.clock.advance(5_000);
        expect(await reading).toMatchObject({ ok: true, code: { data: 'good' } });
        scanner.close();
        good.scanner.close();
      }),
      { numRuns: 20 },
    );
  });
});
