import { expect, test } from 'vitest';
import { openKiosk } from '../kiosk.ts';

test('the same tap twice does one thing', async () => {
  const kiosk = await openKiosk();
  await kiosk.identify();
  await kiosk.choose();
  const { revision } = kiosk.shown();
  kiosk.world.terminal?.tap({ tap: { kind: 'confirm' }, revision });
  kiosk.world.terminal?.tap({ tap: { kind: 'confirm' }, revision });
  await kiosk.until('pay');
  expect(kiosk.world.hospital.ledgers.locks()).toHaveLength(1);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'olderScreen' });
});

test.each([
  ['no tap at all', undefined],
  ['an unknown kind', { tap: { kind: 'explode' }, revision: 1 }],
  ['more than a tap', { tap: { kind: 'begin', extra: 1 }, revision: 1 }],
  ['a choice without an id', { tap: { kind: 'choose' }, revision: 1 }],
  ['an over-long id', { tap: { kind: 'choose', id: 'x'.repeat(65) }, revision: 1 }],
  ['a revision that is no number', { tap: { kind: 'begin' }, revision: '1' }],
  ['a list', [1, 2, 3]],
])('%s is dropped and logged, and the screen stays', async (_, message) => {
  const kiosk = await openKiosk();
  const before = kiosk.shown();
  kiosk.world.terminal?.tap(message);
  expect(kiosk.shown()).toEqual(before);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'malformed' });
});

test('a tap the screen does not offer is dropped and logged', async () => {
  const kiosk = await openKiosk();
  kiosk.tap({ kind: 'confirm' });
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  expect(kiosk.shown().screen.name).toBe('attract');
});
