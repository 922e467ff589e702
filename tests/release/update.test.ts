import { expect, test } from 'vitest';
import { status } from '../../deploy/release/update/status.ts';
import { type InventedMachine, inventedMachine, places } from './invented-machine.ts';
import { type Invention, inventedRelease, maker } from './invented-release.ts';

const ours = maker('ours.pub');
const release = (counter: number, more: Invention = {}) =>
  inventedRelease(ours, { ...more, manifest: { counter, ...more.manifest } });
const sick = { files: { 'terminal/main.ts': 'is not well' } };
const silent = { files: { 'terminal/main.ts': 'does not start' } };
const black = { files: { 'terminal/main.ts': 'has no page' } };

const withReleases = async (...counters: number[]) => {
  const it = inventedMachine([ours.trusted]);
  for (const counter of counters) expect(await it.update(release(counter))).toEqual({ ok: true });
  return it;
};

test('a release is put into use, runs, and what stood before is kept beside it', async () => {
  const it = await withReleases(1, 2);
  expect(it.inUse()).toBe('0.1.0-2');
  expect(it.running()).toBe('0.1.0-2');
  expect(it.disk.target(places.previous)).toBe('releases/0.1.0-1');
  expect(await status(it.machine)).toEqual([
    'in use: 0.1.0-2, whole',
    'before it: 0.1.0-1, whole',
    'kept: 0.1.0-1, 0.1.0-2',
    'only releases with a counter above 2 are installed',
    'terminal: is well',
  ]);
});

test('of many releases the last three stay', async () => {
  const it = await withReleases(1, 2, 9, 10, 11);
  expect(it.disk.list(places.releases)).toEqual(['0.1.0-10', '0.1.0-11', '0.1.0-9']);
});

test.each([
  ['does not start', silent],
  ['is not well', sick],
  ['is well, behind a black screen,', black],
])('a release whose terminal %s is left again by itself', async (_, broken) => {
  const it = await withReleases(1, 2);
  expect(await it.update(release(3, broken))).toEqual({
    ok: false,
    why: 'the terminal of 0.1.0-3 did not say within 60 s that it is well, with a page at its screen. Gone back to 0.1.0-2, which works',
  });
  expect(it.inUse()).toBe('0.1.0-2');
  expect(it.running()).toBe('0.1.0-2');
  expect(it.disk.target(places.previous)).toBe('releases/0.1.0-1');
  // It never worked here, so its counter does not count: mended, it may come again.
  expect(await it.update(release(3))).toEqual({ ok: true });
  expect(it.running()).toBe('0.1.0-3');
});

test('where no page had the screen before, none is asked for', async () => {
  const it = await withReleases(1);
  it.darken();
  expect(await it.update(release(2))).toEqual({ ok: true });
  expect(it.running()).toBe('0.1.0-2');
});

/** The updater died, not the machine, before `current` led to what it was to try. */
const cutOff = (it: InventedMachine) => {
  const trying = { release: '0.1.0-3', before: '0.1.0-2', previous: '0.1.0-1' };
  it.disk.write(places.ledger, new TextEncoder().encode(JSON.stringify({ highest: 2, trying })), false);
};

test('an update that was cut off before its turn does not restart a terminal that is settling its orders', async () => {
  const it = await withReleases(1, 2);
  cutOff(it);
  it.disk.write(`${places.releases}/0.1.0-2/terminal/main.ts`, new TextEncoder().encode('is not well'), false);
  const restarts = it.restarts();
  expect(await it.settle()).toEqual({ ok: true });
  expect(it.restarts()).toBe(restarts);
});

test('and restarts one that runs another release than the one in use', async () => {
  const it = await withReleases(1, 2);
  cutOff(it);
  it.disk.remove(places.current);
  it.disk.link('releases/0.1.0-1', places.current);
  expect(await it.settle()).toEqual({ ok: true });
  expect(it.running()).toBe('0.1.0-1');
});

test('a first release that does not come up stays: there is nothing else', async () => {
  const it = inventedMachine([ours.trusted]);
  expect(await it.update(release(1, silent))).toEqual({
    ok: false,
    why: expect.stringContaining('Nothing stood before it, so it stays'),
  });
  expect(it.inUse()).toBe('0.1.0-1');
});

test('nobody is interrupted: it waits until the screen is free and no order is open', async () => {
  const it = await withReleases(1);
  const free = it.now() + 600_000;
  it.busyUntil(free);
  expect(await it.update(release(2))).toEqual({ ok: true });
  expect(it.now()).toBeGreaterThanOrEqual(free);
  expect(it.said.filter((line) => line.includes('under way'))).toEqual([
    'a visit or an order is under way at the terminal: waiting for its end',
  ]);
});

test('when it never gets free nothing is changed; --now does not wait', async () => {
  const it = await withReleases(1);
  it.busyUntil(Number.POSITIVE_INFINITY);
  expect(await it.update(release(2))).toEqual({ ok: false, why: expect.stringContaining('or with --now') });
  expect(it.inUse()).toBe('0.1.0-1');
  expect(it.running()).toBe('0.1.0-1');
  expect(await it.update(release(2), { patience: { health: 60_000 } })).toEqual({ ok: true });
  expect(it.running()).toBe('0.1.0-2');
});

test('rolled back, it runs what stood before; the counter stays where it was', async () => {
  const it = await withReleases(1, 2);
  expect(await it.rollback()).toEqual({ ok: true });
  expect(it.inUse()).toBe('0.1.0-1');
  expect(it.running()).toBe('0.1.0-1');
  expect(await it.update(release(2))).toEqual({ ok: false, why: expect.stringContaining('this machine has had 2') });
  expect(await it.update(release(3))).toEqual({ ok: true });
});

test('only one release back: a second rollback leads forward again', async () => {
  const it = await withReleases(1, 2, 3);
  expect(await it.rollback()).toEqual({ ok: true });
  expect(it.inUse()).toBe('0.1.0-2');
  expect(await it.rollback()).toEqual({ ok: true });
  expect(it.inUse()).toBe('0.1.0-3');
});

test('without a release before, and onto a damaged one, it does not roll back', async () => {
  const it = await withReleases(1);
  expect(await it.rollback()).toEqual({ ok: false, why: 'no release stood before the one in use' });
  expect(await it.update(release(2))).toEqual({ ok: true });
  it.disk.write(`${places.releases}/0.1.0-1/bin/node`, new Uint8Array(3), true);
  expect(await it.rollback()).toEqual({
    ok: false,
    why: '0.1.0-1 is no longer whole: bin/node is not what SHA256SUMS says it is',
  });
  expect(it.inUse()).toBe('0.1.0-2');
});

test('the file with the counter may be lost: the release in use has one too', async () => {
  const it = await withReleases(5);
  it.disk.remove(places.ledger);
  expect(await it.update(release(4))).toEqual({ ok: false, why: expect.stringContaining('this machine has had 5') });
});

test('a damaged ledger stops everything, and says what belongs in it', async () => {
  const it = await withReleases(5);
  it.disk.write(places.ledger, new TextEncoder().encode('{'), false);
  await expect(it.update(release(6))).rejects.toThrow('set it to { "highest": N }');
});

const raising: Invention = { manifest: { journalLevel: 2 } };

test('a release that raises the level of the data is taken when that was said, and left only with a backup', async () => {
  const it = await withReleases(1);
  expect(await it.update(release(2, raising), { raiseLevels: true })).toEqual({ ok: true });
  expect(await it.rollback()).toEqual({ ok: false, why: expect.stringContaining('put back the backup') });
  expect(it.inUse()).toBe('0.1.0-2');
  expect(await it.rollback({ restored: true })).toEqual({ ok: true });
  expect(it.running()).toBe('0.1.0-1');
});

test('a release that raised a level and does not come up is not left by itself', async () => {
  const it = await withReleases(1);
  const outcome = await it.update(release(2, { ...raising, ...silent }), { raiseLevels: true });
  expect(outcome).toEqual({ ok: false, why: expect.stringContaining('rollback --restored') });
  expect(it.inUse()).toBe('0.1.0-2');
});

test("a hub's level is nothing to a machine that has no hub", async () => {
  const it = await withReleases(1);
  expect(await it.update(release(2, { manifest: { hubLevel: 9 } }))).toEqual({ ok: true });
});
