import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import {
  type CrtAnswer,
  decodeAnswer,
  decodeCount,
  decodeMifareAnswer,
  decodeRfCard,
  decodeSensors,
  encodeAnswer,
  encodeCount,
  encodeMifareAnswer,
  encodeRfCard,
  encodeSensors,
  errorOf,
  errors,
} from './answer.ts';
import { type CrtCommand, decodeCommand, encodeCommand } from './command.ts';
import { frame, type Heard, longestFrame, lookForFrame } from './frame.ts';

const framer = () => createFramer(lookForFrame, longestFrame);
const hear = (hex: string): readonly Heard[] => framer().push(fromHex(hex)).frames;
function textOf(hex: string): Uint8Array {
  const [heard] = hear(hex);
  if (heard?.kind !== 'text') throw new Error(`no frame: ${hex}`);
  return heard.text;
}
const ascii = (text: string) => Uint8Array.from(text, (it) => it.charCodeAt(0));
const none = new Uint8Array(0);

// Frames of "CRT-591-M001 Communication Protocol", Ver. 1.0, §1 and §3; those of initialising, status, sensors, movements,
// activation and authentication stand the same in published drivers of the CRT-571 and CRT-591.
test.each<[string, CrtCommand, string]>([
  ['initialise, leave', { kind: 'initialise', card: 'stay', counting: false }, 'F2 00 00 03 43 30 33 03 B2'],
  ['initialise, capture', { kind: 'initialise', card: 'bin', counting: false }, 'F2 00 00 03 43 30 31 03 B0'],
  ['status', { kind: 'status' }, 'F2 00 00 03 43 31 30 03 B0'],
  ['sensors', { kind: 'sensors' }, 'F2 00 00 03 43 31 31 03 B1'],
  ['to the RF position', { kind: 'move', to: 'rf' }, 'F2 00 00 03 43 32 32 03 B1'],
  ['out of the gate', { kind: 'move', to: 'out' }, 'F2 00 00 03 43 32 39 03 BA'],
  ['capture', { kind: 'move', to: 'bin' }, 'F2 00 00 03 43 32 33 03 B0'],
  ['enable insertion', { kind: 'entry', allowed: true }, 'F2 00 00 03 43 33 30 03 B2'],
  ['disable insertion', { kind: 'entry', allowed: false }, 'F2 00 00 03 43 33 31 03 B3'],
  ['activate A, then B', { kind: 'rfActivate', types: 'AB' }, 'F2 00 00 05 43 60 30 41 42 03 E4'],
  [
    'prove key A to sector 0',
    { kind: 'mifare', command: { kind: 'authenticate', sector: 0, which: 'A', key: new Uint8Array(6).fill(0xff) } },
    'F2 00 00 0E 43 60 33 00 20 00 00 06 FF FF FF FF FF FF 03 C9',
  ],
  ['retain counter', { kind: 'retainedCount' }, 'F2 00 00 03 43 A5 30 03 24'],
  ['set it to 000', { kind: 'setRetainedCount', count: 0 }, 'F2 00 00 06 43 A5 31 30 30 30 03 10'],
])('command: %s', (_, command, hex) => {
  expect(toHex(frame(0, encodeCommand(command)))).toBe(hex);
  expect(decodeCommand(textOf(hex))).toEqual(command);
});

const done = (codes: string, state: string, data: Uint8Array = none): CrtAnswer => {
  const [cm = 0, pm = 0] = fromHex(codes);
  const cards = { '0': 'none', '1': 'gate', '2': 'inside' } as const;
  const stacks = { '0': 'empty', '1': 'low', '2': 'enough' } as const;
  const [card, stack] = [...state] as [keyof typeof cards, keyof typeof stacks];
  return { kind: 'done', cm, pm, state: { card: cards[card], stack: stacks[stack], bin: 'ok' }, data };
};
const refused = (codes: string, error: string): CrtAnswer => {
  const [cm = 0, pm = 0] = fromHex(codes);
  return { kind: 'refused', cm, pm, error };
};

// The same document, §1.5 and §3.
test.each<[string, CrtAnswer, string]>([
  [
    'initialised',
    done('30 33', '020', ascii('CRT-591-M001')),
    'F2 00 00 12 50 30 33 30 32 30 43 52 54 2D 35 39 31 2D 4D 30 30 31 03 86',
  ],
  ['empty machine, enough cards', done('31 30', '020'), 'F2 00 00 06 50 31 30 30 32 30 03 94'],
  ['few cards', done('31 30', '010'), 'F2 00 00 06 50 31 30 30 31 30 03 97'],
  ['stack empty', done('31 30', '000'), 'F2 00 00 06 50 31 30 30 30 30 03 96'],
  ['not initialised', refused('31 30', 'B0'), 'F2 00 00 05 4E 31 30 42 30 03 C9'],
  ['card inside', done('32 32', '220'), 'F2 00 00 06 50 32 32 32 32 30 03 97'],
  ['nothing to dispense', refused('32 32', 'A0'), 'F2 00 00 05 4E 32 32 41 30 03 CB'],
  ['card in the gate', done('32 39', '120'), 'F2 00 00 06 50 32 39 31 32 30 03 9F'],
  [
    'S50, 04A1B2C3',
    done('60 30', '220', fromHex('4D 00 04 04 04 A1 B2 C3 08')),
    'F2 00 00 0F 50 60 30 32 32 30 4D 00 04 04 04 A1 B2 C3 08 03 5F',
  ],
  ['key proved', done('60 33', '220', fromHex('90 00')), 'F2 00 00 08 50 60 33 32 32 30 90 00 03 5A'],
  ['seven retained', done('A5 30', '020', ascii('007')), 'F2 00 00 09 50 A5 30 30 32 30 30 30 37 03 38'],
])('answer: %s', (_, answer, hex) => {
  expect(toHex(frame(0, encodeAnswer(answer)))).toBe(hex);
  expect(hear(`06 ${hex}`)).toEqual([{ kind: 'ack' }, { kind: 'text', address: 0, text: textOf(hex) }]);
  expect(decodeAnswer(textOf(hex))).toEqual(answer);
});

test('a failure may begin with 45, as the prose has it', () => {
  expect(decodeAnswer(fromHex('45 32 32 41 30'))).toEqual(refused('32 32', 'A0'));
  expect(hear(toHex(frame(0, fromHex('45 32 32 41 30')))).length).toBe(1);
});

test('answers cut short or with a state outside the tables are none', () => {
  for (const hex of [
    '50 31 30 30 32',
    '50 31 30 33 32 30',
    '50 31 30 30 33 30',
    '50 31 30 30 32 32',
    '4E 31 30 42',
    '43 31 30',
  ]) {
    expect(decodeAnswer(fromHex(hex))).toBeUndefined();
  }
});

describe('the data of answers', () => {
  test('a card in the field', () => {
    const s50 = { atqa: 0x0004, uid: fromHex('04 A1 B2 C3'), sak: 0x08 };
    const seven = { atqa: 0x0044, uid: fromHex('04 A1 B2 C3 D4 E5 F6'), sak: 0x18 };
    expect(decodeRfCard(fromHex('4D 00 04 04 04 A1 B2 C3 08'))).toEqual(s50);
    expect(decodeRfCard(encodeRfCard(seven))).toEqual(seven);
    expect(decodeRfCard(fromHex('42 50 01 02 03 04 00 00 00 00 00 00 00'))).toBeUndefined();
    expect(decodeRfCard(fromHex('4D 00 04 04 04 A1 B2 C3'))).toBeUndefined();
  });

  test('eight sensors by the table, ten by its heading', () => {
    for (const count of [8, 9, 10]) {
      const sensors = Array.from({ length: count }, (_, i) => i % 3 === 0);
      expect(decodeSensors(encodeSensors(sensors))).toEqual(sensors);
    }
    expect(decodeSensors(ascii('0000000'))).toBeUndefined();
    expect(decodeSensors(ascii('00000002'))).toBeUndefined();
  });

  test('a count is three digits', () => {
    expect([0, 7, 999].map((count) => decodeCount(encodeCount(count)))).toEqual([0, 7, 999]);
    expect(decodeCount(ascii('07'))).toBeUndefined();
    expect(decodeCount(ascii('0x7'))).toBeUndefined();
  });

  test('a status word ends what a card answers', () => {
    const answer = { data: new Uint8Array(16).fill(0xa5), word: 0x9000 };
    expect(decodeMifareAnswer(encodeMifareAnswer(answer))).toEqual(answer);
    expect(decodeMifareAnswer(fromHex('90'))).toBeUndefined();
  });
});

describe('what the machine cannot understand', () => {
  test.each([
    ['an unknown command', '43 99 30', '00'],
    ['an answer', '50 31 30', '00'],
    ['an unknown parameter', '43 32 38', '01'],
    ['data where none belong', '43 31 30 00', '04'],
    ['a key cut short', '43 60 33 00 20 00 00 06 FF FF', '04'],
    ['a count of letters', '43 A5 31 41 42 43', '04'],
  ])('%s', (_, hex, error) => {
    expect(decodeCommand(fromHex(hex))).toEqual({ kind: 'misunderstood', error });
  });
});

test('every error code has its words, its fault and its remedy; one outside the table counts as a broken machine', () => {
  expect(Object.keys(errors).length).toBe(30);
  expect(errorOf('10')).toEqual({ meaning: 'card jam', fault: 'cardJammed', remedy: 'reset' });
  expect(errorOf('A0')).toMatchObject({ fault: 'stackEmpty', remedy: 'none' });
  expect(errorOf('A1')).toMatchObject({ fault: 'retainBinFull', remedy: 'none' });
  expect(errorOf('B0')).toMatchObject({ remedy: 'initialise' });
  expect(errorOf('ZZ')).toMatchObject({ fault: 'protocolError', remedy: 'reset' });
  expect(errorOf('toString')).toMatchObject({ fault: 'protocolError' });
});

const byte = fc.nat(255);
const key = fc.uint8Array({ minLength: 6, maxLength: 6 });
const command: fc.Arbitrary<CrtCommand> = fc.oneof(
  fc.record({
    kind: fc.constant('initialise' as const),
    card: fc.constantFrom('gate' as const, 'bin' as const, 'stay' as const),
    counting: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('status' as const, 'sensors' as const, 'rfOff' as const, 'rfStatus' as const) }),
  fc.record({
    kind: fc.constant('move' as const),
    to: fc.constantFrom('hold' as const, 'contact' as const, 'rf' as const, 'bin' as const, 'out' as const),
  }),
  fc.record({ kind: fc.constant('entry' as const), allowed: fc.boolean() }),
  fc.record({ kind: fc.constant('rfActivate' as const), types: fc.constantFrom('AB', 'BA', 'A0', '0B') }),
  fc.record({ kind: fc.constant('retainedCount' as const) }),
  fc.record({ kind: fc.constant('setRetainedCount' as const), count: fc.nat(999) }),
  fc.record({
    kind: fc.constant('mifare' as const),
    command: fc.oneof(
      fc.record({
        kind: fc.constant('authenticate' as const),
        sector: byte,
        which: fc.constantFrom('A' as const, 'B' as const),
        key,
      }),
      fc.record({ kind: fc.constant('read' as const), sector: byte, block: byte, blocks: byte }),
      fc.record({
        kind: fc.constant('write' as const),
        sector: byte,
        block: byte,
        data: fc.integer({ min: 1, max: 15 }).chain((n) => fc.uint8Array({ minLength: 16 * n, maxLength: 16 * n })),
      }),
    ),
  }),
);
const answer: fc.Arbitrary<CrtAnswer> = fc.oneof(
  fc.record({
    kind: fc.constant('done' as const),
    cm: byte,
    pm: byte,
    state: fc.record({
      card: fc.constantFrom('none' as const, 'gate' as const, 'inside' as const),
      stack: fc.constantFrom('empty' as const, 'low' as const, 'enough' as const),
      bin: fc.constantFrom('ok' as const, 'full' as const),
    }),
    data: fc.uint8Array({ maxLength: 512 }),
  }),
  fc.record({
    kind: fc.constant('refused' as const),
    cm: byte,
    pm: byte,
    error: fc.constantFrom(...Object.keys(errors)),
  }),
);
const anyText = fc.oneof(command.map(encodeCommand), answer.map(encodeAnswer));
const address = fc.nat(15);

test('decode(encode(x)) = x for commands and answers, through a frame', () => {
  fc.assert(
    fc.property(command, answer, address, (c, a, to) => {
      expect(decodeCommand(textOf(toHex(frame(to, encodeCommand(c)))))).toEqual(c);
      expect(hear(toHex(frame(to, encodeAnswer(a))))).toMatchObject([{ kind: 'text', address: to }]);
      expect(decodeAnswer(textOf(toHex(frame(to, encodeAnswer(a)))))).toEqual(a);
    }),
  );
});

const texts = (frames: readonly Heard[]) => frames.flatMap((heard) => (heard.kind === 'text' ? [heard] : []));

test('noise between frames loses no frame, in any chunks', () => {
  // Noise without F2 cannot imitate a head, which would lawfully make the framer wait for more.
  const noise = fc.uint8Array({ max: 0xf1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(noise, address, anyText), { maxLength: 6 }),
      fc.integer({ min: 1, max: 97 }),
      (pieces, step) => {
        const stream = join(pieces.flatMap(([before, to, text]) => [before, frame(to, text)]));
        const it = framer();
        const frames: Heard[] = [];
        for (let at = 0; at < stream.length; at += step) frames.push(...it.push(stream.subarray(at, at + step)).frames);
        expect(texts(frames)).toEqual(pieces.map(([, to, text]) => ({ kind: 'text', address: to, text })));
      },
    ),
    { numRuns: 60 },
  );
});

test('any bytes in any chunks never throw, and little is held', () => {
  const biased = fc
    .uint8Array({ maxLength: 60 })
    .map((bytes) => bytes.map((it) => (it < 40 ? 0xf2 : it < 90 ? 0 : it)));
  fc.assert(
    fc.property(fc.array(biased), (chunks) => {
      const it = framer();
      for (const chunk of chunks) {
        for (const { text } of texts(it.push(chunk).frames)) [decodeAnswer(text), decodeCommand(text)];
      }
      expect(it.reset()).toBeLessThan(longestFrame);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (text) => {
      for (const decode of [decodeAnswer, decodeCommand, decodeRfCard, decodeSensors, decodeCount, decodeMifareAnswer])
        decode(text);
    }),
  );
});

test('a frame with one bit flipped is not taken, and the next ones are', () => {
  const good = frame(0, encodeAnswer(done('60 30', '220', fromHex('4D 00 04 04 04 A1 B2 C3 08'))));
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(7), (at, bit) => {
      const damaged = good.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      const it = framer();
      const frames = [...it.push(damaged).frames];
      // A length that grew makes the framer wait; what the next frames bring shows that it was wrong.
      for (let i = 0; i < 50; i++) frames.push(...it.push(good).frames);
      const whole = texts(frames);
      expect(whole.length).toBeGreaterThanOrEqual(49);
      expect(new Set(whole.map(({ text }) => toHex(text))).size).toBe(1);
    }),
  );
});
