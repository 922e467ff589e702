import { expect, test } from 'vitest';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { MagneticCardReader } from '../contract/magnetic-card-reader.ts';

export type SuiteFault = 'errorBits' | 'doubleSwipe' | 'junk' | 'late' | 'unplugged';

/** A swipe reader under test, whatever its kind, and the hand with the card. */
export interface MagneticCardReaderBench {
  readonly reader: MagneticCardReader;
  readonly log: readonly DeviceEvent[];
  /** Swipes a card with this between its sentinels; `worn` tracks cannot be decoded. */
  swipe(stripe: {
    readonly track1?: string;
    readonly track2?: string;
    readonly track3?: string;
    readonly worn?: readonly (1 | 2 | 3)[];
  }): void;
  failNext(fault: SuiteFault): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** Lets time pass until the condition holds; fails when it does not hold in reasonable time. */
  until(condition: () => boolean): Promise<void>;
  /** Lets everything that is on its way arrive. */
  settle(): Promise<void>;
}

const never = () => new AbortController().signal;
const missing = { status: 'dataMissing' };

/** What every reader of magnetic cards does. `open` gives one that is plugged in. */
export function magneticCardReaderContract(open: () => Promise<MagneticCardReaderBench>): void {
  async function ready() {
    const bench = await open();
    await bench.until(() => bench.reader.status().device === 'online');
    /** What a reading comes to, letting time pass until it has ended. */
    const ended = async (reading: ReturnType<MagneticCardReader['read']>) => {
      let outcome: Awaited<typeof reading> | undefined;
      void reading.then((it) => {
        outcome = it;
      });
      await bench.until(() => outcome !== undefined);
      return outcome;
    };
    /** Swipes as soon as somebody reads. */
    const readSwipe = async (stripe: Parameters<typeof bench.swipe>[0]) => {
      const reading = bench.reader.read(never());
      await bench.settle();
      bench.swipe(stripe);
      return ended(reading);
    };
    return { ...bench, ended, readSwipe };
  }
  type Ready = Awaited<ReturnType<typeof ready>>;

  const reader = (name: string, body: (bench: Ready) => Promise<void>) =>
    test(name, async () => {
      const bench = await ready();
      try {
        await body(bench);
      } finally {
        bench.reader.close();
      }
    });

  reader("a hospital's card with its bare number on the second track", async (it) => {
    expect(await it.readSwipe({ track2: '0012345678' })).toEqual({
      ok: true,
      tracks: { track1: missing, track2: { status: 'ok', data: '0012345678', number: '0012345678' }, track3: missing },
    });
  });

  reader('a card with a worn track is read from the others', async (it) => {
    const outcome = await it.readSwipe({ track1: 'B0012345678^ZHANG/SAN^9912', track2: '0012345678=9912', worn: [1] });
    expect(outcome).toMatchObject({
      ok: true,
      tracks: { track1: { status: 'dataInvalid' }, track2: { status: 'ok', number: '0012345678' } },
    });
  });

  reader('nothing decoded is cardUnreadable, nothing on it cardInvalid; the next swipe is read', async (it) => {
    it.failNext('errorBits');
    expect(await it.readSwipe({ track2: '0012345678' })).toEqual({ ok: false, fault: 'cardUnreadable' });
    expect(await it.readSwipe({})).toEqual({ ok: false, fault: 'cardInvalid' });
    expect(await it.readSwipe({ track3: '0012345678' })).toMatchObject({ ok: true });
    expect(JSON.stringify(it.log)).not.toContain('0012345678');
  });

  reader('swiped while nobody reads is dropped, and forth and back is one swipe', async (it) => {
    it.swipe({ track2: '1111' });
    await it.settle();
    it.failNext('doubleSwipe');
    expect(await it.readSwipe({ track2: '2222' })).toMatchObject({ ok: true, tracks: { track2: { number: '2222' } } });
    await it.settle();
    expect(await it.readSwipe({ track2: '3333' })).toMatchObject({ ok: true, tracks: { track2: { number: '3333' } } });
  });

  reader('called off it ends at once', async (it) => {
    const stop = new AbortController();
    const reading = it.reader.read(stop.signal);
    await it.settle();
    stop.abort();
    expect(await reading).toEqual({ ok: false, fault: 'cancelled' });
    expect(await it.ended(it.reader.read(stop.signal))).toEqual({ ok: false, fault: 'cancelled' });
  });

  reader('junk before a swipe is noise, and a late one is read', async (it) => {
    it.failNext('junk');
    it.failNext('late');
    expect(await it.readSwipe({ track2: '1111' })).toMatchObject({ ok: true });
    expect(it.log.some(({ event }) => event === 'device.noise')).toBe(true);
  });

  reader('unplugged during a swipe it is offline; plugged in again it reads', async (it) => {
    it.failNext('unplugged');
    expect(await it.readSwipe({ track2: '1111' })).toEqual({ ok: false, fault: 'offline' });
    await it.unplug();
    expect(it.log.some((line) => line.event === 'device.fault' && line.fault === 'offline' && line.cause)).toBe(true);
    await it.plug();
    await it.until(() => it.reader.status().device === 'online');
    expect(await it.readSwipe({ track2: '2222' })).toMatchObject({ ok: true });
  });

  reader('closing ends a reading', async (it) => {
    const reading = it.reader.read(never());
    await it.settle();
    it.reader.close();
    expect(await reading).toEqual({ ok: false, fault: 'offline' });
  });
}
