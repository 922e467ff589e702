import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFramer } from '../framing/framer.ts';
import { fromHex, toHex } from '../framing/hex.ts';
import { join } from '../framing/join.ts';
import { encodeAnswer, longestAnswer, lookForAnswer, type PrinterAnswer, withoutFlowControl } from './answer.ts';
import { encodeRealTime, readyCondition } from './status.ts';

const framer = () => createFramer(lookForAnswer, longestAnswer);
const push = (hex: string) => framer().push(withoutFlowControl(fromHex(hex)));

// "Epson TM-T88III specification", Appendix G; GS ( H and GS I: Epson ESC/POS command reference.
test.each<[string, PrinterAnswer[]]>([
  ['16', [{ kind: 'realTime', bits: 0x16 }]],
  ['7E', [{ kind: 'realTime', bits: 0x7e }]],
  ['14 00 00 00', [{ kind: 'automatic', condition: readyCondition }]],
  ['37 22 30 30 30 31 00', [{ kind: 'printed', id: '0001' }]],
  ['37 25 00', [{ kind: 'cleared' }]],
  ['5F 54 4D 00', [{ kind: 'block', header: 0x5f, text: 'TM' }]],
  ['03', [{ kind: 'inOrder', bits: 3 }]],
  [
    '12 14 00 00 00 37 22 41 42 43 44 00 00',
    [
      { kind: 'realTime', bits: 0x12 },
      { kind: 'automatic', condition: readyCondition },
      { kind: 'printed', id: 'ABCD' },
      { kind: 'inOrder', bits: 0 },
    ],
  ],
])('%s', (hex, answers) => {
  expect(push(hex)).toEqual({ frames: answers, noise: 0 });
  expect(toHex(join(answers.map(encodeAnswer)))).toBe(hex);
});

test('flow control may stand anywhere and is no part of an answer', () => {
  expect(push('13 14 00 13 00 11 00 37 22 30 13 30 30 31 11 00').frames).toEqual([
    { kind: 'automatic', condition: readyCondition },
    { kind: 'printed', id: '0001' },
  ]);
});

test('an automatic status that broke off is noise; the next one is found', () => {
  expect(push('14 00 14 00 00 00')).toEqual({
    frames: [
      { kind: 'inOrder', bits: 0 },
      { kind: 'automatic', condition: readyCondition },
    ],
    noise: 1,
  });
});

test('a block that broke off does not swallow what follows', () => {
  expect(push('37 22 30 14 00 00 00').frames.at(-1)).toEqual({ kind: 'automatic', condition: readyCondition });
});

const condition = fc.record({
  online: fc.boolean(),
  cover: fc.constantFrom('closed' as const, 'open'),
  paper: fc.constantFrom('full' as const, 'low', 'out'),
  mechanicalError: fc.boolean(),
  cutterError: fc.boolean(),
  unrecoverableError: fc.boolean(),
  passingError: fc.boolean(),
  drawerPinHigh: fc.boolean(),
});
const answer: fc.Arbitrary<PrinterAnswer> = fc.oneof(
  condition.map((it): PrinterAnswer => ({ kind: 'automatic', condition: it })),
  fc
    .tuple(condition, fc.constantFrom(1 as const, 2, 3, 4))
    .map(([it, of]): PrinterAnswer => ({ kind: 'realTime', bits: encodeRealTime(of, it) })),
  fc.record({ kind: fc.constant('printed' as const), id: fc.stringMatching(/^[\x20-\x7e]{4}$/) }),
  fc.constant<PrinterAnswer>({ kind: 'cleared' }),
  fc.constantFrom(0, 3, 0x0f).map((bits): PrinterAnswer => ({ kind: 'inOrder', bits })),
);

test('answers with noise and flow control between them all arrive, whatever the chunks', () => {
  // Bytes with the highest bit begin nothing; others could lawfully be the beginning of an answer.
  const noise = fc.array(fc.oneof(fc.integer({ min: 0x80, max: 0xff }), fc.constantFrom(0x11, 0x13)), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(noise, answer)), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
      const stream = join(pieces.flatMap(([before, it]) => [Uint8Array.from(before), encodeAnswer(it)]));
      const it = framer();
      const frames: PrinterAnswer[] = [];
      for (let at = 0; at < stream.length; at += size) {
        frames.push(...it.push(withoutFlowControl(stream.subarray(at, at + size))).frames);
      }
      expect(frames).toEqual(pieces.map(([, good]) => good));
    }),
  );
});

test('a block without an end is given up', () => {
  const endless = fromHex('37'.repeat(200_000));
  expect(framer().push(endless).noise).toBeGreaterThan(199_000);
  expect(
    framer()
      .push(join([endless, fromHex('00 12')]))
      .frames.at(-1),
  ).toEqual({ kind: 'realTime', bits: 0x12 });
});

test('any bytes in any chunks never throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (chunks) => {
      const it = framer();
      for (const chunk of chunks) it.push(withoutFlowControl(chunk));
      expect(it.reset()).toBeLessThan(longestAnswer);
    }),
  );
});
