import { expect, test } from 'vitest';
import { growthOf, median, swellings } from './flat.ts';
import type { Reading } from './reading.ts';

const steady = (at: number): Reading => ({
  at: at * 3_600_000,
  visits: at,
  listeners: 1,
  deadlines: 10 + (at % 3),
  page: { heap: 3_000_000 + (at % 2) * 5000, nodes: 229, listeners: 36, documents: 1, frames: 1, elements: 180 },
  process: {
    heap: 50_000_000,
    outside: 0,
    resident: 0,
    handles: { TCPSocketWrap: 3 + (at % 2) },
    files: 33 + (at % 2),
  },
});
const day = (more: (at: number) => Partial<Reading> = () => ({})) =>
  Array.from({ length: 24 }, (_, at) => ({ ...steady(at), ...more(at) }));
const allowed = { page: 1000, process: 1000 };

test('what comes and goes is flat, and so is what is only larger until caches are full', () => {
  expect(swellings(day(), allowed)).toEqual([]);
  const warming = day((at) => ({ process: { ...steady(at).process, heap: at < 6 ? 40_000_000 + at : 50_000_000 } }));
  expect(swellings(warming, allowed)).toEqual([]);
  const loadedOnce = day((at) => ({ process: { ...steady(at).process, heap: at < 12 ? 40_000_000 : 45_000_000 } }));
  expect(swellings(loadedOnce, allowed)).toEqual([]);
});

test('what grows with each visit is told', () => {
  const { page, process } = steady(0);
  const growing: readonly (readonly [(at: number) => Partial<Reading>, RegExp])[] = [
    [(at) => ({ page: { ...page, heap: page.heap + at * 2000 } }), /heap of the page grew by 2000 bytes an hour/],
    [(at) => ({ page: { ...page, nodes: page.nodes + at } }), /nodes of the page: /],
    [(at) => ({ page: { ...page, listeners: page.listeners + (at === 20 ? 1 : 0) } }), /listeners of the page: 36, 37/],
    [(at) => ({ process: { ...process, heap: process.heap + at * 2000 } }), /heap of the process grew/],
    [(at) => ({ process: { ...process, handles: { Timeout: at } } }), /handles of the process: 18 or more/],
    [(at) => ({ process: { ...process, files: 30 + at } }), /open files/],
    [(at) => ({ listeners: 1 + (at >> 2) }), /listeners to the terminal: 5 or more, and were 3 at most/],
    [(at) => ({ deadlines: 10 + at }), /deadlines to come/],
  ];
  for (const [more, said] of growing) {
    const found = swellings(day(more), allowed);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(said);
  }
});

test('fewer than four readings tell nothing', () => {
  expect(() => swellings(day().slice(0, 3), allowed)).toThrow('3 readings tell nothing');
});

test('the middle of several', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  expect(growthOf(day())).toEqual({ page: 0, process: 0 });
});
