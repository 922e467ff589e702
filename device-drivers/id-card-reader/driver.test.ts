import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goodManners, type LineManners } from '../../simulator/devices/line.ts';
import { createPlugBoard } from '../../simulator/devices/plug-board.ts';
import { createVirtualIdCardReader } from '../../simulator/devices/virtual-id-card-reader.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import type { IdCardReaderStatus, ResidentIdCard } from '../contract/id-card-reader.ts';
import { createFramer } from '../framing/framer.ts';
import type { OpenLink } from '../links/link.ts';
import { encodeCardText } from './card-text.ts';
import { type Command, decodeCommand } from './codec.ts';
import { createIdCardReader } from './driver.ts';
import { longestFrame, lookForFrame } from './frame.ts';
import { inventedCard as zhang } from './invented-card.ts';

const li: ResidentIdCard = { ...zhang, name: '李四', sex: 'female', validTo: '长期' };

const real: LineManners = { baud: 115_200, chunks: true, noise: 0, flips: 0 };

function seeded(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function bench(
  plan: { manners?: LineManners; refind?: 'afterRemoval' | 'always'; plugged?: boolean; seed?: number } = {},
) {
  const { manners = real, refind = 'afterRemoval', plugged = true, seed = 1 } = plan;
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const virtual = createVirtualIdCardReader({ clock, chance: seeded(seed), manners, refind });
  const board = createPlugBoard();
  const asked: Command[] = [];
  const framer = createFramer(lookForFrame, longestFrame);
  if (plugged) board.plug('id-card-reader', virtual);
  const log: DeviceEvent[] = [];
  /** The plug board's link, with the commands that go over it noted down. */
  const openLink: OpenLink = async (address) => {
    const link = await board.openLink(address);
    const write = (bytes: Uint8Array) => {
      asked.push(...framer.push(bytes).frames.flatMap((body) => decodeCommand(body) ?? []));
      link.write(bytes);
    };
    return { ...link, write };
  };
  const reader = createIdCardReader({
    openLink,
    address: 'memory:id-card-reader',
    clock,
    log: (event) => log.push(event),
    refind,
  });
  const statuses: IdCardReaderStatus[] = [];
  reader.subscribe((status) => statuses.push(status));

  /** Lets time pass until `work` is settled. */
  async function settle<T extends object>(work: Promise<Outcome<T>>, limit = 60_000): Promise<Outcome<T>> {
    let outcome: Outcome<T> | undefined;
    void work.then((it) => {
      outcome = it;
    });
    await clock.runUntil(() => outcome !== undefined, limit);
    if (!outcome) throw new Error('not settled in time');
    return outcome;
  }
  const read = (signal = new AbortController().signal, onFound?: () => void) => reader.read(signal, onFound);
  const taken = () => reader.waitUntilTaken(new AbortController().signal);
  return { clock, virtual, board, log, asked, reader, statuses, settle, read, taken };
}

const online = (media: 'present' | 'notPresent'): IdCardReaderStatus => ({ device: 'online', media });

describe('reading', () => {
  test('waits for a card, tells that one is there, and reads it', async () => {
    const { clock, virtual, settle, read, statuses, log } = bench();
    const told: string[] = [];
    const reading = read(undefined, () => told.push('found'));
    await clock.advance(5_000);
    expect(told).toEqual([]);
    virtual.put(zhang);
    expect(await settle(reading)).toEqual({ ok: true, card: zhang });
    expect(told).toEqual(['found']);
    expect(statuses).toEqual([online('notPresent'), online('present')]);
    expect(log).toEqual([{ event: 'device.online', device: 'idCardReader', address: 'memory:id-card-reader' }]);
  });

  test('finding is asked for at most every 300 ms', async () => {
    const { clock, virtual, read } = bench({ manners: goodManners });
    const stop = new AbortController();
    const reading = read(stop.signal);
    await clock.advance(1_000);
    // A late card is found at the next look, not before.
    const before = clock.now();
    virtual.put(zhang);
    await clock.runUntil(() => virtual.state().reading, 1_000);
    expect(clock.now() - before).toBeLessThanOrEqual(300);
    expect((clock.now() - Date.UTC(2026, 10, 2)) % 300).toBe(0);
    stop.abort();
    expect(await reading).toEqual({ ok: false, fault: 'cancelled' });
  });

  test('called off, it ends at once, and the next reading is not confused by what still comes', async () => {
    const { clock, virtual, settle, read } = bench();
    virtual.put(zhang);
    const stop = new AbortController();
    const first = read(stop.signal);
    expect(await clock.runUntil(() => virtual.state().reading, 5_000)).toBe(true);
    stop.abort();
    expect(await first).toEqual({ ok: false, fault: 'cancelled' });
    const second = read();
    await clock.advance(3_000);
    virtual.put(li);
    expect(await settle(second)).toEqual({ ok: true, card: li });
  });

  test('a signal aborted before is a reading called off', async () => {
    const { settle, read } = bench();
    expect(await settle(read(AbortSignal.abort()))).toEqual({ ok: false, fault: 'cancelled' });
  });
});

describe.each(['afterRemoval', 'always'] as const)('a module that finds a card %s', (refind) => {
  test('the same card is not read twice, the next one is', async () => {
    const { clock, virtual, settle, read } = bench({ refind });
    virtual.put(zhang);
    expect(await settle(read())).toMatchObject({ ok: true });
    const next = read();
    await clock.advance(10_000);
    virtual.take();
    await clock.advance(2_000);
    virtual.put(li);
    expect(await settle(next)).toEqual({ ok: true, card: li });
  });

  test('knows within about a second when the card was taken', async () => {
    const { clock, virtual, reader, settle, read, taken } = bench({ refind });
    virtual.put(zhang);
    await settle(read());
    const waiting = taken();
    await clock.advance(20_000);
    expect(reader.status()).toEqual(online('present'));
    virtual.take();
    const at = clock.now();
    expect(await settle(waiting)).toEqual({ ok: true });
    expect(clock.now() - at).toBeLessThan(1_200);
    expect(reader.status()).toEqual(online('notPresent'));
    expect(await settle(taken())).toEqual({ ok: true });
  });

  test('a card taken while the next reading waits is noticed as well', async () => {
    const { clock, virtual, reader, settle, read } = bench({ refind });
    virtual.put(zhang);
    await settle(read());
    void read();
    await clock.advance(5_000);
    expect(reader.status()).toEqual(online('present'));
    virtual.take();
    await clock.advance(1_000);
    expect(reader.status()).toEqual(online('notPresent'));
  });

  test('a card taken in the middle of the reading is cardRemoved, and can be put on again', async () => {
    const { clock, virtual, reader, settle, read } = bench({ refind });
    virtual.put(zhang);
    const reading = read();
    expect(await clock.runUntil(() => virtual.state().reading, 5_000)).toBe(true);
    virtual.take();
    expect(await settle(reading)).toEqual({ ok: false, fault: 'cardRemoved' });
    expect(reader.status()).toEqual(online('notPresent'));
    virtual.put(zhang);
    expect(await settle(read())).toEqual({ ok: true, card: zhang });
  });

  test('a card that cannot be read is cardUnreadable, and must be put on again', async () => {
    const { clock, virtual, settle, read } = bench({ refind });
    virtual.failNext('cardUnreadable');
    virtual.put(zhang);
    expect(await settle(read())).toEqual({ ok: false, fault: 'cardUnreadable' });
    const again = read();
    await clock.advance(10_000);
    expect(virtual.state().reading).toBe(false);
    virtual.take();
    await clock.advance(2_000);
    virtual.put(zhang);
    expect(await settle(again)).toEqual({ ok: true, card: zhang });
  });
});

test('looking whether a card was taken never comes between finding, selecting and reading the next', async () => {
  for (let phase = 0; phase < 1_000; phase += 10) {
    for (const calledOff of [false, true]) {
      const { clock, virtual, reader, asked, settle, read } = bench({ manners: { ...real, baud: 9_600 } });
      virtual.put(zhang);
      await settle(read());
      const stop = new AbortController();
      const before = calledOff ? read(stop.signal) : undefined;
      await clock.advance(phase);
      // The next reading begins in the moment the one before is called off, and another card lies there at once.
      stop.abort();
      const next = read();
      await before;
      if (calledOff) await clock.advance(700);
      virtual.put(li);
      expect(await settle(next)).toEqual({ ok: true, card: li });
      const cycle = asked.slice(asked.lastIndexOf('selectCard') - 1);
      expect(cycle).toEqual(['findCard', 'selectCard', 'readCard']);
      reader.close();
    }
  }
});

test.each(['J', 'I'])('a card of type %s is cardUnreadable', async (flag) => {
  const { virtual, settle, read } = bench();
  const text = encodeCardText(zhang);
  text[248] = flag.charCodeAt(0);
  virtual.put({ text });
  expect(await settle(read())).toEqual({ ok: false, fault: 'cardUnreadable' });
});

test('of an unreadable card nothing can be known: waiting for its removal ends soon', async () => {
  const { virtual, settle, read, taken } = bench();
  virtual.failNext('cardUnreadable');
  virtual.put(zhang);
  await settle(read());
  expect(await settle(taken(), 2_000)).toEqual({ ok: true });
});

test('waiting for the removal can be called off', async () => {
  const { clock, virtual, reader, settle, read } = bench();
  virtual.put(zhang);
  await settle(read());
  const stop = new AbortController();
  const waiting = reader.waitUntilTaken(stop.signal);
  await clock.advance(5_000);
  stop.abort();
  expect(await waiting).toEqual({ ok: false, fault: 'cancelled' });
});

describe('a bad line', () => {
  test('noise is reported and harmless', async () => {
    const { virtual, settle, read, log } = bench();
    virtual.failUntilCleared('noise');
    virtual.put(zhang);
    expect(await settle(read())).toEqual({ ok: true, card: zhang });
    expect(log.some(({ event }) => event === 'device.noise')).toBe(true);
  });

  test.each(['silent', 'badChecksum'] as const)('one %s answer is asked for again', async (fault) => {
    const { clock, virtual, settle, read, log } = bench();
    const reading = read();
    await clock.advance(1_000);
    virtual.failNext(fault);
    virtual.put(zhang);
    expect(await settle(reading)).toEqual({ ok: true, card: zhang });
    expect(log.filter(({ event }) => event === 'device.retry')).toEqual([
      { event: 'device.retry', device: 'idCardReader', attempt: 2 },
    ]);
  });

  test('a damaged card is read again without finding it anew', async () => {
    const { clock, virtual, settle, read, log } = bench();
    virtual.put(zhang);
    const reading = read();
    await clock.runUntil(() => virtual.state().reading, 5_000);
    virtual.failNext('badChecksum');
    expect(await settle(reading)).toEqual({ ok: true, card: zhang });
    expect(log.filter(({ event }) => event === 'device.retry').length).toBe(1);
  });

  test('with noise and damage everywhere a reading still ends, in a card or a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const { clock, virtual, reader, settle, read } = bench({ manners: { ...real, noise: 0.5, flips: 0.2 }, seed });
        virtual.put(zhang);
        const outcome = await settle(read());
        if (outcome.ok) expect(outcome.card).toEqual(zhang);
        reader.close();
        await clock.advance(10_000);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a silent or absent module', () => {
  test('silence is a time-out; the reader is offline and comes back by itself', async () => {
    const { clock, virtual, reader, settle, read, log } = bench();
    await clock.advance(1_000);
    virtual.failUntilCleared('silent');
    expect(await settle(read())).toEqual({ ok: false, fault: 'timeOut' });
    await clock.advance(0);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'timeOut' });
    expect(log.at(-1)).toMatchObject({ event: 'device.fault', fault: 'timeOut', cause: 'no answer to findCard' });
    expect(await settle(read())).toEqual({ ok: false, fault: 'timeOut' });
    virtual.clear();
    await clock.advance(60_000);
    expect(reader.status()).toEqual(online('notPresent'));
  });

  test('a module that falls silent while nobody reads is noticed within a minute', async () => {
    const { clock, virtual, reader } = bench();
    await clock.advance(300_000);
    expect(reader.status()).toEqual(online('notPresent'));
    virtual.failUntilCleared('silent');
    await clock.advance(60_000);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'timeOut' });
  });

  test('an answer that comes too late for every try is a time-out, and the next connection is clean', async () => {
    const { clock, virtual, settle, read } = bench();
    await clock.advance(1_000);
    virtual.failNext('late');
    expect(await settle(read())).toEqual({ ok: false, fault: 'timeOut' });
    await clock.advance(10_000);
    virtual.put(zhang);
    expect(await settle(read())).toEqual({ ok: true, card: zhang });
  });

  test('unplugged in the middle of the answer: offline, then back with the card still there to be read', async () => {
    const { clock, virtual, reader, settle, read, log } = bench();
    virtual.put(zhang);
    await clock.advance(1_000);
    virtual.failNext('unplugged');
    expect(await settle(read())).toEqual({ ok: false, fault: 'offline' });
    await clock.advance(0);
    expect(reader.status()).toEqual({ device: 'offline', fault: 'offline' });
    expect(log.at(-1)).toMatchObject({ fault: 'offline', cause: 'the other end closed the line' });
    await clock.advance(2_000);
    expect(await settle(read())).toEqual({ ok: true, card: zhang });
  });

  test('nothing plugged in is noDevice until it is plugged in', async () => {
    const { clock, virtual, board, reader, settle, read, log } = bench({ plugged: false });
    expect(await settle(read())).toEqual({ ok: false, fault: 'noDevice' });
    expect(reader.status()).toEqual({ device: 'noDevice', fault: 'noDevice' });
    expect(log).toEqual([
      {
        event: 'device.fault',
        device: 'idCardReader',
        fault: 'noDevice',
        cause: 'Nothing is plugged in as memory:id-card-reader.',
      },
    ]);
    board.plug('id-card-reader', virtual);
    await clock.advance(30_000);
    expect(reader.status()).toEqual(online('notPresent'));
  });

  test('the card taken while the line was down is not waited for', async () => {
    const { clock, virtual, board, settle, read, taken } = bench();
    virtual.put(zhang);
    await settle(read());
    const waiting = taken();
    board.unplug('id-card-reader');
    expect(await settle(waiting)).toEqual({ ok: false, fault: 'offline' });
    board.plug('id-card-reader', virtual);
    await clock.advance(5_000);
    expect(await settle(taken())).toEqual({ ok: true });
  });
});

describe('a module that fails its self-test', () => {
  test('is reset once; when that helps nobody notices', async () => {
    const { clock, virtual, reader, log } = bench({ plugged: true });
    virtual.failNext('selfTestFailed');
    await clock.advance(5_000);
    expect(reader.status()).toEqual(online('notPresent'));
    expect(log.map(({ event }) => event)).toEqual(['device.online']);
  });

  test('is a hardwareError when the reset does not help, and is tried again later', async () => {
    const { clock, virtual, reader, settle, read, log } = bench();
    virtual.failUntilCleared('selfTestFailed');
    expect(await settle(read())).toEqual({ ok: false, fault: 'hardwareError' });
    expect(reader.status()).toEqual({ device: 'hardwareError', fault: 'hardwareError' });
    expect(log.at(-1)).toMatchObject({ fault: 'hardwareError', cause: expect.stringContaining('self-test') });
    virtual.clear();
    await clock.advance(60_000);
    expect(reader.status()).toEqual(online('notPresent'));
  });

  test('while reading, too', async () => {
    const { clock, virtual, reader, settle, read } = bench();
    await clock.advance(1_000);
    virtual.failNext('selfTestFailed');
    expect(await settle(read())).toEqual({ ok: false, fault: 'hardwareError' });
    await clock.advance(0);
    expect(reader.status()).toMatchObject({ device: 'hardwareError' });
  });
});

test('closing ends everything that waits and leaves nothing on the clock', async () => {
  const { clock, virtual, reader, settle, read } = bench();
  virtual.put(zhang);
  await settle(read());
  const reading = read();
  const waiting = reader.waitUntilTaken(new AbortController().signal);
  await clock.advance(1_000);
  reader.close();
  expect(await settle(reading)).toEqual({ ok: false, fault: 'offline' });
  expect(await settle(waiting)).toEqual({ ok: false, fault: 'offline' });
  await clock.advance(60_000);
  expect(clock.pending).toBe(0);
});

test('what the bytes carry is not in the log', async () => {
  const { virtual, settle, read, log } = bench({ manners: { ...real, noise: 0.5 } });
  virtual.put(zhang);
  await settle(read());
  expect(JSON.stringify(log)).not.toContain(zhang.number);
  expect(JSON.stringify(log)).not.toContain(zhang.name);
});
