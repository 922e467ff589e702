import { expect, test } from 'vitest';
import { createFaultPlan } from './fault-plan.ts';

type Fault = 'jam' | 'silence';

function bench() {
  let changes = 0;
  const plan = createFaultPlan<Fault>(() => {
    changes++;
  });
  return { plan, changes: () => changes };
}

test('a fault planned once strikes once, and as often as it was planned', () => {
  const { plan } = bench();
  plan.failNext('jam');
  plan.failNext('jam');
  expect([plan.strikes('silence'), plan.strikes('jam'), plan.strikes('jam'), plan.strikes('jam')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('a standing fault strikes until it is cleared, and uses up none planned once', () => {
  const { plan } = bench();
  plan.failNext('jam');
  plan.failUntilCleared('jam');
  expect([plan.strikes('jam'), plan.strikes('jam')]).toEqual([true, true]);
  expect(plan.planned()).toEqual(['jam', 'jam']);
  plan.clear('jam');
  expect(plan.strikes('jam')).toBe(false);
});

test('clearing one leaves the others, clearing without a name takes all', () => {
  const { plan, changes } = bench();
  plan.failUntilCleared('jam');
  plan.failNext('silence');
  plan.clear('jam');
  expect(plan.planned()).toEqual(['silence']);
  plan.clear();
  expect(plan.planned()).toEqual([]);
  expect(changes()).toBe(4);
});

test('those that stand are told apart from those that strike once', () => {
  const { plan } = bench();
  plan.failNext('silence');
  plan.failUntilCleared('jam');
  expect(plan.standing()).toEqual(['jam']);
  plan.clear('jam');
  expect(plan.standing()).toEqual([]);
});
