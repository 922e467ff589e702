import { expect, test } from 'vitest';
import type { ChipCardReader, ChipCardReaderStatus, SocialSecurityCard } from '../contract/chip-card-reader.ts';
import type { DeviceEvent } from '../contract/device-event.ts';
import type { Outcome } from '../contract/fault.ts';
import { fromHex } from '../framing/hex.ts';
import type { ChipCardProfile } from './profile.ts';

/**
 * A social-security card (`zhang`, `li`), the hospital's own with `hospitalNumber` on it, a storage card as the factory
 * delivers it, and a chip card of another kind.
 */
export type SuiteCard = 'zhang' | 'li' | 'hospital' | 'blank' | 'foreign';

/** What goes wrong with the next command, once. `removedMidway`: the card leaves before it has answered. */
export type SuiteFault = 'removedMidway' | 'wrongWord' | 'heldBack' | 'wrongLe';

/** A reader under test, and the hands before it. */
export interface ChipCardReaderBench {
  readonly reader: ChipCardReader;
  readonly log: readonly DeviceEvent[];
  /** Puts a card in; the hospital's own is the same one each time. */
  put(card: SuiteCard): void;
  take(): void;
  /** A command is being carried out. */
  busy(): boolean;
  failNext(fault: SuiteFault): void;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** Lets time pass until the condition holds; fails when it does not hold in reasonable time. */
  until(condition: () => boolean): Promise<void>;
  /** Lets so many milliseconds of the driver's time pass. */
  pass(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

// Invented persons.
export const zhang: SocialSecurityCard = {
  kind: 'socialSecurity',
  cardNumber: 'A12345678',
  idNumber: '110105199003074536',
  name: '张三',
  sex: 'male',
  nation: '01',
  birth: '19900307',
  issuerArea: '110105',
  issuedOn: '20150101',
  validTo: '20250101',
};
export const li: SocialSecurityCard = { ...zhang, name: '李四', sex: 'female', cardNumber: 'B00000042' };

export const hospitalNumber = 'MZ20260001';
export const hospitalPlace = { sector: 1, block: 0, number: { encoding: 'ascii' } } as const;
export const hospitalKeys = { keyA: fromHex('A1 A2 A3 A4 A5 A6'), keyB: fromHex('B1 B2 B3 B4 B5 B6') };

/** The profile the reader under test has. */
export const suiteProfile: ChipCardProfile = {
  socialSecurityCard: {},
  hospitalCard: { ...hospitalPlace, key: { which: 'A', bytes: hospitalKeys.keyA } },
};

const never = new AbortController().signal;
const online = (media: 'present' | 'notPresent'): ChipCardReaderStatus => ({ device: 'online', media });
const hospitalCard = { ok: true, card: { kind: 'hospital', number: hospitalNumber } };

/** What every chip card reader and its driver hold to. */
export function chipCardReaderContract(name: string, setUp: () => Promise<ChipCardReaderBench>): void {
  const check = (what: string, work: (it: ChipCardReaderBench) => Promise<void>) =>
    test(`${name}: ${what}`, { timeout: 60_000 }, async () => {
      const bench = await setUp();
      try {
        await bench.until(() => bench.reader.status().device === 'online');
        await work(bench);
      } finally {
        bench.take();
        bench.reader.close();
        await bench.close();
      }
    });
  const mediaPresent = (it: ChipCardReaderBench) => {
    const status = it.reader.status();
    return status.device === 'online' && status.media === 'present';
  };

  async function settled<T extends object>(it: ChipCardReaderBench, work: Promise<Outcome<T>>): Promise<Outcome<T>> {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    await it.until(() => done);
    return work;
  }
  const read = (it: ChipCardReaderBench) => settled(it, it.reader.read(never));
  const taken = (it: ChipCardReaderBench) => settled(it, it.reader.waitUntilTaken(never));
  async function putInField(it: ChipCardReaderBench, card: SuiteCard) {
    it.put(card);
    await it.until(() => mediaPresent(it));
  }

  check('a social-security card is read, and the status says that it is there', async (it) => {
    expect(it.reader.status()).toEqual(online('notPresent'));
    it.put('zhang');
    expect(await read(it)).toEqual({ ok: true, card: zhang });
    expect(it.reader.status()).toEqual(online('present'));
  });

  check("the hospital's own card is read", async (it) => {
    it.put('hospital');
    expect(await read(it)).toEqual(hospitalCard);
  });

  check('a card that comes later is waited for; that it came is told once, before it is read', async (it) => {
    const told: boolean[] = [];
    const reading = it.reader.read(never, () => told.push(mediaPresent(it)));
    await it.pass(1_000);
    expect(told).toEqual([]);
    it.put('li');
    expect(await settled(it, reading)).toEqual({ ok: true, card: li });
    expect(told).toEqual([true]);
  });

  check('the same card is not read twice, the next one is', async (it) => {
    it.put('zhang');
    await read(it);
    const stop = new AbortController();
    const again = it.reader.read(stop.signal);
    await it.pass(1_500);
    stop.abort();
    expect(await settled(it, again)).toEqual({ ok: false, fault: 'cancelled' });
    it.take();
    expect(await taken(it)).toEqual({ ok: true });
    it.put('li');
    expect(await read(it)).toMatchObject({ ok: true, card: { name: '李四' } });
  });

  check('that a card was taken is noticed, whoever waits for it', async (it) => {
    it.put('hospital');
    await read(it);
    const waiting = it.reader.waitUntilTaken(never);
    await it.pass(1_500);
    expect(it.reader.status()).toEqual(online('present'));
    it.take();
    expect(await settled(it, waiting)).toEqual({ ok: true });
    expect(it.reader.status()).toEqual(online('notPresent'));
    expect(await taken(it)).toEqual({ ok: true });
  });

  check('waiting can be called off', async (it) => {
    const stop = new AbortController();
    const reading = it.reader.read(stop.signal);
    await putInField(it, 'hospital');
    await settled(it, reading);
    const waiting = it.reader.waitUntilTaken(stop.signal);
    stop.abort();
    expect(await settled(it, waiting)).toEqual({ ok: false, fault: 'cancelled' });
    expect(await settled(it, it.reader.read(stop.signal))).toEqual({ ok: false, fault: 'cancelled' });
  });

  check('called off in the middle it ends at once, and the card can be read again as it lies', async (it) => {
    const stop = new AbortController();
    it.put('zhang');
    const reading = it.reader.read(stop.signal);
    await it.until(it.busy);
    stop.abort();
    expect(await reading).toEqual({ ok: false, fault: 'cancelled' });
    expect(await read(it)).toEqual({ ok: true, card: zhang });
  });

  check('a card taken away while it is read is told as that, and can be put in again', async (it) => {
    it.failNext('removedMidway');
    it.put('zhang');
    expect(await read(it)).toEqual({ ok: false, fault: 'cardRemoved' });
    await it.until(() => !mediaPresent(it));
    it.put('zhang');
    expect(await read(it)).toEqual({ ok: true, card: zhang });
  });

  check('a card of another kind, and one without a number, cannot be used', async (it) => {
    for (const card of ['foreign', 'blank'] as const) {
      it.put(card);
      expect(await read(it)).toEqual({ ok: false, fault: 'cardInvalid' });
      it.take();
      await taken(it);
    }
  });

  for (const fault of ['wrongWord', 'heldBack', 'wrongLe'] as const) {
    check(`${fault} once: the card is read all the same`, async (it) => {
      it.failNext(fault);
      it.put('zhang');
      expect(await read(it)).toEqual({ ok: true, card: zhang });
      expect(JSON.stringify(it.log)).not.toMatch(/张三|A12345678|1101051990/);
    });
  }

  check('statuses are told at each change and never twice', async (it) => {
    const told: ChipCardReaderStatus[] = [];
    it.reader.subscribe((status) => told.push(status));
    it.put('hospital');
    await read(it);
    it.take();
    await it.until(() => told.length >= 2);
    expect(told).toEqual([online('present'), online('notPresent')]);
  });

  check('unplugged it is gone, and says so in words; plugged in again it reads', async (it) => {
    await it.unplug();
    await it.until(() => it.reader.status().device !== 'online');
    const gone = expect.stringMatching(/^(offline|noDevice)$/);
    expect(await read(it)).toEqual({ ok: false, fault: gone });
    expect(await settled(it, it.reader.mifare.activate())).toEqual({ ok: false, fault: gone });
    expect(it.log).toContainEqual({
      event: 'device.fault',
      device: 'chipCardReader',
      fault: 'offline',
      cause: expect.stringMatching(/\w/),
    });
    await it.plug();
    await it.until(() => it.reader.status().device === 'online');
    it.put('hospital');
    expect(await read(it)).toEqual(hospitalCard);
  });

  check('a MIFARE card is woken, opened, read, written, and keeps what was written', async (it) => {
    const { mifare } = it.reader;
    await putInField(it, 'hospital');
    const keyB = { which: 'B', bytes: hospitalKeys.keyB } as const;
    expect(await settled(it, mifare.activate())).toMatchObject({ ok: true });
    expect(await settled(it, mifare.authenticate(1, keyB))).toEqual({ ok: true });
    const data = Uint8Array.from({ length: 16 }, (_, i) => 0xf0 + i);
    expect(await settled(it, mifare.writeBlock(1, 1, data))).toEqual({ ok: true });
    expect(await settled(it, mifare.deactivate())).toEqual({ ok: true });
    // Let go, it has forgotten the key.
    expect(await settled(it, mifare.readBlock(1, 1))).toEqual({ ok: false, fault: 'cardUnreadable' });
    it.take();
    await taken(it);
    await putInField(it, 'hospital');
    expect(await settled(it, mifare.authenticate(1, keyB))).toEqual({ ok: true });
    expect(await settled(it, mifare.readBlock(1, 1))).toEqual({ ok: true, data });
  });

  check('a MIFARE card with another key is cardInvalid; what may not be written is cardWriteFailed', async (it) => {
    const { mifare } = it.reader;
    await putInField(it, 'hospital');
    const wrong = { which: 'A', bytes: new Uint8Array(6).fill(0xff) } as const;
    expect(await settled(it, mifare.authenticate(1, wrong))).toEqual({ ok: false, fault: 'cardInvalid' });
    const keyA = { which: 'A', bytes: hospitalKeys.keyA } as const;
    expect(await settled(it, mifare.authenticate(1, keyA))).toEqual({ ok: true });
    const data = new Uint8Array(16);
    // Key A reads only; and the trailer is never written here, whatever the key.
    expect(await settled(it, mifare.writeBlock(1, 0, data))).toEqual({ ok: false, fault: 'cardWriteFailed' });
    expect(await settled(it, mifare.writeBlock(1, 3, data))).toEqual({ ok: false, fault: 'cardWriteFailed' });
    expect(await settled(it, mifare.readBlock(1, 0))).toMatchObject({ ok: true });
  });

  check('without a MIFARE card there is nothing to wake', async (it) => {
    const { mifare } = it.reader;
    expect(await settled(it, mifare.activate())).toEqual({ ok: false, fault: 'cardRemoved' });
    await putInField(it, 'zhang');
    expect(await settled(it, mifare.activate())).toEqual({ ok: false, fault: 'cardInvalid' });
  });
}
