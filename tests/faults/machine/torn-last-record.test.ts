import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { brokenAt } from '../../../terminal/journal/journal.ts';
import { openSqliteJournal } from '../../../terminal/journal/sqlite.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import { openKiosk } from '../../kiosk.ts';
import { lastOrder, openEnds, openMachine, ordersOf, type Stand, standAt, untilShown, visit } from './hands.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-torn-'));
  folders.push(folder);
  return folder;
}

/** A disk as a power cut leaves it: the file and what was written ahead, the last of it torn off. */
function torn(file: string, bytes: number): string {
  const copy = join(newFolder(), 'journal.sqlite');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  truncateSync(`${copy}-wal`, Math.max(0, statSync(`${copy}-wal`).size - bytes));
  return copy;
}

const sequenceOf = (store: JournalStore) => store.last()?.sequence ?? 0;

/** A terminal on a journal in a file, at the hospital of a world. */
async function onDisk() {
  const world = standAt(await openKiosk());
  const file = join(newFolder(), 'journal.sqlite');
  const journal = openSqliteJournal(file);
  const stand = await openMachine(world, { journal });
  return { world, file, stand, journal };
}

/** The next start, on what is left of the disk. */
const restart = (world: Stand, file: string) => openMachine(world, { journal: openSqliteJournal(file) });

test('records torn off the end are not there, what stood before them is whole, and the payment is asked about', async () => {
  const { world, file, stand } = await onDisk();
  await visit(stand, { errand: 'payment', pays: false }, ['pay']);
  const { order } = lastOrder(stand.journal);
  stand.hospital.controls.pay(order);
  const before = sequenceOf(stand.journal);
  stand.stop();
  for (const bytes of [1, 2000, 9000]) {
    const store = openSqliteJournal(torn(file, bytes));
    expect(brokenAt(store), `${bytes} bytes`).toBeUndefined();
    expect(sequenceOf(store)).toBeLessThanOrEqual(before);
    expect(sequenceOf(store)).toBeGreaterThan(0);
    store.close();
  }
  const again = await restart(world, torn(file, 1));
  await untilShown(again, 'attract');
  expect(await openEnds(again)).toEqual([]);
  expect(again.journal.order(order)).toMatchObject({ state: 'refunded', abandoned: 'powerCut' });
  expect(world.hospital.ledgers.accounts()).toMatchObject([{ captured: 36_873, refunded: 36_873, delivered: 0 }]);
  again.stop();
});

test('a journal somebody wrote into takes no money: the terminal says that it is out of order', async () => {
  const { world, file, stand, journal } = await onDisk();
  await visit(stand, { errand: 'payment' }, ['farewell']);
  stand.stop();
  journal.close();
  const bytes = readFileSync(file);
  const at = bytes.indexOf('terminal.started');
  bytes.write('terminal.STARTED', at);
  const changed = join(newFolder(), 'journal.sqlite');
  writeFileSync(changed, bytes);
  const again = await restart(world, changed);
  await again.clock.advance(60_000);
  expect(again.shown?.screen).toMatchObject({
    name: 'trouble',
    trouble: 'terminalFault',
    money: { money: 'untouched' },
  });
  expect(again.log).toContainEqual({
    event: 'journal.failed',
    cause: expect.stringMatching(/^record \d+: its seal does not fit/),
  });
  again.tap({ kind: 'begin' });
  expect(again.shown?.screen.name).toBe('trouble');
  expect(ordersOf(again.journal)).toHaveLength(1);
  again.stop();
});
