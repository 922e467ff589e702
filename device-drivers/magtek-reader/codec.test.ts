import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../framing/hex.ts';
import {
  type Command,
  decodeAnswer,
  decodeCommand,
  decodeSwipe,
  encodeAnswer,
  encodeCommand,
  encodeSwipe,
  encodeTypes,
  featureLength,
  longestTrack,
  type Swipe,
  swipeLength,
} from './codec.ts';

const none = { error: false, text: '' };

describe('swipes', () => {
  const swipe: Swipe = {
    encodeType: 'iso',
    tracks: [
      { error: false, text: '%B0012345678^ZHANG/SAN^99121010000000000?' },
      { error: false, text: ';0012345678?' },
      none,
    ],
  };

  test('the places of the manual', () => {
    // MagTek "USB HID Swipe Reader Technical Reference", card data: table of offsets.
    const report = encodeSwipe(swipe);
    expect(report.length).toBe(337);
    expect(toHex(report.subarray(0, 16))).toBe('00 00 00 29 0C 00 00 25 42 30 30 31 32 33 34 35');
    expect(toHex(report.subarray(117, 130))).toBe('3B 30 30 31 32 33 34 35 36 37 38 3F 00');
    expect(decodeSwipe(report)).toEqual(swipe);
  });

  test('an error bit, whatever else the status says, and what is behind a track', () => {
    const report = encodeSwipe(swipe, 0x41);
    report[1] = 0xff;
    expect(decodeSwipe(report)).toEqual({ ...swipe, tracks: [swipe.tracks[0], { error: true, text: '' }, none] });
    report[1] = 0xfe;
    expect(decodeSwipe(report)).toEqual(swipe);
  });

  test('an encode type the manual does not know yet', () => {
    const report = encodeSwipe(swipe);
    report[6] = 9;
    expect(decodeSwipe(report)?.encodeType).toBeUndefined();
  });

  test('a report of another length, a length no track has, and what is not ASCII are no swipe', () => {
    const report = encodeSwipe(swipe);
    expect(decodeSwipe(report.subarray(1))).toBeUndefined();
    expect(decodeSwipe(new Uint8Array(0))).toBeUndefined();
    const long = report.slice();
    long[4] = 111;
    expect(decodeSwipe(long)).toBeUndefined();
    const strange = report.slice();
    strange[120] = 0xb0;
    expect(decodeSwipe(strange)).toBeUndefined();
    expect(() => encodeSwipe({ ...swipe, tracks: [{ error: false, text: 'x'.repeat(111) }, none, none] })).toThrow();
  });
});

describe('commands', () => {
  const answerOf = (hex: string) => decodeAnswer(fromHex(hex));
  // MagTek "USB HID Swipe Reader Technical Reference", commands: GET_PROPERTY, SET_PROPERTY, RESET.
  test.each<[Command, string]>([
    [{ kind: 'getProperty', property: 'softwareId' }, '00 01 00'],
    [{ kind: 'getProperty', property: 'serialNumber' }, '00 01 01'],
    [{ kind: 'setProperty', property: 'pollingInterval', value: Uint8Array.of(0x0a) }, '01 02 02 0A'],
    [{ kind: 'setProperty', property: 'trackEnable', value: Uint8Array.of(0x95) }, '01 02 04 95'],
    [{ kind: 'reset' }, '02 00'],
  ])('%o', (command, hex) => {
    const report = encodeCommand(command);
    expect(report.length).toBe(featureLength);
    expect(toHex(report.subarray(0, fromHex(hex).length))).toBe(hex);
    expect(report.subarray(fromHex(hex).length).every((byte) => byte === 0)).toBe(true);
    expect(decodeCommand(report)).toEqual(command);
  });

  test('answers', () => {
    expect(answerOf('00 02 41 42 00 00')).toEqual({ result: 'ok', data: fromHex('41 42') });
    expect(answerOf('01 00')).toEqual({ result: 'failure', data: new Uint8Array(0) });
    expect(answerOf('02 00')).toEqual({ result: 'badParameter', data: new Uint8Array(0) });
    expect(answerOf('03 00')).toBeUndefined();
    expect(answerOf('00 05 41')).toBeUndefined();
    expect(answerOf('00')).toBeUndefined();
    expect(() => encodeAnswer({ result: 'ok', data: new Uint8Array(23) })).toThrow(RangeError);
  });
});

const text = fc.string({ unit: 'grapheme-ascii', maxLength: longestTrack });
const track = fc.oneof(
  text.map((it) => ({ error: false, text: it })),
  fc.constant({ error: true, text: '' }),
);

test('decode(encode(x)) = x', () => {
  const swipes = fc.record<Swipe>({
    encodeType: fc.constantFrom(...encodeTypes, undefined),
    tracks: fc.tuple(track, track, track),
  });
  const data = fc.uint8Array({ maxLength: 21 });
  const result = fc.constantFrom('ok', 'failure', 'badParameter');
  fc.assert(
    fc.property(swipes, fc.nat(255), data, result, (swipe, filling, bytes, word) => {
      expect(decodeSwipe(encodeSwipe(swipe, filling))).toEqual(swipe);
      const command: Command = { kind: 'setProperty', property: 'serialNumber', value: bytes };
      expect(decodeCommand(encodeCommand(command))).toEqual(command);
      expect(decodeAnswer(encodeAnswer({ result: word, data: bytes }))).toEqual({ result: word, data: bytes });
    }),
  );
});

test('any bytes are read without throwing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: swipeLength, maxLength: swipeLength }), (bytes) => {
      decodeSwipe(bytes);
      const lengths = bytes.slice();
      lengths.set([40, 110, 0], 3);
      decodeSwipe(lengths.map((byte) => byte & 0x7f));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      decodeSwipe(bytes);
      decodeCommand(bytes);
      decodeAnswer(bytes);
    }),
  );
});
