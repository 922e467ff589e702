import { expect, test } from 'vitest';
import type { BarcodeScanner, BarcodeScannerStatus } from '../contract/barcode-scanner.ts';
import type { DeviceEvent } from '../contract/device-event.ts';

export type SuiteFault = 'badDecode' | 'doubleScan' | 'junk' | 'silent' | 'late' | 'unplugged';

/** A scanner under test, whatever its kind and its line, and the hands before it. */
export interface ScannerBench {
  readonly scanner: BarcodeScanner;
  readonly log: readonly DeviceEvent[];
  /** Holds a code before the scanner's window until it is hidden. */
  show(code: { readonly aim: string; readonly data: string | Uint8Array }): void;
  hide(): void;
  /** Presses the scanner's own button: it scans although nobody reads. */
  press(): void;
  /** Whether the scanner has decoded what was last triggered and looks no more. */
  looking(): boolean;
  failNext(fault: SuiteFault): void;
  /** Pulls the plug, and puts it in again. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** How many reports or bytes have come to the driver. */
  arrived(): number;
  /** Lets time pass until the condition holds; fails when it does not hold in reasonable time. */
  until(condition: () => boolean): Promise<void>;
}

const never = () => new AbortController().signal;
const qr = (data: string | Uint8Array) => ({ aim: ']Q1', data });

/** What every barcode scanner does. `open` gives one that is plugged in; `ready` is awaited before each test goes on. */
export function barcodeScannerContract(open: () => Promise<ScannerBench>): void {
  async function ready() {
    const bench = await open();
    const statuses: BarcodeScannerStatus[] = [];
    bench.scanner.subscribe((status) => statuses.push(status));
    await bench.until(() => bench.scanner.status().device === 'online');
    /** What a reading comes to, letting time pass until it has ended. */
    const ended = async (reading: ReturnType<BarcodeScanner['read']>) => {
      let outcome: Awaited<typeof reading> | undefined;
      void reading.then((it) => {
        outcome = it;
      });
      await bench.until(() => outcome !== undefined);
      return outcome;
    };
    const read = () => ended(bench.scanner.read(never()));
    return { ...bench, statuses, ended, read };
  }
  type Ready = Awaited<ReturnType<typeof ready>>;

  const scanner = (name: string, body: (bench: Ready) => Promise<void>) =>
    test(name, async () => {
      const bench = await ready();
      try {
        await body(bench);
      } finally {
        bench.scanner.close();
      }
    });

  scanner('reads the code shown, and looks for one only while somebody reads', async (it) => {
    expect(it.scanner.status()).toEqual({ device: 'online', scanner: 'off' });
    it.show(qr('28AB0123456789'));
    expect(await it.read()).toEqual({ ok: true, code: { symbology: 'qrCode', data: '28AB0123456789', aim: ']Q1' } });
    await it.until(() => !it.looking());
    expect(it.statuses.slice(-2)).toEqual([
      { device: 'online', scanner: 'on' },
      { device: 'online', scanner: 'off' },
    ]);
  });

  scanner('waits for a code that is shown later', async (it) => {
    const reading = it.scanner.read(never());
    await it.until(() => it.looking());
    it.show({ aim: ']C0', data: '0012345678' });
    expect(await it.ended(reading)).toEqual({
      ok: true,
      code: { symbology: 'code128', data: '0012345678', aim: ']C0' },
    });
  });

  scanner('a long code, and Chinese text in UTF-8 and in GB 18030', async (it) => {
    const long = 'https://example.org/health-card?'.padEnd(300, '0123456789');
    it.show(qr(long));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: long } });
    it.show(qr('电子健康卡'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: '电子健康卡' } });
    // 挂号 in GB 18030.
    it.show(qr(Uint8Array.of(0xb9, 0xd2, 0xba, 0xc5)));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: '挂号' } });
  });

  scanner('called off it ends at once, the scanner looks no more, and the next reading reads', async (it) => {
    const stop = new AbortController();
    const reading = it.scanner.read(stop.signal);
    await it.until(() => it.looking());
    stop.abort();
    expect(await it.ended(reading)).toEqual({ ok: false, fault: 'cancelled' });
    await it.until(() => !it.looking());
    expect(await it.ended(it.scanner.read(stop.signal))).toEqual({ ok: false, fault: 'cancelled' });
    it.show(qr('2'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: '2' } });
  });

  scanner('a code scanned while nobody reads is dropped, also when its end comes into the next reading', async (it) => {
    const before = it.arrived();
    it.show(qr('one screen too late'.padEnd(200, '.')));
    it.press();
    await it.until(() => it.arrived() > before);
    it.hide();
    const reading = it.scanner.read(never());
    await it.until(() => it.looking());
    it.show(qr('in time'));
    expect(await it.ended(reading)).toMatchObject({ ok: true, code: { data: 'in time' } });
  });

  scanner('a code on its way when its reading was called off does not answer the next', async (it) => {
    const stop = new AbortController();
    const earlier = it.scanner.read(stop.signal);
    await it.until(() => it.looking());
    it.failNext('late');
    it.show(qr('given up'));
    await it.until(() => !it.looking());
    it.hide();
    stop.abort();
    expect(await it.ended(earlier)).toEqual({ ok: false, fault: 'cancelled' });
    const before = it.arrived();
    const reading = it.scanner.read(never());
    await it.until(() => it.arrived() > before);
    it.show(qr('meant'));
    expect(await it.ended(reading)).toMatchObject({ ok: true, code: { data: 'meant' } });
  });

  scanner('a code sent twice is one code', async (it) => {
    it.failNext('doubleScan');
    it.show(qr('first'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'first' } });
    it.show(qr('second'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'second' } });
  });

  scanner('a code with control characters in it is barcodeInvalid, and the next is read', async (it) => {
    it.failNext('badDecode');
    it.show(qr('0123456789'));
    expect(await it.read()).toEqual({ ok: false, fault: 'barcodeInvalid' });
    expect(it.log.filter(({ event }) => event === 'device.fault')).toEqual([
      { event: 'device.fault', device: 'barcodeScanner', fault: 'barcodeInvalid', cause: expect.any(String) },
    ]);
    expect(JSON.stringify(it.log)).not.toContain('0123');
    expect(await it.read()).toMatchObject({ ok: true, code: { data: '0123456789' } });
  });

  scanner('a code longer than any a patient shows is barcodeInvalid as a whole', async (it) => {
    it.show(qr('x'.repeat(1_500)));
    expect(await it.read()).toEqual({ ok: false, fault: 'barcodeInvalid' });
    it.show(qr('short'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'short' } });
  });

  scanner('junk before a code does not harm it', async (it) => {
    it.failNext('junk');
    it.show(qr('after junk'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'after junk' } });
  });

  scanner('a code that comes late is read when somebody still waits', async (it) => {
    it.failNext('late');
    it.show(qr('late'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'late' } });
  });

  scanner('a scanner that lost a code is triggered again after a while', async (it) => {
    it.failNext('silent');
    it.show(qr('second attempt'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'second attempt' } });
  });

  scanner('unplugged in the middle of a code it is offline; plugged in again it reads', async (it) => {
    const before = it.arrived();
    it.failNext('unplugged');
    it.show(qr('half of it'.padEnd(200, '.')));
    const reading = it.scanner.read(never());
    await it.until(() => it.arrived() > before);
    // A line of which one end closed may still stand at the other (a pty): the plug is out at both.
    await it.unplug();
    expect(await it.ended(reading)).toEqual({ ok: false, fault: 'offline' });
    expect(it.log.some((line) => line.event === 'device.fault' && line.fault === 'offline' && line.cause)).toBe(true);
    await it.plug();
    await it.until(() => it.scanner.status().device === 'online');
    it.show(qr('whole'));
    expect(await it.read()).toMatchObject({ ok: true, code: { data: 'whole' } });
  });

  scanner('without a plug a reading ends with the reason, and closing ends everything', async (it) => {
    await it.unplug();
    await it.until(() => it.scanner.status().device !== 'online');
    const status = it.scanner.status();
    expect(await it.read()).toEqual({ ok: false, fault: 'fault' in status ? status.fault : '' });
    await it.plug();
    await it.until(() => it.scanner.status().device === 'online');
    const reading = it.scanner.read(never());
    await it.until(() => it.looking());
    it.scanner.close();
    expect(await it.ended(reading)).toEqual({ ok: false, fault: 'offline' });
  });
}
