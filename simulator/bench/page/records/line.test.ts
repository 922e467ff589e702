import { expect, test } from 'vitest';
import type { TimelineEvent } from '../../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import type { TerminalRecords } from '../state.ts';
import { createLine, entryAt, standing } from './line.ts';
import { createSieve } from './sieve.ts';

const noon = Date.UTC(2026, 10, 23, 4);

type Written = { -readonly [Name in keyof TerminalRecords]: TerminalRecords[Name] };
const empty = (): Written => ({ events: [], frames: [], steps: [], charts: undefined });

/** Things happen at so many milliseconds past noon. */
const tap = (at: number, seq: number): TimelineEvent => ({ kind: 'tap', words: `tap ${seq}`, seq, at: noon + at });
const entry = (at: number, seq: number): TimelineEvent => ({
  kind: 'entry',
  words: 'visit.started',
  text: '{"kind":"visit.started","visit":"V1"}',
  seq,
  at: noon + at,
});
const frame = (at: number, seq: number, device: TracedFrame['device'] = 'idCardReader'): TracedFrame => ({
  seq,
  at: noon + at,
  device,
  direction: 'toDevice',
  kind: 'frame',
  hex: '1b40',
  words: `frame ${seq}`,
});
const step = (at: number, seq: number) => ({
  seq,
  at: noon + at,
  actor: 'x:0',
  machine: 'visit',
  event: 'tap.begin',
  from: ['attract'],
  to: ['menu'],
});

const wordsOf = (line: { readonly entries: readonly { words: string }[] }) => line.entries.map(({ words }) => words);

test('what happened, what machines did and what was said stand in the order of time', () => {
  const line = createLine();
  line.take({ ...empty(), events: [tap(0, 1), tap(30, 2)], frames: [frame(10, 1), frame(40, 2)], steps: [step(0, 1)] });
  expect(wordsOf(line)).toEqual([
    'tap 1',
    'visit · tap.begin · attract → menu',
    '身份证 → frame 1',
    'tap 2',
    '身份证 → frame 2',
  ]);
});

test('what is told late goes where it belongs, and only what is new is looked at again', () => {
  const records = empty();
  const line = createLine();
  const frames = createSieve(({ kind }) => kind === 'frame');
  records.events.push(tap(0, 1), tap(100, 2), tap(200, 3));
  line.take(records);
  frames.follow(line);
  records.frames.push(frame(50, 1), frame(150, 2));
  line.take(records);
  frames.follow(line);
  expect(wordsOf(line)).toEqual(['tap 1', '身份证 → frame 1', 'tap 2', '身份证 → frame 2', 'tap 3']);
  expect(line.changedFrom).toBe(1);
  expect(frames.places).toEqual([1, 3]);
  records.frames.push(frame(250, 3));
  line.take(records);
  frames.follow(line);
  expect(line.changedFrom).toBe(5);
  expect(frames.places).toEqual([1, 3, 5]);
});

test('while time stands still, one source keeps its own order', () => {
  const records = empty();
  const line = createLine();
  records.events.push(tap(0, 1), entry(0, 2));
  line.take(records);
  records.events.push(tap(0, 3), entry(0, 4));
  line.take(records);
  expect(wordsOf(line)).toEqual(['tap 1', 'visit.started · visit:V1', 'tap 3', 'visit.started · visit:V1']);
});

test('a place stays a place when the oldest fall off', () => {
  const records = empty();
  const line = createLine(10);
  const all = createSieve(() => true);
  for (let seq = 1; seq <= 10; seq++) records.events.push(tap(seq, seq));
  line.take(records);
  all.follow(line);
  const seventh = entryAt(line, 6);
  records.events.push(tap(11, 11));
  line.take(records);
  all.follow(line);
  expect([line.first, line.end]).toEqual([2, 11]);
  expect(entryAt(line, 6)).toBe(seventh);
  expect(all.places).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(line.counts.get('tap')).toBe(9);
});

test('streams whose oldest are gone are taken up where they were left', () => {
  const records = empty();
  const line = createLine();
  records.frames.push(frame(1, 1), frame(2, 2));
  line.take(records);
  records.frames.splice(0, 2, frame(3, 3), frame(4, 4));
  line.take(records);
  line.take(records);
  expect(wordsOf(line)).toEqual(['frame 1', 'frame 2', 'frame 3', 'frame 4'].map((it) => `身份证 → ${it}`));
});

test('a line that stands keeps what it was, and a sieve goes back to the living one', () => {
  const records = empty();
  const line = createLine();
  const taps = createSieve(({ kind }) => kind === 'tap');
  records.events.push(tap(0, 1));
  line.take(records);
  const held = standing(line);
  records.events.push(tap(1, 2), tap(2, 3));
  line.take(records);
  taps.follow(held);
  expect(taps.places).toEqual([0]);
  expect(line.end - held.end).toBe(2);
  taps.follow(line);
  expect(taps.places).toEqual([0, 1, 2]);
});

test('kinds, devices and directions are counted', () => {
  const line = createLine();
  line.take({ ...empty(), events: [tap(0, 1)], frames: [frame(1, 1), frame(2, 2, 'receiptPrinter')] });
  expect(Object.fromEntries(line.counts)).toEqual({
    tap: 1,
    frame: 2,
    idCardReader: 1,
    receiptPrinter: 1,
    toDevice: 2,
    'is frame': 2,
  });
});
