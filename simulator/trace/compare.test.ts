import { expect, test } from 'vitest';
import { compareTraces } from './compare.ts';
import type { TracedFrame } from './frame.ts';

let seq = 0;
const frame = (more: Partial<TracedFrame>): TracedFrame => ({
  ...{ seq: ++seq, at: 0, device: 'cardDispenser', direction: 'toDevice', kind: 'frame', hex: '', words: '' },
  ...more,
});
const ask = frame({ at: 1_000, hex: 'f2', words: 'move card to gate' });
const ack = frame({ at: 1_010, direction: 'fromDevice', hex: '06', words: 'ACK' });
const done = frame({ at: 3_000, direction: 'fromDevice', hex: '50', words: 'positive response: card at gate' });
const jam = frame({ at: 3_000, direction: 'fromDevice', hex: '4e', words: 'error 10: card jam' });
const noise = frame({ at: 1_005, direction: 'fromDevice', kind: 'noise', hex: 'ff', words: 'noise, 1 byte' });
const closed = frame({ at: 3_001, direction: 'fromDevice', kind: 'event', words: 'line closed' });

const compared = (a: readonly TracedFrame[], b: readonly TracedFrame[], within?: number) =>
  compareTraces(a, b, { device: 'cardDispenser', ...(within !== undefined && { within }) });

test('the first difference, in words', () => {
  expect(compared([ask, ack, done], [ask, ack, done])).toBeUndefined();
  expect(compared([ask, ack, done], [ask, ack, jam])).toBe(
    '2. from the device: “positive response: card at gate”, then “error 10: card jam”',
  );
  expect(compared([ask, ack, done], [ask, ack])).toBe(
    '2. from the device: “positive response: card at gate”, then nothing',
  );
  expect(compared([ask, ack], [ask, ack, closed])).toBe('2. from the device: nothing, then “line closed”');
  expect(compared([ask, ack], [ask, { ...ack, hex: '0606' }])).toBe('1. from the device: “ACK” as 06, then as 0606');
  // The earlier of both directions' differences.
  expect(compared([ask, ack, done], [{ ...ask, hex: 'f3', words: 'eject card' }, ack, jam])).toBe(
    '1. to the device: “move card to gate”, then “eject card”',
  );
});

test('noise, other devices and the host opening its line are no difference', () => {
  const other = frame({ device: 'receiptPrinter', hex: '1b40', words: 'init' });
  const opened = frame({ at: 1_000, kind: 'event', words: 'line opened' });
  expect(compared([ask, noise, ack], [opened, ask, other, ack])).toBeUndefined();
});

test('times count from each beginning, and only when asked', () => {
  const later = (by: number) => [ask, { ...ack, at: ack.at + by }].map((it) => ({ ...it, at: it.at + 86_400_000 }));
  expect(compared([ask, ack], later(50))).toBeUndefined();
  expect(compared([ask, ack], later(2), 2)).toBeUndefined();
  expect(compared([ask, ack], later(50), 2)).toBe('1. from the device: “ACK” came 50 ms later the second time');
});
