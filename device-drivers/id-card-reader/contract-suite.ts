import { expect, test } from 'vitest';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import type { IdCard, IdCardReader, IdCardReaderStatus, ResidentIdCard } from '../contract/id-card-reader.ts';
import { inventedCard as zhang } from './invented-card.ts';

/** What can be wrong with a reader, a card or the line between, once. `unplugged`: the far end goes in mid-answer. */
export type SuiteFault = 'cardUnreadable' | 'damaged' | 'noise' | 'silent' | 'unplugged';

/** A reader under test, and the hands before it. */
export interface IdCardReaderBench {
  readonly reader: IdCardReader;
  readonly log: readonly DeviceEvent[];
  /** Lays a card on the reader, in place of any other; `foreign` is one that is no resident's. */
  put(card: IdCard | 'foreign'): void;
  take(): void;
  /** The reader is at work on the card, which takes a while. */
  reading(): boolean;
  failNext(fault: SuiteFault): void;
  /** The reader's own check fails from now on, or no longer. */
  breakModule(broken: boolean): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** Lets time pass until the condition holds; fails when it does not hold in reasonable time. */
  until(condition: () => boolean): Promise<void>;
  /** Lets so many milliseconds of the driver's time pass. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const li: ResidentIdCard = { ...zhang, name: '李四', sex: 'female', nation: '02', validTo: '长期' };

const never = new AbortController().signal;
const online = (media: 'present' | 'notPresent'): IdCardReaderStatus => ({ device: 'online', media });

/** What every ID card reader and its driver hold to. */
export function idCardReaderContract(name: string, setUp: () => Promise<IdCardReaderBench>): void {
  const check = (what: string, work: (it: IdCardReaderBench) => Promise<void>) =>
    test(`${name}: ${what}`, { timeout: 60_000 }, async () => {
      const bench = await setUp();
      try {
        await bench.until(() => bench.reader.status().device === 'online');
        await work(bench);
      } finally {
        bench.reader.close();
        await bench.close();
      }
    });

  async function settled<T extends object>(it: IdCardReaderBench, work: Promise<Outcome<T>>): Promise<Outcome<T>> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    await it.until(() => done);
    return work;
  }
  const read = (it: IdCardReaderBench) => settled(it, it.reader.read(never));

  check('a card that lies there is read, and the status says that it lies there', async (it) => {
    expect(it.reader.status()).toEqual(online('notPresent'));
    it.put(zhang);
    expect(await read(it)).toEqual({ ok: true, card: zhang });
    expect(it.reader.status()).toEqual(online('present'));
  });

  check('a card that comes later is waited for; that it came is told once, before it is read', async (it) => {
    const told: boolean[] = [];
    const reading = it.reader.read(never, () => told.push(it.reader.status().device === 'online'));
    await it.pass(2_000);
    expect(told).toEqual([]);
    it.put(li);
    expect(await settled(it, reading)).toEqual({ ok: true, card: li });
    expect(told).toEqual([true]);
  });

  check('the same card is not read twice, the next one is', async (it) => {
    it.put(zhang);
    await read(it);
    const stop = new AbortController();
    const again = it.reader.read(stop.signal);
    await it.pass(3_000);
    stop.abort();
    expect(await settled(it, again)).toEqual({ ok: false, fault: 'cancelled' });
    it.take();
    await it.pass(3_000);
    it.put(li);
    expect(await read(it)).toMatchObject({ ok: true, card: { name: '李四' } });
  });

  check('that a card was taken is noticed, whoever waits for it', async (it) => {
    it.put(zhang);
    await read(it);
    const taken = it.reader.waitUntilTaken(never);
    await it.pass(2_500);
    expect(it.reader.status()).toEqual(online('present'));
    it.take();
    expect(await settled(it, taken)).toEqual({ ok: true });
    expect(it.reader.status()).toEqual(online('notPresent'));
    expect(await settled(it, it.reader.waitUntilTaken(never))).toEqual({ ok: true });
  });

  check('called off it ends at once, and the next reading is none the worse', async (it) => {
    const stop = new AbortController();
    it.put(zhang);
    const reading = it.reader.read(stop.signal);
    await it.until(it.reading);
    stop.abort();
    expect(await reading).toEqual({ ok: false, fault: 'cancelled' });
    expect(await settled(it, it.reader.read(stop.signal))).toEqual({ ok: false, fault: 'cancelled' });
    it.take();
    await it.pass(3_000);
    it.put(li);
    expect(await read(it)).toMatchObject({ ok: true, card: { name: '李四' } });
  });

  check('a card taken away while it is read is told as that', async (it) => {
    it.put(zhang);
    const reading = it.reader.read(never);
    await it.until(it.reading);
    it.take();
    expect(await settled(it, reading)).toEqual({ ok: false, fault: 'cardRemoved' });
  });

  check('a card that cannot be read can be put on again', async (it) => {
    it.failNext('cardUnreadable');
    it.put(zhang);
    expect(await read(it)).toEqual({ ok: false, fault: 'cardUnreadable' });
    it.take();
    await it.pass(2_000);
    it.put(zhang);
    expect(await read(it)).toEqual({ ok: true, card: zhang });
  });

  check("a card that is no resident's cannot be used", async (it) => {
    it.put('foreign');
    expect(await read(it)).toEqual({ ok: false, fault: 'cardUnreadable' });
  });

  for (const fault of ['damaged', 'noise', 'silent'] as const) {
    check(`${fault} once on the line: the card is read all the same`, async (it) => {
      it.failNext(fault);
      it.put(zhang);
      expect(await read(it)).toEqual({ ok: true, card: zhang });
      expect(JSON.stringify(it.log)).not.toMatch(/张三|1101051990/);
    });
  }

  check('unplugged in the middle of an answer it is gone; plugged in again it reads', async (it) => {
    it.failNext('unplugged');
    it.put(zhang);
    // A cable says that it is out, or nothing at all.
    const gone = expect.stringMatching(/^(offline|timeOut|noDevice)$/);
    expect(await read(it)).toEqual({ ok: false, fault: gone });
    await it.unplug();
    await it.until(() => it.reader.status().device !== 'online');
    expect(it.reader.status()).toMatchObject({ fault: gone });
    expect(it.log).toContainEqual({
      event: 'device.fault',
      device: 'idCardReader',
      fault: gone,
      cause: expect.stringMatching(/\w/),
    });
    await it.plug();
    await it.until(() => it.reader.status().device === 'online');
    it.put(li);
    expect(await read(it)).toMatchObject({ ok: true, card: { name: '李四' } });
  });

  check('a module that is broken is told as broken, and found again when it is well', async (it) => {
    it.breakModule(true);
    expect(await read(it)).toEqual({ ok: false, fault: 'hardwareError' });
    await it.until(() => it.reader.status().device === 'hardwareError');
    it.breakModule(false);
    await it.until(() => it.reader.status().device === 'online');
    it.put(zhang);
    expect(await read(it)).toEqual({ ok: true, card: zhang });
  });

  check('statuses are told at each change and never twice', async (it) => {
    const told: IdCardReaderStatus[] = [];
    it.reader.subscribe((status) => told.push(status));
    it.put(zhang);
    await read(it);
    it.take();
    await it.until(() => told.length >= 2);
    expect(told).toEqual([online('present'), online('notPresent')]);
  });

  check('closing ends what is under way', async (it) => {
    const reading = it.reader.read(never);
    await it.pass(500);
    it.reader.close();
    expect(await settled(it, reading)).toEqual({ ok: false, fault: 'offline' });
    expect(await settled(it, it.reader.read(never))).toEqual({ ok: false, fault: 'offline' });
  });
}
