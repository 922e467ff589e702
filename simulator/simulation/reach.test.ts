import { expect, test } from 'vitest';
import { faultSites } from '../world/fate.ts';
import { count, crashKinds, crashOf, nothingReached, outcomeOf, outcomes } from '../world/reached.ts';
import { impossible } from './impossible.ts';
import { reachOf, reachTable, screenNames } from './reach.ts';

const everything = () => {
  const reached = nothingReached();
  for (const screen of screenNames) {
    reached.screens.add(screen);
    for (const kind of crashKinds) count(reached.crashes, crashOf(screen, kind));
  }
  for (const site of faultSites) for (const outcome of outcomes) count(reached.outcomes, outcomeOf(site, outcome));
  return reached;
};

test('what was never reached and might have been is a hole, each pair for itself', () => {
  const none = reachOf(nothingReached());
  expect(none.surprises).toEqual([]);
  expect(none.holes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['pay', 'card done', 'pay afterWrite', 'net.slow timedOut']),
  );
  const one = nothingReached();
  count(one.crashes, crashOf('pay', 'afterWrite'));
  count(one.outcomes, outcomeOf('net.slow', 'timedOut'), 3);
  expect(reachOf(one).holes).toHaveLength(none.holes.length - 2);
});

test('what was reached although it cannot be is told: its reason is wrong', () => {
  const { surprises } = reachOf(everything());
  expect(surprises.map(({ name }) => name)).toContain('patient.walksAway abandoned');
  expect(surprises.every(({ reason }) => (reason ?? '').length > 20)).toBe(true);
});

test('every reason is of some pair there is', () => {
  const pairs = [
    ...screenNames.flatMap((screen) => crashKinds.map((kind) => crashOf(screen, kind))),
    ...faultSites.flatMap((site) => outcomes.map((outcome) => outcomeOf(site, outcome))),
  ];
  const excused = pairs.filter((pair) => impossible(pair) !== undefined);
  expect(excused.length).toBeGreaterThan(20);
  expect(excused.length).toBeLessThan(pairs.length / 8);
});

test('the table shows how often, a hole as 0 and what cannot be as a dash', () => {
  const reached = nothingReached();
  count(reached.outcomes, outcomeOf('patient.walksAway', 'trouble'), 7);
  const row = reachTable(reachOf(reached)).find((line) => line.startsWith('patient.walksAway'));
  expect(row?.split(/\s+/)).toEqual(['patient.walksAway', '0', '-', '0', '7', '0', '-']);
});
