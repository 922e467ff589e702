import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import { longestCode, type Scan } from '../scanning/code.ts';
import { type AimPrefix, createAssembly } from './assembly.ts';
import {
  bareTrigger,
  decodeAnswer,
  decodeSetup,
  encodeAnswer,
  encodeSetup,
  engineTrigger,
  type SetupAnswer,
  type SetupCommand,
} from './codec.ts';
import { longestAnswer, longestCommand, lookForCommand, lookForPiece } from './frame.ts';

describe('setup commands', () => {
  // Newland "NLS-HR42 User Manual", programming commands: enabling Code 11 with lengths 12 to 22, and its answer.
  const command: SetupCommand = {
    storage: 'permanent',
    settings: [{ tag: 'C11', entries: ['ENA1', 'MIN12', 'MAX22'] }],
  };
  const commandHex = '7E 01 30 30 30 30 40 43 31 31 45 4E 41 31 2C 4D 49 4E 31 32 2C 4D 41 58 32 32 3B 03';
  const answerHex = '02 01 30 30 30 30 40 43 31 31 45 4E 41 31 06 2C 4D 49 4E 31 32 06 2C 4D 41 58 32 32 06 3B 03';
  const answer: SetupAnswer = {
    storage: 'permanent',
    settings: [
      {
        tag: 'C11',
        entries: [
          { text: 'ENA1', status: 'done' },
          { text: 'MIN12', status: 'done' },
          { text: 'MAX22', status: 'done' },
        ],
      },
    ],
  };

  test('the worked example of the manual', () => {
    expect(toHex(encodeSetup(command))).toBe(commandHex);
    expect(decodeSetup(fromHex(commandHex))).toEqual(command);
    expect(toHex(encodeAnswer(answer))).toBe(answerHex);
    expect(decodeAnswer(fromHex(answerHex))).toEqual(answer);
  });

  test('asking for all settings of a tag', () => {
    // Newland "FM530 User Manual", query commands.
    const bytes = encodeSetup({ storage: 'permanent', settings: [{ tag: 'C11', entries: ['*'] }] });
    expect(toHex(bytes)).toBe('7E 01 30 30 30 30 40 43 31 31 2A 3B 03');
  });

  test('several tags, temporary, with refusals in the answer', () => {
    const two: SetupCommand = {
      storage: 'temporary',
      settings: [
        { tag: 'SCN', entries: ['TRG1'] },
        { tag: 'C11', entries: ['ENA*'] },
      ],
    };
    expect(new TextDecoder().decode(encodeSetup(two))).toBe('~\x010000#SCNTRG1;C11ENA*;\x03');
    const refused = new TextEncoder().encode('\x02\x010000#SCNTRG9\x15;XYZABC\x05;\x03');
    expect(decodeAnswer(refused)?.settings.map(({ entries }) => entries[0]?.status)).toEqual(['outOfRange', 'unknown']);
  });

  test.each(['tag', 'C1', 'C1;'])('what cannot stand in a command is refused: %s', (tag) => {
    expect(() => encodeSetup({ storage: 'permanent', settings: [{ tag, entries: ['A,B'] }] })).toThrow(RangeError);
  });

  test.each(['\x02\x010000@C11ENA1;\x03', '\x02\x010000!C11ENA1\x06;\x03', '\x02\x010000@\x06;\x03', '\x02\x03'])(
    'no answer: %j',
    (text) => {
      expect(decodeAnswer(new TextEncoder().encode(text))).toBeUndefined();
    },
  );
});

const tag = fc.stringMatching(/^[A-Z0-9]{3}$/);
const entry = fc.stringMatching(/^[A-Z]{3}[ -+\--:<-~]{0,8}$/);
const storage = fc.constantFrom('permanent', 'temporary');
const commands = fc.record<SetupCommand>({
  storage,
  settings: fc.array(fc.record({ tag, entries: fc.array(entry, { minLength: 1, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});
const status = fc.constantFrom('done', 'outOfRange', 'unknown');
const answers = fc.record<SetupAnswer>({
  storage,
  settings: fc.array(
    fc.record({ tag, entries: fc.array(fc.record({ text: entry, status }), { minLength: 1, maxLength: 3 }) }),
    { minLength: 1, maxLength: 3 },
  ),
});

const inChunks = (bytes: Uint8Array, step: number) =>
  Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => bytes.subarray(i * step, (i + 1) * step));

test('decode(encode(x)) = x for commands and answers, in any chunks', () => {
  fc.assert(
    fc.property(fc.array(commands), fc.array(answers), fc.integer({ min: 1, max: 40 }), (asked, answered, step) => {
      const host = createFramer(lookForCommand(engineTrigger), longestCommand);
      const heard = inChunks(join(asked.map(encodeSetup)), step).flatMap((chunk) => host.push(chunk).frames);
      expect(heard).toEqual(asked.map((command) => ({ kind: 'setup', command })));
      const device = createFramer(lookForPiece, longestAnswer);
      const pieces = inChunks(join(answered.map(encodeAnswer)), step).flatMap((chunk) => device.push(chunk).frames);
      expect(pieces).toEqual(answered.map((answer) => ({ kind: 'answer', answer })));
    }),
  );
});

test('triggers among setup commands and noise', () => {
  const heard = (trigger: typeof engineTrigger, bytes: Uint8Array) =>
    createFramer(lookForCommand(trigger), longestCommand)
      .push(bytes)
      .frames.map(({ kind }) => kind);
  const setup = encodeSetup({ storage: 'temporary', settings: [{ tag: 'C11', entries: ['ENA*'] }] });
  expect(heard(engineTrigger, join([fromHex('00 01 54 04 7E 7E'), setup, fromHex('01 50 04')]))).toEqual([
    'start',
    'setup',
    'stop',
  ]);
  expect(heard(bareTrigger, fromHex('54 50'))).toEqual(['start', 'stop']);
});

/** Everything a scanner's bytes come to. */
function scansOf(chunks: readonly Uint8Array[], aim: AimPrefix = 'either') {
  const framer = createFramer(lookForPiece, longestAnswer);
  const assembly = createAssembly(aim);
  const scans: Scan[] = [];
  let answered = 0;
  for (const chunk of chunks) {
    for (const piece of framer.push(chunk).frames) {
      if (piece.kind === 'answer') answered++;
      const { scan } = assembly.push(piece);
      if (scan) scans.push(scan);
    }
  }
  return { scans, answered, held: framer.reset() + assembly.breakOff() };
}
const text = (it: string) => new TextEncoder().encode(it);
const code = (aim: string, data: string): Scan => ({ kind: 'code', aim, data: text(data) });

describe('codes', () => {
  test('end with CR, LF or both; empty lines are nothing', () => {
    expect(scansOf([text(']Q1one\r'), text(']C0two\r\n\r\nthree\n')]).scans).toEqual([
      code(']Q1', 'one'),
      code(']C0', 'two'),
      code('', 'three'),
    ]);
  });

  test('the identifier, as the scanner was set up', () => {
    expect(scansOf([text(']Q1\r]x\r')]).scans).toEqual([code(']Q1', ''), code('', ']x')]);
    expect(scansOf([text(']Q1one\r')], 'never').scans).toEqual([code('', ']Q1one')]);
    expect(scansOf([text('one\r]Q1two\r')], 'always').scans).toEqual([{ kind: 'damaged' }, code(']Q1', 'two')]);
  });

  test('a control character or an answer inside a code taints it, before it neither does', () => {
    const answer = '\x02\x010000#C11ENA1\x06;\x03';
    expect(scansOf([text(`a\x02b\r\x06c\rd${answer}e\r${answer}f\r`)])).toMatchObject({
      scans: [{ kind: 'damaged' }, code('', 'c'), { kind: 'damaged' }, code('', 'f')],
      answered: 2,
    });
  });

  test('one too long is told once, at its end, and nothing of it is kept', () => {
    const long = 'x'.repeat(100_000);
    expect(scansOf([text(long)])).toMatchObject({ scans: [], held: longestCode + 4 });
    expect(scansOf([text(`${long}\rnext\r`)]).scans).toEqual([{ kind: 'tooLong' }, code('', 'next')]);
    expect(scansOf([text(`${'y'.repeat(longestCode + 1)}\r`)]).scans).toEqual([{ kind: 'tooLong' }]);
    expect(scansOf([text(`]Q1${'y'.repeat(longestCode)}\r`)]).scans).toEqual([code(']Q1', 'y'.repeat(longestCode))]);
  });
});

const printable = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => bytes.map((b) => 0x21 + (b % 0x5c)));

test('codes in any chunks, with stray control bytes and answers between them, are all found', () => {
  // Without STX, which may begin an answer and lawfully makes the framer wait.
  const strays = fc.array(fc.constantFrom(0x00, 0x03, 0x06, 0x15, 0x1b, 0x7f), { maxLength: 4 });
  const step = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(strays, answers, printable), { maxLength: 6 }), step, (lines, size) => {
      const stream = join(
        lines.flatMap(([before, answer, data]) => [
          Uint8Array.from(before),
          encodeAnswer(answer),
          data,
          Uint8Array.of(0x0d),
        ]),
      );
      const { scans, answered } = scansOf(inChunks(stream, size), 'never');
      expect(scans).toEqual(lines.map(([, , data]) => ({ kind: 'code', aim: '', data })));
      expect(answered).toBe(lines.length);
    }),
  );
});

test('any bytes in any chunks never throw, and nothing grows', () => {
  // Many of the bytes that mean something.
  const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x02, 0x01, 0x03, 0x0d, 0x7e, 0x30, 0x3b));
  fc.assert(
    fc.property(fc.array(fc.array(byte, { maxLength: 90 }), { maxLength: 60 }), (arrays) => {
      const chunks = arrays.map((it) => Uint8Array.from(it));
      const { scans, held } = scansOf(chunks);
      expect(held).toBeLessThan(longestAnswer + longestCode + 5);
      for (const scan of scans) if (scan.kind === 'code') expect(scan.data.length).toBeLessThanOrEqual(longestCode);
      const host = createFramer(lookForCommand(engineTrigger), longestCommand);
      for (const chunk of chunks) host.push(chunk);
      expect(host.reset()).toBeLessThan(longestCommand);
    }),
    { numRuns: 300 },
  );
});
