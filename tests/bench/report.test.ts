import { expect, test } from 'vitest';
import type { Finding, Ratio } from './ratio.ts';
import { entryOf, isMissed, linesOf } from './report.ts';
import { atLeast, atMost, spreadOf } from './statistics.ts';

const speed = (of: string, samples: number[], target: number): Finding => ({
  of,
  spread: spreadOf(samples),
  target: atLeast(target),
});
const ratio: Ratio = { name: 'P0', about: 'this ÷ that', measure: () => Promise.reject(new Error('not here')) };

test('a single ratio is a number', () => {
  expect(entryOf([{ spread: spreadOf([1.00689, 1, 1.1]), target: atMost(1.02) }])).toEqual({
    value: 1.007,
    spread: [1, 1.1],
    target: 1.02,
    met: true,
  });
});

test('several are an object of numbers, and one of them that is missed misses all', () => {
  const findings = [speed('9600', [0.97, 0.98, 0.99], 0.95), speed('115200', [0.7, 0.75, 0.79], 0.8)];
  expect(entryOf(findings)).toEqual({
    value: { '9600': 0.98, '115200': 0.75 },
    spread: { '9600': [0.97, 0.99], '115200': [0.7, 0.79] },
    target: { '9600': 0.95, '115200': 0.8 },
    met: false,
  });
});

test('a machine too restless to tell is no miss, though nothing is met, and is told as what it is', () => {
  const findings = [speed('9600', [0.9, 0.94, 0.99], 0.95)];
  expect(entryOf(findings).met).toBe(false);
  expect(isMissed(findings)).toBe(false);
  expect(linesOf(ratio, { findings, beside: [] }).join('\n')).toMatch(/0\.940.*0\.900 to 0\.990.*undecided/);
});

test('a ratio is missed when one of its figures was past the target in every round', () => {
  expect(isMissed([speed('9600', [0.96], 0.95), speed('19200', [0.9, 0.92], 0.93)])).toBe(true);
  expect(isMissed([speed('9600', [0.96], 0.95)])).toBe(false);
});

test('a side against itself is marked', () => {
  const beside = [{ name: 'one ÷ one', spread: spreadOf([0.99]), control: true }] as const;
  expect(linesOf(ratio, { findings: [], beside }).at(-1)).toMatch(/A\/A: one ÷ one +0\.990/);
});

test('what stands beside is printed in line, whole numbers without a fraction', () => {
  const findings = [speed('9600', [0.9], 0.95)];
  expect(linesOf(ratio, { findings, beside: [{ name: 'bytes', spread: spreadOf([438]) }] })).toEqual([
    'P0  this ÷ that',
    '    9600    0.900  target at least 0.95: MISSED: every round is past it',
    '    bytes     438',
  ]);
});

test('what cannot be taken here says why', () => {
  expect(linesOf(ratio, { leftOut: 'there is no socat' })).toEqual([
    'P0  this ÷ that',
    '    left out: there is no socat',
  ]);
});

test('what was taken only in part says what is missing', () => {
  const findings = [speed('9600', [0.96], 0.95)];
  expect(linesOf(ratio, { findings, beside: [], without: '19200: there is no second line' }).at(-1)).toBe(
    '    left out: 19200: there is no second line',
  );
});
