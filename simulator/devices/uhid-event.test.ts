import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../device-drivers/framing/hex.ts';
import {
  createEvent,
  decodeRequest,
  destroyEvent,
  getReportReply,
  inputEvent,
  setReportReply,
  uhidEventLength,
} from './uhid-event.ts';

const head = (bytes: Uint8Array, length = 16) => toHex(bytes.subarray(0, length));
/** An event as the kernel gives it: bytes at their offsets. */
const given = (...parts: readonly [number, string][]) => {
  const bytes = new Uint8Array(uhidEventLength);
  for (const [at, hex] of parts) bytes.set(fromHex(hex), at);
  return bytes;
};

// Offsets from linux/uhid.h: all structures are packed, the union begins at 4.
test('what a program tells the kernel', () => {
  const create = createEvent({
    name: 'scanner',
    serial: 'A1',
    vendor: 0x0c2e,
    product: 0x0b81,
    descriptor: fromHex('05 8C 09 02'),
  });
  expect(create.length).toBe(4 + 128 + 64 + 64 + 2 + 2 + 4 * 4 + 4096);
  expect(head(create, 12)).toBe('0B 00 00 00 73 63 61 6E 6E 65 72 00');
  expect(toHex(create.subarray(196, 199))).toBe('41 31 00');
  expect(toHex(create.subarray(260, 286))).toBe(
    '04 00 03 00 2E 0C 00 00 81 0B 00 00 00 00 00 00 00 00 00 00 05 8C 09 02 00 00',
  );
  expect(head(inputEvent(fromHex('02 01 41')), 10)).toBe('0C 00 00 00 03 00 02 01 41 00');
  expect(head(destroyEvent(), 4)).toBe('01 00 00 00');
  expect(head(getReportReply(7, fromHex('FE 01')), 14)).toBe('0A 00 00 00 07 00 00 00 00 00 02 00 FE 01');
  expect(head(getReportReply(7, undefined), 12)).toBe('0A 00 00 00 07 00 00 00 05 00 00 00');
  expect(head(setReportReply(8, true), 10)).toBe('0E 00 00 00 08 00 00 00 00 00');
  expect(head(setReportReply(8, false), 10)).toBe('0E 00 00 00 08 00 00 00 05 00');
});

test('what the kernel asks of a device', () => {
  expect(decodeRequest(given([0, '02 00 00 00']))).toEqual({ kind: 'start' });
  expect(decodeRequest(given([0, '03 00 00 00']))).toEqual({ kind: 'stop' });
  expect(decodeRequest(given([0, '04 00 00 00']))).toEqual({ kind: 'open' });
  expect(decodeRequest(given([0, '05 00 00 00']))).toEqual({ kind: 'close' });
  const output = given([0, '06 00 00 00 FD 03 16 54 0D'], [4100, '05 00 01']);
  expect(decodeRequest(output)).toEqual({ kind: 'output', report: fromHex('FD 03 16 54 0D') });
  const get = given([0, '09 00 00 00 07 00 00 00 FE 00']);
  expect(decodeRequest(get)).toEqual({ kind: 'getReport', request: 7, id: 0xfe });
  const set = given([0, '0D 00 00 00 08 00 00 00 FE 00 02 00 FE 01']);
  expect(decodeRequest(set)).toEqual({ kind: 'setReport', request: 8, id: 0xfe, report: fromHex('FE 01') });
});

test('anything else is nothing, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
      const request = decodeRequest(bytes);
      if (request && 'report' in request) expect(request.report.length).toBeLessThanOrEqual(4_096);
    }),
  );
});
