/** Dropping and sealing on a disk that tears: whenever the power goes, all of it is done or none. */
import { expect, test } from 'vitest';
import { createFate } from '../../simulator/world/fate.ts';
import type { System } from '../../tests/proof/disk/disk-vfs.ts';
import { cutAt, journalFile, logFile, soundSystem } from '../../tests/proof/disk/journal-on-disk.ts';
import { createVirtualDisk, type VirtualDisk } from '../../tests/proof/disk/virtual-disk.ts';
import { openOnDisk } from '../../tests/proof/disk/wasm-sqlite.ts';
import { type Order, opened } from '../money/order.ts';
import { createSeals, isSealed, type SealedOrder } from './seals.ts';
import { journalIn, type SqlJournal } from './sqlite-journal.ts';
import type { JournalRecord } from './store.ts';

const luckOf = (seed: number) => {
  const fate = createFate(seed);
  return () => fate.draw('disk');
};
const seals = createSeals(new Uint8Array(32).fill(7), { bytes: (count) => new Uint8Array(count).fill(5) });
const count = 14;
const record = (sequence: number): JournalRecord => ({
  sequence,
  at: sequence,
  text: `{"canary":${sequence}}`,
  hash: `h${sequence}`,
});
const records = Array.from({ length: count }, (_, at) => record(at + 1));
const order = (sequence: number): Order =>
  opened({
    order: `canary-${sequence}`,
    visit: 'v',
    lockId: 'l',
    refundNumber: 'r',
    settlementId: 's',
    recordId: `canary-${'p'.repeat(300)}`,
    purpose: { kind: 'slot', slotId: 's' },
    price: 1,
    self: 1,
    settle: 'afterPayment',
  });

const open = async <State extends { readonly order: string } = Order>(system: System) =>
  journalIn<State>(await openOnDisk(journalFile, system), journalFile);

/** A disk on which a journal stands, its last entries written ahead. */
async function written(): Promise<() => VirtualDisk> {
  const disk = createVirtualDisk();
  const store = await open(soundSystem(disk, luckOf(1)));
  for (const it of records) store.append(it, { state: order(it.sequence), open: it.sequence % 2 === 0 });
  const files = new Map(
    [journalFile, logFile].map((file) => [file, disk.read(file, 0, disk.sizeOf(file)).slice()] as const),
  );
  return () => createVirtualDisk({}, files);
}

/**
 * Does something to a written journal, the power going at each call of it in turn, or at every so manieth; what the next
 * start finds is shown.
 */
async function tear(
  act: (store: SqlJournal) => void,
  every: number,
  look: (disk: VirtualDisk, isDone: boolean) => Promise<string>,
) {
  const copy = await written();
  const found = new Map<string, number>();
  let isDone = false;
  for (let call = 1; !isDone && call < 500; call += every) {
    const luck = luckOf(call);
    const disk = copy();
    // Half of them before the disk has done it, half when it has and nobody was told.
    const system = cutAt(soundSystem(disk, luck), call, call % 2 === 0 ? 'before' : 'after');
    try {
      act(await open(system));
      isDone = true;
    } catch {
      // The power went.
    }
    const what = await look(disk.afterCut(luck).disk, isDone);
    found.set(what, (found.get(what) ?? 0) + 1);
  }
  // Every call of it had its turn.
  expect(isDone).toBe(true);
  return found;
}

test('a drop is done or not begun', { timeout: 120_000 }, async () => {
  const anchor = { ...record(10), text: '{"kind":"journal.anchored"}' };
  const gone = [1, 3, 5].map((sequence) => order(sequence).order);
  const found = await tear(
    (store) => store.drop(anchor, gone),
    1,
    async (disk, isDone) => {
      const store = await open(soundSystem(disk, luckOf(1)));
      const orders = gone.filter((number) => store.order(number));
      const there = store.read(0, 100);
      const isWhole = there.length === count;
      expect(there).toEqual(isWhole ? records : [anchor, ...records.slice(10)]);
      expect(orders).toEqual(isWhole ? gone : []);
      expect(store.openOrders()).toHaveLength(count / 2);
      if (isDone) expect(isWhole).toBe(false);
      store.append(record(count + 1), undefined);
      return isWhole ? 'whole' : 'dropped';
    },
  );
  expect(found.get('whole')).toBeGreaterThan(3);
  expect(found.get('dropped')).toBeGreaterThan(3);
});

test('a journal of before is sealed or not begun, and nothing of it stays behind', { timeout: 120_000 }, async () => {
  const found = await tear(
    (store) =>
      void (store as unknown as SqlJournal<SealedOrder>).rewrite(seals.record, (it) => seals.order(it as Order)),
    3,
    async (disk, isDone) => {
      const store = await open<SealedOrder>(soundSystem(disk, luckOf(1)));
      const there = store.read(0, 100);
      const sealed = there.filter(isSealed).length;
      expect([0, count]).toContain(sealed);
      expect(there.map((it) => (isSealed(it) ? seals.openedRecord(it) : it))).toEqual(records);
      if (isDone) expect(sealed).toBe(count);
      if (sealed === 0) return 'plain';
      expect(store.openOrders().map(seals.openedOrder)).toHaveLength(count / 2);
      store.append(seals.record(record(count + 1)), undefined);
      store.close();
      for (const file of [journalFile, logFile]) {
        if (disk.has(file))
          expect(new TextDecoder('latin1').decode(disk.read(file, 0, disk.sizeOf(file)))).not.toContain('canary');
      }
      return 'sealed';
    },
  );
  expect(found.get('plain')).toBeGreaterThan(3);
  expect(found.get('sealed')).toBeGreaterThan(3);
});
