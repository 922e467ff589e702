import { expect, test } from 'vitest';
import { besides, table, withPart } from './page.ts';
import { linesPicture, targetsPicture } from './picture.ts';
import type { Measurement, Ratio } from './ratio.ts';
import { inOrder, type Records, type Taken, takenOf } from './record.ts';
import { atLeast, atMost, spreadOf } from './statistics.ts';

const when = { date: '2026-11-22', machine: 'a machine', command: 'npm run bench -- --write' };
const ratio = (name: string): Ratio => ({ name, about: `${name}: this ÷ that`, measure: () => Promise.reject() });

function taken(name: string, measurement: Measurement): Taken {
  const it = takenOf(ratio(name), measurement, when);
  if (!it) throw new Error('nothing was taken');
  return it;
}

const records: Records = {
  P10: taken('P10', { findings: [{ spread: spreadOf([0.1, 0.12, 0.13]), target: atLeast(0.25) }], beside: [] }),
  P1: taken('P1', {
    findings: [
      { of: '9600', spread: spreadOf([0.96]), target: atLeast(0.95) },
      { of: '115200', spread: spreadOf([0.79, 0.8, 0.9]), target: atLeast(0.8) },
    ],
    beside: [
      { name: '9600 read: driver', spread: spreadOf([0.96]) },
      { name: '9600 read: a driver that sleeps 100 ms', spread: spreadOf([0.18]) },
      { name: 'driver ÷ the same driver', spread: spreadOf([1.01, 0.99]), control: true },
    ],
    without: '19200: there is no line',
  }),
  P4: taken('P4', { findings: [{ of: 'a second', spread: spreadOf([20_123.4]), target: atLeast(500) }], beside: [] }),
  P9: taken('P9', { findings: [{ spread: spreadOf([1.01, 1.03, 1.5]), target: atMost(1.02) }], beside: [] }),
};

test('a record keeps what was found, the verdict, and where and when; a ratio left out leaves the older one', () => {
  expect(records.P10).toMatchObject({
    ...when,
    figures: [{ spread: { median: 0.12, least: 0.1, greatest: 0.13 }, verdict: 'missed' }],
  });
  expect(takenOf(ratio('P1'), { leftOut: 'there is no socat' }, when)).toBeUndefined();
});

test('a record survives being written down', () => {
  expect(JSON.parse(JSON.stringify(records))).toEqual(records);
});

test('ratios stand in the order of their numbers', () => {
  expect(inOrder(records).map(([name]) => name)).toEqual(['P1', 'P4', 'P9', 'P10']);
});

test('the table has a row a figure, the control beside the first of a ratio', () => {
  const lines = table(records).split('\n');
  expect(lines.slice(2, 7)).toEqual([
    '| **P1** | P1: this ÷ that | 9600 | ≥ 0.95 | 0.96 | met | driver ÷ the same driver: 1 (0.99 – 1.01) | `npm run bench -- --write`, 2026-11-22 |',
    '|  |  | 115200 | ≥ 0.8 | 0.8 (0.79 – 0.9) | met |  |  |',
    '| **P4** | P4: this ÷ that | a second | ≥ 500 | 20,123 | met |  | `npm run bench -- --write`, 2026-11-22 |',
    '| **P9** | P9: this ÷ that |  | ≤ 1.02 | 1.03 (1.01 – 1.5) | undecided |  | `npm run bench -- --write`, 2026-11-22 |',
    '| **P10** | P10: this ÷ that |  | ≥ 0.25 | 0.12 (0.1 – 0.13) | **missed** |  | `npm run bench -- --write`, 2026-11-22 |',
  ]);
  expect(lines.slice(7)).toEqual(['', 'P1, P4, P9, P10: a machine.', 'P1 without 19200: there is no line.']);
});

test('what stood beside is another table, without the controls', () => {
  expect(besides(records).split('\n').slice(2)).toEqual([
    '| **P1** | 9600 read: driver | 0.96 |',
    '|  | 9600 read: a driver that sleeps 100 ms | 0.18 |',
  ]);
});

test('a part of the page is written anew and nothing else of it', () => {
  const page = 'Before.\n<!-- bench: it -->\nold\n<!-- end of it -->\nAfter.\n';
  const once = withPart(page, 'it', 'new');
  expect(once).toBe('Before.\n<!-- bench: it -->\n\nnew\n\n<!-- end of it -->\nAfter.\n');
  expect(withPart(once, 'it', 'new')).toBe(once);
  expect(() => withPart(page, 'that', 'new')).toThrow('no place for that');
});

test('every target stands at the same place, and a bar ends on its side of it', () => {
  const picture = targetsPicture(records);
  const targets = [...picture.matchAll(/class="target" d="M([\d.]+)/g)].map(([, x]) => Number(x));
  expect(new Set(targets).size).toBe(1);
  const ends = [...picture.matchAll(/<rect class="(met|undecided|missed)" x="310" y="[\d.]+" width="([\d.]+)"/g)];
  expect(ends.map(([, verdict]) => verdict)).toEqual(['met', 'met', 'met', 'undecided', 'missed']);
  const [at = 0] = targets;
  const widths = ends.map(([, , width]) => 310 + Number(width));
  expect(widths[0]).toBeGreaterThan(at);
  expect(widths[3]).toBeGreaterThan(at);
  expect(widths[4]).toBeLessThan(at);
  expect(Math.max(...widths)).toBeLessThanOrEqual(900);
});

test('a figure stands in the picture as it stands in the table', () => {
  expect(targetsPicture(records)).toContain('>1.03  ≤ 1.02  undecided<');
});

test('words in a picture are words, whatever signs they have', () => {
  const odd = {
    P1: taken('P1', { findings: [{ of: 'a<b & "c"', spread: spreadOf([1]), target: atMost(2) }], beside: [] }),
  };
  expect(targetsPicture(odd)).toContain('P1 serial line a&lt;b &amp; &quot;c&quot;');
});

test('the lines have a picture of their own when they were taken', () => {
  expect(linesPicture(records)).toMatch(/9600 read: driver[\s\S]*9600 read: sleeping 100 ms/);
  expect(linesPicture({})).toBeUndefined();
});
