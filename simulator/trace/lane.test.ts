import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAnswer as encodeCrtAnswer } from '../../device-drivers/crt-591/answer.ts';
import { encodeCommand as encodeCrtCommand } from '../../device-drivers/crt-591/command.ts';
import { ACK, frame as crtFrame, EOT } from '../../device-drivers/crt-591/frame.ts';
import { fromHex } from '../../device-drivers/framing/hex.ts';
import { join } from '../../device-drivers/framing/join.ts';
import { encodeAnswer, encodeCardData, encodeCommand } from '../../device-drivers/id-card-reader/codec.ts';
import { encodeAnswer as encodePrinterAnswer } from '../../device-drivers/receipt-printer/answer.ts';
import { encode } from '../../device-drivers/receipt-printer/codec.ts';
import { profile80mm, slipCommands } from '../../device-drivers/receipt-printer/slip.ts';
import { readyCondition } from '../../device-drivers/receipt-printer/status.ts';
import type { Language, Utterance } from './lane.ts';
import { crt591Language } from './words/crt-591.ts';
import { idCardReaderLanguage } from './words/id-card-reader.ts';
import { receiptPrinterLanguage } from './words/receipt-printer.ts';

const slip = slipCommands(
  [
    { kind: 'text', text: '挂号凭条 𠮷', size: 2, align: 'centre', bold: true },
    { kind: 'field', label: '姓名', value: '王秀英' },
    { kind: 'qr', data: 'K1-1' },
  ],
  profile80mm,
);
const read = encodeAnswer({
  word: 'done',
  cardWord: 0,
  data: encodeCardData(new Uint8Array(256), new Uint8Array(1024).fill(0xaa)),
});
const done = encodeCrtAnswer({
  kind: 'done',
  cm: 0x32,
  pm: 0x30,
  state: { card: 'gate', stack: 'low', bin: 'ok' },
  data: new Uint8Array(0),
});

const streams: [string, () => Language, keyof Language, Uint8Array][] = [
  ['SAM_V, commands', idCardReaderLanguage, 'toDevice', join([encodeCommand('findCard'), encodeCommand('readCard')])],
  ['SAM_V, answers', idCardReaderLanguage, 'fromDevice', join([read, read])],
  [
    'CRT-591, commands',
    crt591Language,
    'toDevice',
    join([crtFrame(0, encodeCrtCommand({ kind: 'move', to: 'rf' })), ACK, EOT, crtFrame(0, fromHex('43 31 30'))]),
  ],
  ['CRT-591, answers', crt591Language, 'fromDevice', join([ACK, crtFrame(0, done), ACK, crtFrame(0, done)])],
  [
    'ESC/POS, commands',
    receiptPrinterLanguage,
    'toDevice',
    encode([
      { kind: 'initialise' },
      ...slip,
      { kind: 'raster', widthBytes: 3, rows: 20, data: new Uint8Array(60).fill(0x0a) },
      { kind: 'cut', feed: 0 },
      { kind: 'realTimeStatus', of: 4 },
    ]),
  ],
  [
    'ESC/POS, answers',
    receiptPrinterLanguage,
    'fromDevice',
    join([
      Uint8Array.of(0x13),
      encodePrinterAnswer({ kind: 'automatic', condition: readyCondition }),
      Uint8Array.of(0x11),
      encodePrinterAnswer({ kind: 'printed', id: 'ABCD' }),
    ]),
  ],
];

/** `bytes`, cut at these places. */
function chunks(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...[...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

const hearAll = (language: Language, direction: keyof Language, parts: readonly Uint8Array[]): Utterance[] => {
  const lane = language[direction];
  return [...parts.flatMap((part) => lane.hear(part, 0)), ...lane.end()];
};
const framesOf = (said: readonly Utterance[]) =>
  said.filter(({ kind }) => kind === 'frame').map(({ bytes, words }) => ({ bytes, words }));
const cuts = fc.array(fc.nat(10_000), { maxLength: 40 });

describe.each(streams)('%s', (_, language, direction, bytes) => {
  const whole = hearAll(language(), direction, [bytes]);

  test('every byte is in a frame', () => {
    expect(join(whole.map((it) => it.bytes))).toEqual(bytes);
    expect(whole.length).toBeGreaterThan(1);
    expect(whole.every(({ kind }) => kind === 'frame')).toBe(true);
  });

  test('in chunks of any size it says the same', () => {
    fc.assert(
      fc.property(cuts, (places) => {
        expect(hearAll(language(), direction, chunks(bytes, places))).toEqual(whole);
      }),
    );
    expect(
      hearAll(
        language(),
        direction,
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(whole);
  });

  test('with noise between its frames it says the same, and the noise', () => {
    // Bytes that begin nothing in this direction.
    const stray = direction === 'toDevice' ? 0x07 : 0xff;
    const pieces = whole.flatMap((it) => [Uint8Array.of(stray, stray), it.bytes]);
    const noisy = join([...pieces, Uint8Array.of(stray)]);
    fc.assert(
      fc.property(cuts, (places) => {
        const said = hearAll(language(), direction, chunks(noisy, places));
        expect(framesOf(said)).toEqual(framesOf(whole));
        expect(join(said.map((it) => it.bytes))).toEqual(noisy);
        const strayBytes = said.filter(({ kind }) => kind === 'noise').flatMap((it) => [...it.bytes]);
        expect(strayBytes).toEqual(Array.from({ length: 2 * whole.length + 1 }, () => stray));
      }),
    );
  });
});

test('a frame has the time of its last byte', () => {
  const { fromDevice } = crt591Language();
  const bytes = crtFrame(0, done);
  expect(fromDevice.hear(bytes.subarray(0, 5), 100)).toEqual([]);
  expect(fromDevice.hear(bytes.subarray(5, 6), 108)).toEqual([]);
  expect(fromDevice.hear(bytes.subarray(6), 120)).toMatchObject([{ kind: 'frame', at: 120 }]);
});

test('half a frame is noise when nothing more of it comes, and hides no frame behind it', () => {
  const { fromDevice } = crt591Language();
  const bytes = crtFrame(0, done);
  const half = bytes.subarray(0, 7);
  expect(fromDevice.hear(half, 100)).toEqual([]);
  expect(fromDevice.settle(1_000)).toEqual([]);
  expect(fromDevice.settle(1_200)).toEqual([{ kind: 'noise', bytes: half, words: 'noise, 7 bytes', at: 100 }]);
  expect(fromDevice.settle(9_000)).toEqual([]);
  expect(fromDevice.hear(bytes, 9_001)).toMatchObject([{ kind: 'frame' }]);
});

test('a damaged frame is noise, the one behind it is heard', () => {
  const { fromDevice } = idCardReaderLanguage();
  const good = encodeAnswer({ word: 'noCard', cardWord: 0, data: new Uint8Array(0) });
  const bad = good.map((byte, at) => (at === 8 ? byte ^ 0x20 : byte));
  expect(fromDevice.hear(join([bad, good]), 0).map(({ words }) => words)).toEqual([
    'noise, 11 bytes',
    'SW 00 00 80, no card',
  ]);
});
