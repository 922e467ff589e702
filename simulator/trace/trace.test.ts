import { expect, test } from 'vitest';
import type { TracedFrame } from './frame.ts';
import { createTrace } from './trace.ts';

const said = { device: 'idCardReader', direction: 'toDevice', kind: 'frame', hex: '10ff', words: 'reset' } as const;

test('numbered without gaps, with the time of the world or the one it is told', () => {
  let now = 100;
  const heard: TracedFrame[] = [];
  const trace = createTrace({ now: () => now, hear: (frame) => heard.push(frame) });
  trace.note(said);
  now = 200;
  trace.note({ ...said, at: 150 });
  expect(trace.frames()).toEqual([
    { ...said, seq: 1, at: 100 },
    { ...said, seq: 2, at: 150 },
  ]);
  expect(heard).toEqual(trace.frames());
});

test('only the latest are kept, all are told', () => {
  let heard = 0;
  const trace = createTrace({ now: () => 0, hear: () => heard++, limit: 3 });
  for (let i = 0; i < 20; i++) {
    trace.note(said);
    expect(trace.frames()).toHaveLength(Math.min(i + 1, 3));
    expect(trace.frames().at(-1)?.seq).toBe(i + 1);
  }
  expect(heard).toBe(20);
});
