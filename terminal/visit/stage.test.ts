import { beforeEach, expect, test } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../simulator/world/virtual-clock.ts';
import { plain } from '../screen/modes.ts';
import type { Screen, Shown, Surround } from '../screen.ts';
import { createStage } from './stage.ts';

let clock: VirtualClock;
let screen: Screen;
let surround: Surround;

beforeEach(() => {
  clock = createVirtualClock(500);
  screen = { name: 'starting' };
  surround = {
    hospital: { zh: '医院', en: 'Hospital' },
    place: { zh: '大厅', en: 'Hall' },
    time: '08:00',
    language: 'zh',
    modes: plain,
    ppi: 102,
  };
});

test('the revision grows with what can be tapped, not with the seconds', () => {
  const stage = createStage(clock, () => ({ screen, surround }));
  const first = stage.shown().revision;
  surround = { ...surround, secondsLeft: 59, time: '08:01' };
  stage.refresh();
  expect(stage.shown()).toMatchObject({ revision: first, surround: { secondsLeft: 59 } });
  surround = { ...surround, language: 'en' };
  stage.refresh();
  expect(stage.shown().revision).toBe(first + 1);
  surround = { ...surround, warning: { secondsLeft: 20 } };
  stage.refresh();
  expect(stage.shown().revision).toBe(first + 2);
  screen = { name: 'menu', errands: [], page: { at: 1, of: 1 } };
  stage.refresh();
  expect(stage.shown().revision).toBe(first + 3);
});

test('whoever subscribes is told at once, at every change, and once a second while seconds pass', async () => {
  const stage = createStage(clock, () => ({
    screen,
    surround: { ...surround, secondsLeft: Math.ceil((9000 - clock.now()) / 1000) },
  }));
  const told: Shown[] = [];
  const stop = stage.subscribe((shown) => told.push(shown));
  expect(told).toHaveLength(1);
  await clock.advance(3000);
  expect(told.map(({ surround: { secondsLeft } }) => secondsLeft)).toEqual([9, 8, 7, 6]);
  stop();
  await clock.advance(3000);
  expect(told).toHaveLength(4);
  expect(clock.pending).toBe(0);
});

test('nothing is told when nothing changed', () => {
  const stage = createStage(clock, () => ({ screen, surround }));
  let told = 0;
  stage.subscribe(() => {
    told += 1;
  });
  stage.refresh();
  stage.refresh();
  expect(told).toBe(1);
});
