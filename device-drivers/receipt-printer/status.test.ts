import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../framing/hex.ts';
import {
  automaticItems,
  automaticMask,
  contradictory,
  decodeAutomatic,
  decodeRealTime,
  encodeAutomatic,
  encodeInOrder,
  encodeRealTime,
  type PrinterCondition,
  readyCondition,
} from './status.ts';

const ready = readyCondition;
const offline: PrinterCondition = { ...ready, online: false };

// Bits of "Epson TM-T88III specification", DLE EOT n and GS a, put together for each condition.
const table: [string, PrinterCondition, string, string][] = [
  ['ready', ready, '16 12 12 12', '14 00 00 00'],
  ['paper near its end', { ...ready, paper: 'low' }, '16 12 12 1E', '14 00 03 00'],
  ['paper end', { ...offline, paper: 'out' }, '1E 32 12 7E', '1C 00 0F 00'],
  ['cover open', { ...offline, cover: 'open' }, '1E 16 12 12', '3C 00 00 00'],
  ['cutter jam', { ...offline, cutterError: true }, '1E 52 1A 12', '1C 08 00 00'],
  ['unrecoverable error', { ...offline, unrecoverableError: true }, '1E 52 32 12', '1C 20 00 00'],
  ['head too hot', { ...offline, passingError: true }, '1E 52 52 12', '1C 40 00 00'],
  ['mechanical error', { ...offline, mechanicalError: true }, '1E 52 16 12', '1C 04 00 00'],
  ['nothing on the drawer connector', { ...ready, drawerPinHigh: false }, '12 12 12 12', '10 00 00 00'],
];

describe.each(table)('%s', (_, condition, realTime, automatic) => {
  const answers = [1, 2, 3, 4] as const;

  test('real-time status', () => {
    expect(toHex(Uint8Array.from(answers, (of) => encodeRealTime(of, condition)))).toBe(realTime);
    const [a = 0, b = 0, c = 0, d = 0] = answers.map((of) => encodeRealTime(of, condition));
    expect(decodeRealTime(a, b, c, d)).toEqual(condition);
  });

  test('automatic status', () => {
    expect(toHex(encodeAutomatic(condition))).toBe(automatic);
    const [a = 0, b = 0, c = 0] = encodeAutomatic(condition);
    expect(decodeAutomatic(a, b, c)).toEqual(condition);
  });
});

const condition = fc.record<PrinterCondition>({
  online: fc.boolean(),
  cover: fc.constantFrom('closed', 'open'),
  paper: fc.constantFrom('full', 'low', 'out'),
  mechanicalError: fc.boolean(),
  cutterError: fc.boolean(),
  unrecoverableError: fc.boolean(),
  passingError: fc.boolean(),
  drawerPinHigh: fc.boolean(),
});

test('every condition survives both encodings and keeps the fixed bits by which answers are told apart', () => {
  fc.assert(
    fc.property(condition, (it) => {
      const [a = 0, b = 0, c = 0, d = 0] = ([1, 2, 3, 4] as const).map((of) => encodeRealTime(of, it));
      expect(decodeRealTime(a, b, c, d)).toEqual(it);
      for (const byte of [a, b, c, d]) expect(byte & 0x93).toBe(0x12);
      const [first = 0, ...others] = encodeAutomatic(it);
      expect(decodeAutomatic(first, others[0] ?? 0, others[1] ?? 0)).toEqual(it);
      expect(first & 0x93).toBe(0x10);
      for (const byte of others) expect(byte & 0x90).toBe(0);
    }),
  );
});

test('what stops a printer takes it offline; anything else contradicts itself', () => {
  expect(contradictory(ready)).toBe(false);
  expect(contradictory({ ...ready, paper: 'low' })).toBe(false);
  expect(contradictory({ ...ready, cover: 'open' })).toBe(true);
  expect(contradictory({ ...ready, paper: 'out' })).toBe(true);
  expect(contradictory({ ...ready, cutterError: true })).toBe(true);
  for (const [, it] of table) expect(contradictory(it)).toBe(false);
});

test('the answer to GS r', () => {
  // "Epson TM-T88III specification", GS r.
  expect(encodeInOrder('paper', ready)).toBe(0);
  expect(encodeInOrder('paper', { ...ready, paper: 'low' })).toBe(0x03);
  expect(encodeInOrder('drawer', ready)).toBe(1);
});

test('the groups of GS a cover their bits', () => {
  expect(toHex(automaticMask(0))).toBe('00 00 00 00');
  expect(toHex(automaticMask(automaticItems.drawer))).toBe('04 00 00 00');
  expect(toHex(automaticMask(automaticItems.online))).toBe('68 01 00 00');
  expect(toHex(automaticMask(automaticItems.errors))).toBe('00 6C 00 00');
  expect(toHex(automaticMask(automaticItems.paper))).toBe('00 00 0F 00');
});
