import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualHidPosScanner } from '../../simulator/devices/virtual-hid-pos-scanner.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { longestCode, readScan, type Scan } from '../scanning/code.ts';
import { createAssembly } from './assembly.ts';
import { decodeScanReport, decodeTrigger, encodeScan, encodeTrigger, type ScanPart, wakeReport } from './codec.ts';
import { commonLayout, layoutOf } from './layout.ts';

const text = (data: string) => new TextEncoder().encode(data);

// Built by the field table of "HID Point of Sale Usage Tables 1.02" and the places of the Access-IS "LSR118" manual.
const qrReport = `02 0E 5D 51 31 32 38 41 42 30 31 32 33 34 35 36 37 38 39 ${'00 '.repeat(42)}73 00 00`;
const qrPart: ScanPart = { aim: ']Q1', data: text('28AB0123456789'), continued: false };

// The descriptor of a scanner with reports of 64 bytes, as the usage tables compose it.
const descriptor64 = fromHex(
  `05 8C 09 02 A1 01 85 02 09 12 A1 02 15 00 26 FF 00 75 08 95 01 05 01 09 3B 81 02 95 03 05 8C 09 FB 09 FC 09 FD 81 02
   95 38 09 FE 82 02 01 95 02 81 03 25 01 75 01 95 01 09 FF 81 02 75 07 81 03 C0 C0`,
);

describe('layout', () => {
  test('the walk over a descriptor finds the places vendors agree on', () => {
    expect(layoutOf(descriptor64)).toEqual(commonLayout(64));
    const virtual = createVirtualHidPosScanner({ clock: createVirtualClock(0), chance: () => 0 });
    expect(virtual.descriptor && layoutOf(virtual.descriptor)).toEqual(commonLayout(64));
  });

  test('and other places where a scanner has others', () => {
    // No report id, the flag first, the data 20 bytes, the identifier behind them.
    const layout = layoutOf(
      fromHex(
        `05 8C 09 02 A1 01 15 00 26 FF 00 75 01 95 01 09 FF 81 02 95 07 81 03 75 08 95 14 09 FE 81 02
         95 03 09 FB 09 FC 09 FD 81 02 95 01 05 01 09 3B 81 02 C0`,
      ),
    );
    expect(layout).toEqual({
      reportId: 0,
      count: 24,
      aim: [21, 22, 23],
      data: { at: 1, length: 20 },
      continued: { at: 0, bit: 0 },
    });
    const report = new Uint8Array(25);
    report.set(text('12345'), 1);
    report.set(text(']C0'), 21);
    report[24] = 5;
    report[0] = 1;
    expect(decodeScanReport(report, layout)).toEqual({ aim: ']C0', data: text('12345'), continued: true });
  });

  test('a descriptor without the fields, or with fields across bytes, gives none', () => {
    expect(layoutOf(new Uint8Array(0))).toBeUndefined();
    expect(layoutOf(descriptor64.subarray(0, 40))).toBeUndefined();
    expect(layoutOf(fromHex('05 8C 75 01 95 03 81 03 75 08 95 38 09 FE 81 02'))).toBeUndefined();
    expect(commonLayout(61)).toBeUndefined();
  });
});

describe('reports', () => {
  test('a QR code in one report', () => {
    expect(decodeScanReport(fromHex(qrReport))).toEqual(qrPart);
    expect(encodeScan({ ...qrPart, vendorSymbology: 0x73 }).map(toHex)).toEqual([toHex(fromHex(qrReport))]);
  });

  test('60 bytes take two reports: 56 and the flag, then 4 without it', () => {
    const [first, second, ...more] = encodeScan({ aim: ']Q1', data: text('7'.repeat(60)) });
    expect(more).toEqual([]);
    expect([first?.[1], first?.[63]]).toEqual([0x38, 1]);
    expect([second?.[1], second?.[63]]).toEqual([0x04, 0]);
  });

  test('reports of 62 bytes have the flag where they end', () => {
    const reports = encodeScan({ aim: ']C0', data: text('7'.repeat(60)) }, 62);
    expect(reports.map((it) => [it.length, it[61]])).toEqual([
      [62, 1],
      [62, 0],
    ]);
    expect(reports.map((it) => decodeScanReport(it)?.data.length)).toEqual([56, 4]);
  });

  test('a byte before the AIM identifier moves the data too; no identifier is none', () => {
    const moved = fromHex(`02 03 00 5D 43 30 41 42 43 ${'00 '.repeat(55)}`);
    expect(decodeScanReport(moved)).toEqual({ aim: ']C0', data: text('ABC'), continued: false });
    const bare = fromHex(`02 03 00 00 00 41 42 43 ${'00 '.repeat(56)}`);
    expect(decodeScanReport(bare)).toEqual({ aim: '', data: text('ABC'), continued: false });
  });

  test.each([
    ['another report', `03${qrReport.slice(2)}`],
    ['a count no report holds', `02 39${qrReport.slice(5)}`],
    ['no identifier where one stands', `02 0E 51 51 31${qrReport.slice(14)}`],
    ['nothing', '00 '.repeat(64)],
    ['a report of nothing', `02 ${'00 '.repeat(63)}`],
    ['a short report', qrReport.slice(0, 90)],
  ])('%s is no scan', (_, hex) => {
    expect(decodeScanReport(fromHex(hex))).toBeUndefined();
  });

  // Honeywell, HID POS: serial trigger commands inside an output report; the feature report that wakes.
  test('trigger and waking', () => {
    expect([...encodeTrigger('start').data]).toEqual([...fromHex('03 16 54 0D')]);
    expect([...encodeTrigger('stop').data]).toEqual([...fromHex('03 16 55 0D')]);
    expect(encodeTrigger('start').id).toBe(0xfd);
    expect(decodeTrigger(encodeTrigger('start'))).toBe('start');
    expect(decodeTrigger(encodeTrigger('stop'))).toBe('stop');
    expect(decodeTrigger({ id: 0xfd, data: fromHex('03 16 07 0D') })).toBeUndefined();
    expect(decodeTrigger({ id: 0xfe, data: fromHex('03 16 54 0D') })).toBeUndefined();
    expect(wakeReport).toEqual({ id: 0xfe, data: Uint8Array.of(1) });
  });
});

const aims = fc.constantFrom(']Q1', ']C0', ']C1', ']E0', ']d2', ']L0');
const codes = fc.record({ aim: aims, data: fc.uint8Array({ minLength: 1, maxLength: longestCode }) });

const scansOf = (reports: readonly Uint8Array[]): Scan[] => {
  const assembly = createAssembly();
  return reports.flatMap((report) => {
    const part = decodeScanReport(report);
    return (part && assembly.push(part)) ?? [];
  });
};

test('what was encoded comes out again, by the common places and by the descriptor', () => {
  const layout = layoutOf(descriptor64);
  fc.assert(
    fc.property(fc.array(codes, { maxLength: 4 }), fc.constantFrom(62, 64), (many, length) => {
      const reports = many.flatMap((code) => encodeScan(code, length));
      expect(scansOf(reports)).toEqual(many.map((code) => ({ kind: 'code', ...code })));
      for (const report of reports) {
        if (length === 64) expect(decodeScanReport(report, layout)).toEqual(decodeScanReport(report));
      }
    }),
  );
});

test('any reports are read without throwing, and nothing grows', () => {
  const report = fc.oneof(
    fc.uint8Array({ maxLength: 70 }),
    // One that is nearly right: the identifier and the flag stand where they should.
    fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => {
      bytes.set(fromHex('02 38 5D 51 31'));
      return bytes;
    }),
  );
  fc.assert(
    fc.property(fc.array(report, { maxLength: 60 }), fc.uint8Array({ maxLength: 80 }), (reports, descriptor) => {
      const layout = layoutOf(descriptor);
      for (const it of reports) decodeScanReport(it, layout);
      for (const scan of scansOf(reports)) {
        if (scan.kind === 'code') expect(scan.data.length).toBeLessThanOrEqual(longestCode);
        readScan(scan);
      }
    }),
    { numRuns: 300 },
  );
});

test('reports of something else between those of a code lose none of it', () => {
  const stray = fc.uint8Array({ minLength: 1, maxLength: 64 }).filter((bytes) => bytes[0] !== 0x02);
  fc.assert(
    fc.property(codes, fc.array(stray, { minLength: 1, maxLength: 5 }), (code, strays) => {
      const reports = encodeScan(code).flatMap((report, i) => [strays[i % strays.length] ?? report, report]);
      expect(scansOf(reports)).toEqual([{ kind: 'code', ...code }]);
    }),
  );
});

describe('assembly', () => {
  const part = (aim: string, data: string, continued: boolean): ScanPart => ({ aim, data: text(data), continued });

  test('a code too long is told as such, and nothing of it is kept', () => {
    const assembly = createAssembly();
    for (let i = 0; i < 1_000; i++) expect(assembly.push(part(']Q1', 'x'.repeat(56), true))).toBeUndefined();
    expect(assembly.breakOff()).toBe(longestCode + 1);
    assembly.forget();
    for (let i = 0; i < 19; i++) assembly.push(part(']Q1', 'x'.repeat(56), true));
    expect(assembly.push(part(']Q1', '', false))).toEqual({ kind: 'tooLong' });
    expect(assembly.push(part(']Q1', 'next', false))).toMatchObject({ kind: 'code' });
  });

  test('another identifier begins anew', () => {
    const assembly = createAssembly();
    assembly.push(part(']Q1', 'half', true));
    expect(assembly.push(part(']C0', 'whole', false))).toEqual({ kind: 'code', aim: ']C0', data: text('whole') });
    expect(assembly.holds()).toBe(false);
  });
});
