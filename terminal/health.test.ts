import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { Health, healthOf, statusCodeOf } from './health.ts';

const identity = { terminal: 'T-1', version: '0.1.0', release: '0.1.0-134', since: 1_700_000_000_000 };
const well: Condition = {
  phase: 'waiting',
  journal: true,
  inService: true,
  openOrders: 0,
  keptSlips: 0,
  devices: [
    { device: 'idCardReader', state: 'online' },
    { device: 'receiptPrinter', state: 'low' },
  ],
  hospital: { answers: true, answeredAt: 1_700_000_050_000 },
  hub: { waiting: 3, sentAt: 1_700_000_040_000 },
};

const of = (change: Partial<Condition>, screen = true) =>
  healthOf({ ...well, ...change }, screen, identity, 1_700_000_060_000);

test('a terminal that is well says so, in the form that is promised', () => {
  const health = of({});
  expect(v.parse(Health, health)).toEqual(health);
  expect(health).toMatchObject({
    status: 'ok',
    reasons: [],
    release: '0.1.0-134',
    since: '2023-11-14T22:13:20.000Z',
    at: '2023-11-14T22:14:20.000Z',
    hub: { waiting: 3, sentAt: '2023-11-14T22:14:00.000Z' },
  });
  expect(statusCodeOf(health)).toBe(200);
});

test.each<[string, Partial<Condition>, boolean, string[]]>([
  ['a silent hospital', { hospital: { answers: false } }, true, ['hospital']],
  ['a hub that refuses', { hub: { waiting: 9, refused: 'unknownKey' } }, true, ['hub']],
  ['a closed terminal', { inService: false }, true, ['outOfService']],
  ['no page', {}, false, ['screen']],
  [
    'a printer without paper',
    { devices: [{ device: 'receiptPrinter', state: 'offline', fault: 'paperOut' }] },
    true,
    ['receiptPrinter'],
  ],
])('%s is degraded, and patients are served', (_, change, screen, reasons) => {
  const health = of(change, screen);
  expect(health).toMatchObject({ status: 'degraded', reasons });
  expect(v.parse(Health, health)).toEqual(health);
  expect(statusCodeOf(health)).toBe(200);
});

test.each<[string, Partial<Condition>]>([
  ['a journal that cannot be written', { journal: false }],
  ['a journal whose chain is broken', { phase: 'broken' }],
])('%s is failed', (_, change) => {
  expect(of(change)).toMatchObject({ status: 'failed', reasons: ['journal'], journal: 'broken' });
  expect(statusCodeOf(of(change))).toBe(503);
});

test('a start is not yet well, whatever else is', () => {
  expect(of({ phase: 'starting' })).toMatchObject({ status: 'starting', reasons: ['starting'] });
  expect(statusCodeOf(of({ phase: 'starting' }))).toBe(503);
});

test.each([
  ['visited', true],
  ['serviced', true],
  ['waiting', false],
] as const)('while it is %s, somebody being there is %s', (phase, visit) => expect(of({ phase }).visit).toBe(visit));
