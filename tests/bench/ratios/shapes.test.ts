/** The ratios that take long, with next to nothing to do: what comes out has the right shape. No time is asserted. */
import { expect, test } from 'vitest';
import { straceOrSkip } from '../../kill/syncs.ts';
import type { Measurement } from '../ratio.ts';
import { measureJournal } from './p2.ts';
import { measureHost } from './p3.ts';
import { measureSimulation } from './p4.ts';

function figuresOf(measurement: Measurement) {
  if ('leftOut' in measurement) throw new Error(measurement.leftOut);
  const { findings, beside } = measurement;
  for (const { spread } of [...findings, ...beside]) {
    expect(Number.isFinite(spread.median)).toBe(true);
  }
  for (const { spread } of findings) {
    expect(spread.least).toBeLessThanOrEqual(spread.median);
    expect(spread.median).toBeLessThanOrEqual(spread.greatest);
  }
  expect(beside.filter(({ control }) => control).length).toBeGreaterThan(0);
  return new Map(findings.map(({ of = '', spread }) => [of, spread.median]));
}

test('P2: a commit beside a write; as many syncs as commits and no others', async () => {
  const figures = figuresOf(await measureJournal(2, 5, 5, 60));
  expect(figures.get('commit ÷ write')).toBeGreaterThan(0);
  if (straceOrSkip().skip) return;
  expect(figures.get('syncs a commit')).toBeGreaterThanOrEqual(1);
  expect(figures.get('commits without a sync')).toBe(0);
  expect(figures.get('syncs nothing explains')).toBe(0);
}, 60_000);

test('P3: one visit, through the host and into the bare machines, comes to its end on every side', async () => {
  const figures = figuresOf(await measureHost(2, 2, 0));
  expect([...figures.keys()]).toEqual(['']);
  expect(figures.get('')).toBeGreaterThan(0);
});

test('P4: worlds are lived through with no promise broken, beside flows with nothing behind them', async () => {
  const figures = figuresOf(await measureSimulation(1, 1, 2));
  expect([...figures.keys()]).toEqual(['sessions/s a core', 'virtual ÷ wall']);
}, 60_000);
