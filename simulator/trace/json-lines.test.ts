import { expect, test } from 'vitest';
import type { TracedFrame } from './frame.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';

const frames: readonly TracedFrame[] = [
  { seq: 1, at: 5, device: 'receiptPrinter', direction: 'toDevice', kind: 'event', hex: '', words: 'line opened' },
  { seq: 2, at: 5, device: 'receiptPrinter', direction: 'toDevice', kind: 'frame', hex: '1b40', words: 'print “号”\n' },
  {
    seq: 7,
    at: 9,
    device: 'receiptPrinter',
    direction: 'fromDevice',
    kind: 'noise',
    hex: 'ff',
    words: 'noise, 1 byte',
  },
];

test('what is exported is read again, a line a frame', () => {
  const text = toJsonLines(frames);
  expect(text.trimEnd().split('\n')).toHaveLength(3);
  expect(fromJsonLines(text)).toEqual({ ok: true, frames });
  expect(fromJsonLines(`\n${text.replaceAll('\n', '\r\n')}\n`)).toEqual({ ok: true, frames });
  expect(fromJsonLines('')).toEqual({ ok: true, frames: [] });
});

const second = (change: object) =>
  toJsonLines(frames).replace(/.*\n(.*)/, (text, line: string) =>
    text.replace(line, JSON.stringify({ ...JSON.parse(line), ...change })),
  );

test.each([
  ['cut off', toJsonLines(frames).slice(0, -20), /^line 3: /],
  ['no JSON', `${toJsonLines(frames)}hello`, /^line 4: /],
  ['odd digits', second({ hex: '1b4' }), /^line 2: hex: not lower-case hexadecimal/],
  ['capitals', second({ hex: '1B40' }), /^line 2: hex: /],
  ['an unknown device', second({ device: 'toaster' }), /^line 2: device: /],
  ['another field', second({ more: 1 }), /^line 2: more: /],
  ['bytes in an event', second({ kind: 'event' }), /^line 2: bytes in an event, or none in a frame/],
  ['no bytes in a frame', second({ hex: '' }), /^line 2: bytes in an event, or none in a frame/],
  ['the wrong order', second({ seq: 8 }), /^line 3: seq: 7 after 8/],
  ['a time that is none', second({ at: 1.5 }), /^line 2: at: /],
])('%s is told with its line', (_, text, why) => {
  const read = fromJsonLines(text);
  expect(read.ok ? 'read' : read.why).toMatch(why);
});
