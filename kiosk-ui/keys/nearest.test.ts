import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, nearest, type Rect } from './nearest.ts';

const rect = (left: number, top: number, width = 10, height = 10): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A list of two columns with one left over, a narrow pager and a wide button below. */
const list = {
  a: rect(0, 0, 40),
  b: rect(50, 0, 40),
  c: rect(0, 20, 40),
  d: rect(50, 20, 40),
  e: rect(0, 40, 40),
  previous: rect(0, 60, 20),
  next: rect(70, 60, 20),
  main: rect(0, 80, 90),
} as const;
const names = Object.keys(list) as (keyof typeof list)[];
const going = (from: keyof typeof list, direction: Direction) => {
  const at = nearest(Object.values(list), list[from], direction);
  return at === undefined ? undefined : names[at];
};

test('an arrow leads to the neighbour in the row or in the next one', () => {
  expect([going('a', 'right'), going('b', 'left'), going('a', 'down'), going('d', 'up')]).toEqual(['b', 'a', 'c', 'b']);
  expect([going('previous', 'right'), going('next', 'left')]).toEqual(['next', 'previous']);
});

test('no row is jumped over, even where nothing stands straight below', () => {
  expect(going('d', 'down')).toBe('e');
  expect(going('next', 'up')).toBe('e');
});

test('a wide button is below everything, and leads up to what is nearest', () => {
  expect([going('previous', 'down'), going('next', 'down')]).toEqual(['main', 'main']);
  expect(nearest(Object.values(list), rect(65, 80), 'up')).toBe(names.indexOf('next'));
});

test('nothing is wrapped around, and nobody leaves a row sideways', () => {
  expect([going('b', 'right'), going('a', 'left'), going('a', 'up'), going('main', 'down')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(going('e', 'right')).toBeUndefined();
});

test('beside a tall button stand several rows, and it leads to the one in its middle', () => {
  const rects = [rect(0, 0, 40, 50), rect(50, 0), rect(50, 20), rect(50, 40)] as const;
  expect(rects.slice(1).map((it) => nearest(rects, it, 'left'))).toEqual([0, 0, 0]);
  expect([nearest(rects, rects[1], 'down'), nearest(rects, rects[3], 'up')]).toEqual([2, 2]);
});

const directions = ['up', 'down', 'left', 'right'] as const;
const opposite = { up: 'down', down: 'up', left: 'right', right: 'left' } as const;
const span = fc.record({ gap: fc.integer({ min: 1, max: 60 }), size: fc.integer({ min: 4, max: 80 }) });
const onLine = fc.record({
  ...{ above: fc.integer({ min: 1, max: 20 }), below: fc.integer({ min: 1, max: 20 }) },
  span,
});

/** Rows one below another, each with buttons of any width and height on its line. */
const rows = fc.array(fc.array(onLine, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }).map((lines) =>
  lines.flatMap((line, row) => {
    let x = 0;
    return line.map(({ above, below, span: { gap, size } }) => {
      const left = x + gap;
      x = left + size;
      return { left, right: x, top: row * 50 + 25 - above, bottom: row * 50 + 25 + below };
    });
  }),
);

test('from anything in rows everything can be reached', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (rects, seed) => {
      const first = seed % rects.length;
      const reached = new Set([first]);
      for (const at of reached) {
        const from = rects[at];
        for (const direction of directions) {
          const to = from && nearest(rects, from, direction);
          if (to !== undefined) reached.add(to);
        }
      }
      expect(reached.size).toBe(rects.length);
    }),
  );
});

const anywhere = fc.array(
  fc
    .tuple(fc.integer({ max: 500, min: 0 }), fc.integer({ max: 500, min: 0 }), span, span)
    .map(([x, y, { size: width }, { size: height }]) => rect(x, y, width, height)),
  { minLength: 1, maxLength: 12 },
);

test('wherever things stand, an arrow leads its own way, and back is never refused', () => {
  fc.assert(
    fc.property(anywhere, fc.constantFrom(...directions), (rects, direction) => {
      for (const from of rects) {
        const at = nearest(rects, from, direction);
        const to = at === undefined ? undefined : rects[at];
        if (!to) continue;
        const gap = {
          up: from.top - to.bottom,
          down: to.top - from.bottom,
          left: from.left - to.right,
          right: to.left - from.right,
        }[direction];
        expect(gap).toBeGreaterThanOrEqual(-1);
        expect(nearest(rects, to, opposite[direction])).toBeDefined();
      }
    }),
  );
});
