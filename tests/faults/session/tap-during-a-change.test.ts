import { expect, test } from 'vitest';
import { openKiosk } from '../../kiosk.ts';
import { standAt, untilShown, visit } from '../machine/hands.ts';

test('a tap made on the screen before lands on nothing, whatever now stands under the finger', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'registration' }, ['chooseDepartment']);
  const old = kiosk.shown();
  kiosk.tap({ kind: 'nextPage' });
  const now = kiosk.shown();
  expect(now.revision).toBeGreaterThan(old.revision);
  const [first] = old.screen.name === 'chooseDepartment' ? old.screen.departments : [];
  kiosk.world.terminal?.tap({ tap: { kind: 'choose', id: first?.id ?? '' }, revision: old.revision });
  expect(kiosk.shown()).toEqual(now);
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'olderScreen' });
});

test('a tap while the machine is busy is not kept for the next screen', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  kiosk.world.misbehaviour.failNext('listBills', 'slow', 4000);
  await visit(stand, { errand: 'payment' }, ['working']);
  await stand.clock.runUntil(() => JSON.stringify(stand.shown?.screen).includes('loadingRecords'), 10_000);
  kiosk.tap({ kind: 'confirm' });
  kiosk.tap({ kind: 'back' });
  expect(kiosk.log).toContainEqual({ event: 'tap.dropped', why: 'notOffered' });
  await untilShown(stand, 'chooseSome');
  await stand.clock.advance(5000);
  expect(stand.shown?.screen.name).toBe('chooseSome');
});

test('a tap made just before the warning came up does not answer the warning, nor end the visit', async () => {
  const kiosk = await openKiosk();
  const stand = standAt(kiosk);
  await visit(stand, { errand: 'payment' }, ['chooseSome']);
  const { revision } = kiosk.shown();
  await stand.clock.advance(60_500);
  expect(stand.shown?.surround.warning).toBeDefined();
  kiosk.world.terminal?.tap({ tap: { kind: 'cancel' }, revision });
  expect(stand.shown?.screen.name).toBe('chooseSome');
});

test.each([
  ['no tap at all', undefined],
  ['an unknown kind', { tap: { kind: 'explode' }, revision: 1 }],
  ['more than a tap', { tap: { kind: 'begin', extra: 1 }, revision: 1 }],
  ['a choice without an id', { tap: { kind: 'choose' }, revision: 1 }],
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
