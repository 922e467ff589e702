import { expect, test } from 'vitest';
import { askHealth } from '../../deploy/release/update/loopback-health.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import type { Condition } from '../../terminal/condition.ts';
import { healthOf, statusCodeOf } from '../../terminal/health.ts';

const waiting: Condition = {
  phase: 'waiting',
  journal: true,
  inService: true,
  openOrders: 0,
  keptSlips: 0,
  devices: [],
  hospital: { answers: true },
};
const identity = { terminal: 'T-1', version: '0.1.0', release: '0.1.0-2', since: 1_795_000_000_000 };

/** What the updater makes of what a terminal says. */
const heard = (change: Partial<Condition>, screen: boolean) => {
  const health = healthOf({ ...waiting, ...change }, screen, identity, 1_795_000_060_000);
  const ask = async () => Response.json(health, { status: statusCodeOf(health) });
  return askHealth(ask, createVirtualClock(0), 'http://127.0.0.1:8100/health');
};

test.each<[string, Partial<Condition>, boolean, object]>([
  ['that waits', {}, true, { good: true, busy: false, screen: true }],
  ['behind a black screen', {}, false, { good: true, busy: false, screen: false }],
  ['with a patient', { phase: 'visited' }, true, { good: true, busy: true, screen: true }],
  ['with an open order', { openOrders: 1 }, true, { good: true, busy: true, screen: true }],
  ['that settles its orders', { phase: 'starting' }, true, { good: false, busy: false, screen: true }],
])('a terminal %s is understood', async (_, change, screen, expected) => {
  expect(await heard(change, screen)).toEqual({ ...expected, release: '0.1.0-2' });
});

test('a hub has no screen and no patients, and nobody there says nothing', async () => {
  const clock = createVirtualClock(0);
  const hub = async () => Response.json({ status: 'ok' });
  expect(await askHealth(hub, clock, 'http://127.0.0.1:8200/health')).toEqual({ good: true, busy: false });
  const nobody = () => Promise.reject(new TypeError('fetch failed'));
  expect(await askHealth(nobody, clock, 'http://127.0.0.1:8200/health')).toBeUndefined();
});
