import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import {
  decodeAnswer,
  decodeCommand,
  encodeAnswer,
  encodeCommand,
  type Flag,
  type Flags,
  noFlags,
  type QuAnswer,
  type QuCommand,
  quCommands,
  type WorkingState,
  workingStateNames,
  workingStateOf,
} from './codec.ts';
import { ACK, ENQ, type Heard, longestFrame, lookForFrame, NAK } from './frame.ts';

const framer = () => createFramer(lookForFrame, longestFrame);
const hear = (bytes: Uint8Array): readonly Heard[] => framer().push(bytes).frames;
function answerIn(bytes: Uint8Array): QuAnswer | undefined {
  const [heard] = hear(bytes);
  return heard?.kind === 'frame' ? decodeAnswer(heard.letters, heard.data) : undefined;
}

// "QU-CD-720M/820M Manual", Ver. 3.19, §3.5.2.3.
test.each<[QuCommand, string]>([
  ['dispense', '02 44 43 03 06'],
  ['capture', '02 43 50 03 12'],
  ['workingState', '02 52 46 03 15'],
  ['reset', '02 53 54 03 06'],
  ['toReader', '02 44 48 03 0D'],
  ['toGate', '02 45 53 03 17'],
  ['throwOut', '02 46 55 03 12'],
  ['flags', '02 50 42 03 13'],
  ['clearFlags', '02 50 43 03 12'],
  ['version', '02 47 56 03 10'],
])('command %s is %s', (command, hex) => {
  expect(toHex(encodeCommand(command))).toBe(hex);
  const [heard] = hear(fromHex(hex));
  expect(heard?.kind === 'frame' && heard.data === '' && decodeCommand(heard.letters)).toBe(command);
});

// The same manual, §3.5.5.2: what RF answers.
test.each<[WorkingState, string]>([
  ['ready', '02 53 46 30 30 30 03 24'],
  ['hopperLow', '02 53 46 30 31 30 03 25'],
  ['hopperEmpty', '02 53 46 30 30 38 03 2C'],
  ['jammed', '02 53 46 30 32 30 03 26'],
])('working state %s is %s', (state, hex) => {
  expect(toHex(encodeAnswer({ kind: 'workingState', state }))).toBe(hex);
  expect(answerIn(fromHex(hex))).toEqual({ kind: 'workingState', state });
});

const having = (...flags: Flag[]): Flags => ({ ...noFlags, ...Object.fromEntries(flags.map((flag) => [flag, true])) });

// The same manual, §3.5.5.2: D1, D2, D3 of PB, bit by bit.
test.each<[Flag, string]>([
  ['binFull', '100'],
  ['dispenseFailed', '200'],
  ['capturing', '400'],
  ['dispensing', '800'],
  ['hopperLow', '010'],
  ['jammed', '020'],
  ['captured', '040'],
  ['taken', '080'],
  ['ready', '001'],
  ['atReader', '002'],
  ['atGate', '004'],
  ['hopperEmpty', '008'],
])('flag %s is %s', (flag, data) => {
  expect(decodeAnswer('PB', data)).toEqual({ kind: 'flags', to: 'flags', flags: having(flag) });
});

test('several flags share a character from 30 to 3F; PC answers like PB', () => {
  const flags = having('binFull', 'dispensing', 'hopperLow', 'jammed', 'captured', 'taken');
  const bytes = encodeAnswer({ kind: 'flags', to: 'clearFlags', flags });
  expect(toHex(bytes)).toBe('02 50 43 39 3F 30 03 24');
  expect(answerIn(bytes)).toEqual({ kind: 'flags', to: 'clearFlags', flags });
});

test('the working state is the first that holds', () => {
  const order: readonly Flag[] = [
    'dispenseFailed',
    'jammed',
    'binFull',
    'dispensing',
    'capturing',
    'atGate',
    'atReader',
    'hopperEmpty',
    'hopperLow',
    'ready',
  ];
  for (const [at, flag] of order.entries()) expect(workingStateOf(having(...order.slice(at)))).toBe(flag);
  expect(workingStateOf(noFlags)).toBe('notReady');
});

test('letters and states outside the tables are no answers', () => {
  expect(decodeAnswer('SF', '003')).toBeUndefined();
  expect(decodeAnswer('XX', '000')).toBeUndefined();
  expect(decodeAnswer('DC', '000')).toBeUndefined();
  expect(decodeAnswer('PB', '')).toBeUndefined();
  expect(decodeCommand('XX')).toBeUndefined();
});

const names = Object.keys(noFlags) as Flag[];
const flags: fc.Arbitrary<Flags> = fc.subarray(names).map((some) => having(...some));
const answer: fc.Arbitrary<QuAnswer> = fc.oneof(
  fc.record({ kind: fc.constant('workingState' as const), state: fc.constantFrom(...workingStateNames) }),
  fc.record({
    kind: fc.constant('flags' as const),
    to: fc.constantFrom('flags' as const, 'clearFlags' as const),
    flags,
  }),
  fc.record({ kind: fc.constant('version' as const), version: fc.constantFrom('315', '319') }),
);

test('decode(encode(x)) = x', () => {
  fc.assert(
    fc.property(answer, (it) => {
      expect(answerIn(encodeAnswer(it))).toEqual(it);
    }),
  );
});

const sent = fc.oneof(
  answer.map(encodeAnswer),
  fc.constantFrom(...quCommands).map(encodeCommand),
  fc.constantFrom(ACK, NAK, ENQ),
);

test('frames and single bytes come out whole, in any chunks, with noise between them', () => {
  // Noise that can neither begin a frame nor be a control byte.
  const noise = fc.uint8Array({ min: 0x80, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, sent), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (pieces, step) => {
      const stream = join(pieces.flat());
      const it = framer();
      const heard: Heard[] = [];
      for (let at = 0; at < stream.length; at += step) heard.push(...it.push(stream.subarray(at, at + step)).frames);
      expect(heard).toEqual(pieces.flatMap(([, bytes]) => hear(bytes)));
      expect(heard.length).toBe(pieces.length);
    }),
  );
});

test('any bytes in any chunks never throw, and fewer than a frame are held', () => {
  const biased = fc
    .uint8Array({ maxLength: 30 })
    .map((bytes) => bytes.map((it) => (it < 60 ? 2 : it < 120 ? 0x43 : it)));
  fc.assert(
    fc.property(fc.array(biased), (chunks) => {
      const it = framer();
      for (const chunk of chunks) {
        for (const heard of it.push(chunk).frames) if (heard.kind === 'frame') decodeAnswer(heard.letters, heard.data);
      }
      expect(it.reset()).toBeLessThan(longestFrame);
    }),
  );
});

test('a frame with one bit flipped is never taken for another', () => {
  const good = encodeAnswer({ kind: 'flags', to: 'flags', flags: having('ready', 'hopperLow') });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(7), (at, bit) => {
      const damaged = good.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
      const heard = framer()
        .push(join([damaged, good, good]))
        .frames.filter(({ kind }) => kind === 'frame');
      expect(heard.length).toBeGreaterThanOrEqual(1);
      expect(new Set(heard.map((it) => JSON.stringify(it))).size).toBe(1);
    }),
  );
});
