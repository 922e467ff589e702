/**
 * A HID device made in the Linux kernel through /dev/uhid and opened by the native package, so real time: every wait is
 * for a condition. Without /dev/uhid, or the right to open it, the test is skipped; with REQUIRE_UHID=1 it fails instead.
 */
import { accessSync, closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import {
  createEvent,
  decodeRequest,
  destroyEvent,
  getReportReply,
  inputEvent,
  setReportReply,
  type UhidRequest,
  uhidEventLength,
} from '../../simulator/devices/uhid-event.ts';
import { createVirtualHidPosScanner } from '../../simulator/devices/virtual-hid-pos-scanner.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { encodeScan } from '../hid-pos-scanner/codec.ts';
import type { HidLink } from './hid.ts';
import { openNodeHid } from './node-hid.ts';

const path = '/dev/uhid';
const missing = whyMissing();
const skipped = missing !== undefined && process.env.REQUIRE_UHID !== '1';
/** Invented ids: no such device is sold. */
const ids = { vendor: 0xfff0, product: 0x0001 };

function whyMissing(): string | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const until = <T>(condition: () => T) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 });

describe.skipIf(skipped)(`over ${path}${missing ? ` (${missing})` : ''}`, { timeout: 30_000 }, () => {
  test('reports and features go both ways, and taking the device away closes the link', async () => {
    expect(missing).toBeUndefined();
    const { descriptor } = createVirtualHidPosScanner({ clock: createVirtualClock(0), chance: () => 0 });
    if (!descriptor) throw new Error('the virtual scanner has no descriptor');
    const file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const asked: UhidRequest[] = [];
    /** Takes what the kernel asks, and answers features at once. */
    const serve = () => {
      const bytes = new Uint8Array(uhidEventLength);
      for (;;) {
        let length: number;
        try {
          length = readSync(file, bytes);
        } catch (error) {
          if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return;
          throw error;
        }
        const request = decodeRequest(bytes.subarray(0, length));
        if (!request) continue;
        asked.push(request);
        if (request.kind === 'setReport') writeSync(file, setReportReply(request.request, true));
        if (request.kind === 'getReport')
          writeSync(file, getReportReply(request.request, Uint8Array.of(request.id, 1)));
      }
    };
    const serving = setInterval(serve, 5);
    try {
      writeSync(file, createEvent({ name: 'virtual scanner', serial: 'uhid-test', ...ids, descriptor }));
      let link: HidLink | undefined;
      const address = { scheme: 'hid', vendor: 'fff0', product: '0001', serial: 'uhid-test' } as const;
      await vi.waitFor(
        async () => {
          link = await openNodeHid(address);
        },
        { timeout: 10_000, interval: 100 },
      );
      if (!link) throw new Error('not opened');
      expect(link.descriptor).toEqual(descriptor);

      const heard: string[] = [];
      link.onInput((report) => heard.push(toHex(report)));
      const [report = new Uint8Array(0)] = encodeScan({ aim: ']Q1', data: fromHex('41 42') });
      writeSync(file, inputEvent(report));
      await until(() => heard.length > 0);
      expect(heard).toEqual([toHex(report)]);

      expect(await link.sendFeature(0xfe, fromHex('01'))).toEqual({ ok: true });
      expect(await link.getFeature(0xfe, 1)).toEqual({ ok: true, data: fromHex('01') });
      link.sendOutput(0xfd, fromHex('03 16 54 0D'));
      const output = await until(() => asked.find((it) => it.kind === 'output'));
      expect(output).toMatchObject({ report: fromHex('FD 03 16 54 0D') });

      const reasons: string[] = [];
      link.onClose((reason) => reasons.push(reason));
      writeSync(file, destroyEvent());
      await until(() => reasons.length > 0);
      expect(reasons[0]).toMatch(/\w/);
    } finally {
      clearInterval(serving);
      closeSync(file);
    }
  });
});
