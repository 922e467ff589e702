import { expect, test } from 'vitest';
import type { ChartsView } from '../../../charts/charts-view.ts';
import type { Happening, TimelineEvent } from '../../../rehearsal/timeline.ts';
import type { TracedFrame } from '../../../trace/frame.ts';
import { createLine } from './line.ts';
import { momentOf } from './moment-of.ts';

const noon = Date.UTC(2026, 10, 23, 4);

const events = (...told: readonly (readonly [at: number, happening: Happening])[]): TimelineEvent[] =>
  told.map(([at, happening], index) => ({ ...happening, seq: index + 1, at: noon + at }));
const screen = (name: 'menu' | 'starting' | 'attract'): Happening =>
  ({ kind: 'screen', words: name, screen: { name }, surround: {}, revision: 1 }) as unknown as Happening;
const entry = (visit: number): Happening => ({
  kind: 'entry',
  words: 'visit.started',
  text: `{"kind":"visit.started","visit":"V${visit}"}`,
});
const frame = (at: number, seq: number): TracedFrame => ({
  seq,
  at: noon + at,
  device: 'cardDispenser',
  direction: 'fromDevice',
  kind: 'frame',
  hex: '06',
  words: 'ACK',
});
const step = (at: number, seq: number, machine: string, from: string, to: string) => ({
  seq,
  at: noon + at,
  actor: machine,
  machine,
  event: 'e',
  from: [from],
  to: [to],
});

function lineOf(told: TimelineEvent[], frames: TracedFrame[] = [], steps: ReturnType<typeof step>[] = []) {
  const line = createLine();
  line.take({ events: told, frames, steps, charts: undefined });
  return line;
}
const placeAt = (line: ReturnType<typeof lineOf>, at: number) => line.entries.findLastIndex((it) => it.at <= noon + at);

test('the screen is the last one before', () => {
  const line = lineOf(events([0, screen('attract')], [10, screen('menu')], [20, screen('attract')]));
  expect(momentOf(line, placeAt(line, 15)).screen?.words).toBe('menu');
  expect(momentOf(line, placeAt(line, 20)).screen?.words).toBe('attract');
});

test('without power there is none, and no machine is anywhere', () => {
  const cut: Happening = { kind: 'power', words: 'power cut' };
  const line = lineOf(events([0, screen('menu')], [10, cut]), [], [step(5, 1, 'visit', 'attract', 'menu')]);
  expect(momentOf(line, placeAt(line, 10))).toMatchObject({ screen: undefined, states: [] });
});

test('frames of a second before and after', () => {
  const line = lineOf(events([2000, screen('menu')]), [frame(999, 1), frame(1000, 2), frame(3000, 3), frame(3001, 4)]);
  expect(momentOf(line, placeAt(line, 2000)).frames.map(({ seq }) => seq)).toEqual([2, 3]);
});

test('ten entries, the newest first, and none of later', () => {
  const line = lineOf(events(...Array.from({ length: 15 }, (_, at) => [at, entry(at)] as const)));
  const { journal } = momentOf(line, placeAt(line, 12));
  expect(journal.map(({ at }) => at - noon)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
});

test('where each machine of this visit was, but for those that had ended', () => {
  const state = { type: 'final', path: 'done' };
  const definitions = { identify: { root: { states: [state] } } } as unknown as ChartsView['definitions'];
  const steps = [
    step(0, 1, 'visit', 'attract', 'menu'),
    step(1, 2, 'payment', 'a', 'b'),
    step(50, 3, 'visit', 'attract', 'menu'),
    step(60, 4, 'identify', 'reading', 'done'),
    step(70, 5, 'visit', 'menu', 'doing.registration'),
    step(80, 6, 'registration', 'day', 'doctor'),
  ];
  const line = lineOf([], [], steps);
  const at = (time: number) => momentOf(line, placeAt(line, time), definitions).states.map((it) => it.to[0]);
  expect(at(80)).toEqual(['doctor', 'doing.registration']);
  expect(at(55)).toEqual(['menu']);
  expect(at(1)).toEqual(['b', 'menu']);
});
