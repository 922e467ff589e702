import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../framing/hex.ts';
import { isAim, readScan, symbologyOf } from './code.ts';

// Code letters of ISO/IEC 15424, names of CEN/XFS4IoT.
test.each([
  [']Q1', 'qrCode'],
  [']Q3', 'qrCode'],
  [']C0', 'code128'],
  [']C1', 'ean128'],
  [']E0', 'ean13'],
  [']E4', 'ean8'],
  [']A3', 'code39'],
  [']G0', 'code93'],
  [']F0', 'codabar'],
  [']I1', 'itf'],
  [']L2', 'pdf417'],
  [']d2', 'dataMatrix'],
  [']D0', 'symbologyUnknown'],
  [']e0', 'rss'],
  [']z0', 'aztec'],
  [']X0', 'symbologyUnknown'],
  ['', 'symbologyUnknown'],
])('%s is %s', (aim, symbology) => {
  expect(symbologyOf(aim)).toBe(symbology);
});

const read = (hex: string) => readScan({ kind: 'code', aim: ']Q1', data: fromHex(hex) });

test('text is UTF-8 or else GB 18030', () => {
  const code = (data: string) => ({ ok: true, code: { symbology: 'qrCode', data, aim: ']Q1' } });
  expect(read('32 38 41 42')).toEqual(code('28AB'));
  expect(read('E6 8C 82 E5 8F B7')).toEqual(code('挂号'));
  expect(read('B9 D2 BA C5')).toEqual(code('挂号'));
});

test.each([
  ['', 'empty'],
  ['41 0D 42', 'control characters in it'],
  ['41 1D 42', 'control characters in it'],
  ['41 7F', 'control characters in it'],
  ['41 C2 85', 'control characters in it'],
  ['41 FF', 'neither UTF-8 nor GB 18030'],
])('%s cannot be used: %s', (hex, why) => {
  expect(read(hex)).toEqual({ ok: false, why });
});

test('a scan too long or damaged cannot be used', () => {
  expect(readScan({ kind: 'tooLong' })).toEqual({ ok: false, why: 'longer than 1024 bytes' });
  expect(readScan({ kind: 'damaged' })).toEqual({ ok: false, why: 'damaged on its way' });
});

test('any bytes are a code without control characters, or a reason that tells nothing of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 4 }), (data, aim) => {
      const it = readScan({ kind: 'code', aim, data });
      isAim(aim);
      if (it.ok) expect(it.code.data).toMatch(/^\P{Cc}+$/u);
      else expect(['empty', 'control characters in it', 'neither UTF-8 nor GB 18030']).toContain(it.why);
    }),
  );
});
