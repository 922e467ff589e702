import { describe, expect, test } from 'vitest';
import { createHidPlugBoard } from '../../simulator/devices/hid-plug-board.ts';
import { createVirtualMagtekReader } from '../../simulator/devices/virtual-magtek-reader.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { MagneticCardReaderStatus } from '../contract/magnetic-card-reader.ts';
import { magneticCardReaderContract } from './contract-suite.ts';
import { createMagtekReader } from './driver.ts';

const never = () => new AbortController().signal;

function bench(plan: { plugged?: boolean } = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualMagtekReader({ clock, chance: () => 0.5 });
  const board = createHidPlugBoard();
  const plug = () => board.plug('reader', virtual);
  if (plan.plugged ?? true) plug();
  const log: DeviceEvent[] = [];
  const reader = createMagtekReader({
    openHid: board.openHid,
    address: 'memory:reader',
    clock,
    log: (event) => log.push(event),
  });
  const statuses: MagneticCardReaderStatus[] = [];
  reader.subscribe((status) => statuses.push(status));
  /** What a reading comes to, letting time pass until it has ended. */
  const ended = async (reading = reader.read(never())) => {
    let outcome: Awaited<typeof reading> | undefined;
    void reading.then((it) => {
      outcome = it;
    });
    if (!(await clock.runUntil(() => outcome !== undefined, 60_000))) throw new Error('not ended in time');
    return outcome;
  };
  /** Swipes as soon as somebody reads. */
  const swipe = async (stripe: Parameters<typeof virtual.swipe>[0]) => {
    const reading = reader.read(never());
    await clock.advance(200);
    virtual.swipe(stripe);
    return ended(reading);
  };
  const until = async (condition: () => boolean) => {
    if (!(await clock.runUntil(condition, 120_000))) throw new Error(`not in time: ${condition}`);
  };
  return { clock, virtual, board, plug, log, reader, statuses, ended, swipe, until };
}

describe('a MagTek swipe reader', () =>
  magneticCardReaderContract(async () => {
    const { clock, virtual, board, plug, log, reader, until } = bench();
    return {
      reader,
      log,
      swipe: virtual.swipe,
      failNext: virtual.failNext,
      unplug: async () => board.unplug('reader'),
      plug: async () => plug(),
      until,
      settle: () => clock.advance(1_000),
    };
  }));

test('a swipe that got lost is swiped again', async () => {
  const { clock, virtual, reader, ended } = bench();
  virtual.failNext('silent');
  const reading = reader.read(never());
  await clock.advance(200);
  virtual.swipe({ track2: '2222' });
  await clock.advance(10_000);
  virtual.swipe({ track2: '3333' });
  expect(await ended(reading)).toMatchObject({ ok: true, tracks: { track2: { data: '3333' } } });
});

test("a worn card swiped while nobody reads is nobody's fault", async () => {
  const { clock, virtual, log } = bench();
  await clock.advance(100);
  virtual.swipe({ worn: [2] });
  await clock.advance(1_000);
  expect(log.map(({ event }) => event)).toEqual(['device.online']);
});

describe('being there', () => {
  test('without a reader it is noDevice', async () => {
    const { reader, ended } = bench({ plugged: false });
    expect(await ended()).toEqual({ ok: false, fault: 'noDevice' });
    expect(reader.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
  });

  test('one that reports a failure is reset once and serves on', async () => {
    const { virtual, reader, swipe, until, log } = bench();
    virtual.failNext('failure');
    await until(() => reader.status().device === 'online');
    expect(virtual.state().resets).toBe(1);
    expect(log.map(({ event }) => event)).toEqual(['device.online']);
    expect(await swipe({ track2: '1111' })).toMatchObject({ ok: true });
  });

  test('one that goes on failing is hardwareError, is tried again, and comes back', async () => {
    const { clock, virtual, log, reader, until } = bench();
    virtual.failUntilCleared('failure');
    await clock.advance(3_500);
    expect(reader.status()).toEqual({ device: 'hardwareError', fault: 'hardwareError' });
    expect(log).toEqual([
      {
        event: 'device.fault',
        device: 'magneticCardReader',
        fault: 'hardwareError',
        cause: 'the reader reports a failure after a reset',
      },
    ]);
    virtual.clear();
    await until(() => reader.status().device === 'online');
    expect(log.at(-1)?.event).toBe('device.online');
  });

  test('one that takes no commands any more is noticed within a minute', async () => {
    const { clock, virtual, log, reader } = bench();
    await clock.advance(1_000);
    virtual.failUntilCleared('deaf');
    await clock.advance(34_000);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(log.map(({ event }) => event)).toEqual(['device.online', 'device.retry', 'device.retry', 'device.fault']);
  });

  test('closed, it reads no more and asks no more', async () => {
    const { clock, reader } = bench();
    await clock.advance(100);
    const reading = reader.read(never());
    await clock.advance(100);
    reader.close();
    expect(await reading).toEqual({ ok: false, fault: 'offline' });
    await clock.advance(120_000);
    expect(clock.pending).toBe(0);
  });
});
