import { expect, test } from 'vitest';
import { fromHex } from '../../../device-drivers/framing/hex.ts';
import { encode } from '../../../device-drivers/receipt-printer/codec.ts';
import type { PrinterCommand } from '../../../device-drivers/receipt-printer/command.ts';
import { createReceiptPrinter } from '../../../device-drivers/receipt-printer/driver.ts';
import { createTraceTrial } from '../trace-trial.ts';
import { receiptPrinterLanguage } from './receipt-printer.ts';

test('a slip, line by line, and what the printer says of itself', async () => {
  const { clock, shelf, ports, settled, said } = createTraceTrial();
  const printer = createReceiptPrinter({ ...ports, address: 'memory:receipt-printer' });
  await clock.advance(100);
  shelf.receiptPrinter.set({ paperLeft: 500 });
  const before = said('receiptPrinter');
  expect(before.slice(0, 8)).toEqual([
    '> [line opened]',
    '> leave error, clear buffers',
    '> clear both buffers at once',
    '< buffers cleared',
    '> status 1: printer?',
    '< status 1: online',
    '> status 2: cause of being offline?',
    '< status 2: nothing keeps it offline',
  ]);
  await settled(
    printer.print([
      { kind: 'text', text: '挂号凭条', size: 2, align: 'centre', bold: true },
      { kind: 'field', label: '姓名', value: '王秀英' },
      { kind: 'qr', data: 'K1-1' },
    ]),
  );
  shelf.receiptPrinter.set({ cover: 'open' });
  await clock.advance(1_500);
  const after = said('receiptPrinter');
  expect(after.slice(after.lastIndexOf('> init; tell online, errors, paper by itself'))).toEqual([
    '> init; tell online, errors, paper by itself',
    '> Chinese mode on; align centre; size 2×2; bold on; print “挂号凭条”; feed',
    '> align left; size 1×1; bold off; print “姓名  王秀英”; feed',
    '> align centre; QR model 2; QR modules of 6 dots; QR correction M; QR data “K1-1”; print QR',
    '> cut',
    '> say “XHC2” when all this is printed',
    '< by itself: online, cover closed, paper near end',
    '< “XHC2” is printed',
    '< by itself: offline, cover open, paper near end',
    '> status 1: printer?',
    '< status 1: offline',
    '> status 2: cause of being offline?',
    '< status 2: cover open',
    '> status 3: errors?',
    '< status 3: no error',
    '> status 4: paper?',
    '< status 4: paper near end',
  ]);
});

/** What is said to one status question, by its answer's byte. */
function answered(of: 1 | 2 | 3 | 4, byte: string): string | undefined {
  const { toDevice, fromDevice } = receiptPrinterLanguage();
  toDevice.hear(encode([{ kind: 'realTimeStatus', of }]), 0);
  return fromDevice.hear(fromHex(byte), 5)[0]?.words;
}

// "Epson TM-T88III specification", DLE EOT.
test.each([
  [1, '16', 'status 1: online'],
  [1, '1E', 'status 1: offline'],
  [2, '32', 'status 2: paper out'],
  [2, '76', 'status 2: cover open, paper out, error'],
  [3, '1A', 'status 3: cutter error'],
  [3, '76', 'status 3: mechanical error, unrecoverable error, error that passes by itself'],
  [4, '1E', 'status 4: paper near end'],
  [4, '7E', 'status 4: paper out'],
] as const)('DLE EOT %i, %s: %s', (of, byte, words) => expect(answered(of, byte)).toBe(words));

test('status bytes go to the questions in their order; late ones to none', () => {
  const { toDevice, fromDevice } = receiptPrinterLanguage();
  const ask = (...commands: PrinterCommand[]) => toDevice.hear(encode(commands), 0);
  const hear = (hex: string, at: number) => fromDevice.hear(fromHex(hex), at).map(({ words }) => words);
  ask({ kind: 'realTimeStatus', of: 4 }, { kind: 'realTimeStatus', of: 1 }, { kind: 'statusInOrder', of: 'paper' });
  expect(hear('03', 10)).toEqual(['in its turn: paper near end']);
  expect(hear('12 1E', 20)).toEqual(['status 4: paper ok', 'status 1: offline']);
  expect(hear('12', 30)).toEqual(['status byte 12, not asked for']);
  ask({ kind: 'realTimeStatus', of: 4 });
  expect(hear('12', 2_000)).toEqual(['status byte 12, not asked for']);
});

const said = (hex: string) =>
  receiptPrinterLanguage()
    .toDevice.hear(fromHex(hex), 0)
    .map(({ kind, words }) => `${kind} ${words}`);

test('other commands, and what is none', () => {
  expect(said('1D 76 30 00 02 00 03 00 01 02 03 04 05 06')).toEqual(['frame print picture, 16×3 dots']);
  expect(said('1D 61 00')).toEqual(['frame tell nothing by itself']);
  expect(said('10 05 01')).toEqual(['frame leave error, go on printing']);
  expect(said('1B 64 03')).toEqual(['frame feed 3 lines']);
  // ESC/POS has more commands than are used here; a known head with another function is skipped as the printer does.
  expect(said('1D 28 6B 03 00 31 52 30 41 0A')).toEqual([
    'frame unknown command 1d 28 6b 03 00 31 52; print “A”; feed',
  ]);
  expect(said('07 07 41 0A')).toEqual(['noise noise, 2 bytes', 'frame print “A”; feed']);
});

test('flow control stands by itself, and inside an answer is part of it', () => {
  const words = (hex: string) =>
    receiptPrinterLanguage()
      .fromDevice.hear(fromHex(hex), 0)
      .map((it) => it.words);
  expect(words('13 11 37 25 00')).toEqual(['XOFF: stop sending', 'XON: go on sending', 'buffers cleared']);
  expect(words('37 22 30 13 30 30 31 00')).toEqual(['“0001” is printed']);
  const [answer] = receiptPrinterLanguage().fromDevice.hear(fromHex('37 22 30 13 30 30 31 00'), 0);
  expect(answer?.bytes).toEqual(fromHex('37 22 30 13 30 30 31 00'));
});
