/** The production journal on a disk that tears: a short form of what `npm run proof -- --only disk` does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createFate } from '../../../simulator/world/fate.ts';
import { journalStoreContract } from '../../../terminal/journal/store-contract.ts';
import { openStore, soundSystem } from './journal-on-disk.ts';
import { type DiskProof, proveDisk, shortcomings } from './prove-disk.ts';
import { tempers } from './survival.ts';
import { createVirtualDisk, type VirtualDisk } from './virtual-disk.ts';

const luckOf = (seed: number) => {
  const fate = createFate(seed);
  return () => fate.draw('disk');
};

describe('the journal keeps its contract on SQLite of WebAssembly', async () => {
  const opened = await Promise.all(
    Array.from({ length: 10 }, () => openStore(soundSystem(createVirtualDisk(), luckOf(1)))),
  );
  journalStoreContract(() => {
    const store = opened.pop();
    if (!store) throw new Error('too few databases were opened');
    return store;
  });
});

describe('a disk', () => {
  const write = (disk: VirtualDisk, bytes: Uint8Array, at = 0) =>
    disk.take({ kind: 'change', file: 'a', change: { kind: 'write', at, bytes } });
  const of = (value: number, sectors: number) => new Uint8Array(512 * sectors).fill(value);
  /** What the sectors of the file held after many power cuts: one word a cut. */
  const afterCuts = (disk: VirtualDisk) =>
    Array.from({ length: 300 }, (_, seed) => {
      const left = disk.afterCut(luckOf(seed)).disk;
      if (!left.has('a')) return 'gone';
      return Array.from({ length: left.sizeOf('a') / 512 }, (_, sector) => left.read('a', 512 * sector, 1)[0]).join('');
    });

  const created = () => {
    const disk = createVirtualDisk();
    disk.take({ kind: 'create', file: 'a' });
    write(disk, of(1, 3));
    return disk;
  };
  const kept = () => {
    const disk = created();
    disk.take({ kind: 'sync', file: 'a' });
    disk.take({ kind: 'syncFolder' });
    return disk;
  };

  test('keeps what was written through, and a file whose folder was', () => {
    expect(new Set(afterCuts(kept()))).toEqual(new Set(['111']));
    const nameless = created();
    nameless.take({ kind: 'sync', file: 'a' });
    expect(new Set(afterCuts(nameless))).toEqual(new Set(['111', 'gone']));
  });

  test('keeps, drops, reorders and tears what was not', () => {
    const disk = kept();
    write(disk, of(2, 3));
    write(disk, of(3, 1));
    expect(String.fromCharCode(48 + (disk.read('a', 0, 1)[0] ?? 0))).toBe('3');
    const found = new Set(afterCuts(disk));
    for (const state of ['111', '322', '222', '311', '122', '121']) expect(found).toContain(state);
    for (const state of found) expect(state).toMatch(/^[123][12][12]$/);
  });

  test('cuts a file off, or does not, until that is written through', () => {
    const disk = kept();
    disk.take({ kind: 'change', file: 'a', change: { kind: 'truncate', size: 512 } });
    expect(new Set(afterCuts(disk))).toContain('111');
    disk.take({ kind: 'sync', file: 'a' });
    expect(new Set(afterCuts(disk))).toEqual(new Set(['1']));
  });

  test('never keeps all of a promise that is in danger', () => {
    const disk = kept();
    write(disk, of(2, 3));
    disk.promise();
    expect(disk.inDanger('a')).toBe(true);
    expect(new Set(afterCuts(disk))).not.toContain('222');
    disk.take({ kind: 'sync', file: 'a' });
    expect(disk.inDanger('a')).toBe(false);
    expect(new Set(afterCuts(disk))).toEqual(new Set(['222']));
  });

  test('that fails to write through does not try it again', () => {
    const disk = kept();
    write(disk, of(2, 3));
    disk.failSync('a', () => 0);
    disk.take({ kind: 'sync', file: 'a' });
    expect(disk.read('a', 0, 1)[0]).toBe(2);
    expect(new Set(afterCuts(disk))).toEqual(new Set(['111']));
  });
});

describe('crashed', () => {
  const crashes = 40;
  let proof: DiskProof;
  beforeAll(async () => {
    proof = await proveDisk({ crashes, seed: 1, steps: 300 });
  }, 120_000);

  test('production loses nothing it promised, the controls do, and a disk in trouble refuses and gets well', () => {
    expect(shortcomings(proof)).toEqual([]);
  });

  test('the crashes reach what they are to reach', () => {
    expect(proof.checkpoints).toBeGreaterThan(2);
    expect(proof.syncs).toBeGreaterThan(proof.commits);
    expect(proof.unsafe.normal).toBeGreaterThan(0.9 * proof.commits);
    expect(proof.full).toMatchObject({ crashes, lost: 0, damaged: 0 });
    expect(proof.full.cutsWhileRecovering).toBeGreaterThan(10);
    expect(proof.full.unpromised).toBeGreaterThan(0);
    expect(tempers.filter((temper) => proof.full.tempers[temper] === 0)).toEqual([]);
    expect(Object.values(proof.troubles.byTrouble)).not.toContain(0);
  });

  test('a proof whose controls lose nothing proves nothing', () => {
    const blind = {
      ...proof,
      normal: proof.full,
      lying: { ...proof.lying, lost: crashes - 1 },
      unsettled: proof.troubles,
    };
    expect(shortcomings(blind)).toHaveLength(3);
  });
});
