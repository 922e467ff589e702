import { expect, test } from 'vitest';
import type { Screen, Shown } from '../terminal/screen.ts';
import { createCalm } from './calm.ts';
import { scenes } from './fixtures.ts';

const scene = (title: string) => {
  const found = scenes.find((it) => it.title === title);
  if (!found) throw new Error(`no scene is called ${title}`);
  return found.shownIn('zh');
};
const screens: Record<string, Screen> = {
  menu: scene('menu').screen,
  list: scene('chooseDepartment').screen,
  finding: { name: 'working', work: 'findingRecord' },
  loading: { name: 'working', work: 'loadingSchedule' },
};

function glass() {
  const drawn: string[] = [];
  const warnings: string[] = [];
  const tasks = new Map<() => void, number>();
  const it = { cannotDraw: false };
  const changed = createCalm({
    after(milliseconds, task) {
      tasks.set(task, milliseconds);
      return () => tasks.delete(task);
    },
    draw({ shown: { screen, revision: own }, revision, waiting, lost }) {
      if (it.cannotDraw) throw new TypeError('no work');
      const name = screen.name === 'working' ? screen.work : screen.name;
      drawn.push(`${name} ${own} as ${revision}${waiting ? ' waiting' : ''}${lost ? ' lost' : ''}`);
    },
    warn: (text) => warnings.push(text),
  });
  return {
    it,
    warnings,
    waits: () => [...tasks.values()],
    shows(name: string, revision: number, lost = false) {
      const screen = screens[name];
      if (!screen) throw new Error(name);
      changed({ ...scene('menu'), screen, revision } satisfies Shown, lost);
      return drawn.splice(0);
    },
    timePasses() {
      for (const task of [...tasks.keys()]) {
        tasks.delete(task);
        task();
      }
      return drawn.splice(0);
    },
  };
}

test('a quick answer never shows that anything was working', () => {
  const it = glass();
  expect(it.shows('menu', 1)).toEqual(['menu 1 as 1']);
  expect(it.shows('finding', 2)).toEqual(['menu 1 as 2 waiting']);
  expect(it.waits()).toEqual([350]);
  expect(it.shows('list', 3)).toEqual(['chooseDepartment 3 as 3']);
  expect(it.waits()).toEqual([]);
  expect(it.timePasses()).toEqual([]);
});

test('what takes longer is told, and goes on being told without another wait', () => {
  const it = glass();
  it.shows('menu', 1);
  it.shows('finding', 2);
  expect(it.timePasses()).toEqual(['findingRecord 2 as 2']);
  expect(it.shows('loading', 3)).toEqual(['loadingSchedule 3 as 3']);
  expect(it.waits()).toEqual([]);
});

test('one work after another is one wait, and the last is drawn', () => {
  const it = glass();
  it.shows('menu', 1);
  it.shows('finding', 2);
  expect(it.shows('loading', 3)).toEqual(['menu 1 as 3 waiting']);
  expect(it.waits()).toEqual([350]);
  expect(it.timePasses()).toEqual(['loadingSchedule 3 as 3']);
});

test('a page that is opened while something works draws just that', () => {
  const it = glass();
  expect(it.shows('finding', 5)).toEqual(['findingRecord 5 as 5']);
  expect(it.waits()).toEqual([]);
});

test('each wait is a new one', () => {
  const it = glass();
  it.shows('menu', 1);
  it.shows('finding', 2);
  it.shows('list', 3);
  expect(it.shows('loading', 4)).toEqual(['chooseDepartment 3 as 4 waiting']);
  expect(it.timePasses()).toEqual(['loadingSchedule 4 as 4']);
});

test('a line lost meanwhile is told at once, over the screen that stands there', () => {
  const it = glass();
  it.shows('menu', 1);
  it.shows('finding', 2);
  expect(it.shows('finding', 2, true)).toEqual(['menu 1 as 2 waiting lost']);
  expect(it.timePasses()).toEqual(['findingRecord 2 as 2 lost']);
});

test('a screen that cannot be drawn was never there', () => {
  const it = glass();
  it.shows('menu', 1);
  it.shows('finding', 2);
  it.it.cannotDraw = true;
  expect(() => it.shows('list', 3)).toThrow('no work');
  expect(it.timePasses()).toEqual([]);
  expect(it.warnings).toEqual(['what goes on cannot be drawn: TypeError: no work']);
  it.it.cannotDraw = false;
  expect(it.shows('list', 4)).toEqual(['chooseDepartment 4 as 4']);
});
