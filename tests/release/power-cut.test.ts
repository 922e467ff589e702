/** The power fails at every single change an update or a rollback makes to the disk. */
import { describe, expect, test } from 'vitest';
import { status } from '../../deploy/release/update/status.ts';
import { type Luck, PowerCut } from './disk.ts';
import { type InventedMachine, inventedMachine } from './invented-machine.ts';
import { inventedRelease, maker } from './invented-release.ts';

const ours = maker('ours.pub');
const release = (counter: number, state = 'works') =>
  inventedRelease(ours, { manifest: { counter }, files: { 'terminal/main.ts': state } });
const lucks: readonly Luck[] = ['nothing', 'everything', 'some'];

/** On releases 1 and 2 so far. */
const machine = async (): Promise<InventedMachine> => {
  const it = inventedMachine([ours.trusted]);
  expect(await it.update(release(1))).toEqual({ ok: true });
  expect(await it.update(release(2))).toEqual({ ok: true });
  return it;
};

const stepsOf = async (act: (it: InventedMachine) => Promise<unknown>): Promise<number> => {
  const it = await machine();
  const before = it.disk.steps;
  await act(it);
  return it.disk.steps - before;
};

interface After {
  readonly it: InventedMachine;
  readonly found: string | undefined;
}

/** Everything that can be found after a power cut during an act, when the machine has started again. */
async function* everyCut(act: (it: InventedMachine) => Promise<unknown>): AsyncGenerator<After> {
  const steps = await stepsOf(act);
  expect(steps).toBeGreaterThan(5);
  for (const luck of lucks) {
    for (let step = 1; step <= steps; step += 1) {
      const it = await machine();
      it.disk.cutAt(it.disk.steps + step, luck);
      await expect(act(it)).rejects.toThrow(PowerCut);
      it.boot();
      const found = it.inUse();
      expect(found, `cut at step ${step} of ${steps}, ${luck} kept`).toBeDefined();
      expect((await status(it.machine))[0]).toBe(`in use: ${found}, whole`);
      yield { it, found };
    }
  }
}

describe('the power fails during an update', () => {
  test('old or new is found whole, and the same update again ends with the new one', async () => {
    const found = new Set<string | undefined>();
    for await (const after of everyCut((it) => it.update(release(3)))) {
      const { it } = after;
      found.add(after.found);
      const again = await it.update(release(3));
      expect([true, '0.1.0-3 is in use already']).toContain(again.ok || again.why);
      expect(it.inUse()).toBe('0.1.0-3');
      expect(it.running()).toBe('0.1.0-3');
      expect(await it.update(release(4))).toEqual({ ok: true });
      expect(await it.rollback()).toEqual({ ok: true });
      expect(it.running()).toBe('0.1.0-3');
    }
    expect([...found].sort()).toEqual(['0.1.0-2', '0.1.0-3']);
  });

  test('to a release that does not start: what settles after the start goes back', async () => {
    for await (const { it } of everyCut((it) => it.update(release(3, 'does not start')))) {
      await it.settle();
      expect(it.inUse()).toBe('0.1.0-2');
      expect(it.running()).toBe('0.1.0-2');
      expect(await it.rollback()).toEqual({ ok: true });
      expect(it.running()).toBe('0.1.0-1');
    }
  });

  test('and again while that is settled', async () => {
    const toSilent = (it: InventedMachine) => it.update(release(3, 'does not start'));
    /** The release is in use and was not proven, when the power fails. */
    const cutOnce = async (): Promise<InventedMachine> => {
      for (let step = 1; ; step += 1) {
        const it = await machine();
        it.disk.cutAt(it.disk.steps + step, 'everything');
        await expect(toSilent(it)).rejects.toThrow(PowerCut);
        it.boot();
        if (it.inUse() === '0.1.0-3') return it;
      }
    };
    const probe = await cutOnce();
    const before = probe.disk.steps;
    await probe.settle();
    const steps = probe.disk.steps - before;
    expect(steps).toBeGreaterThan(0);
    for (const luck of lucks) {
      for (let step = 1; step <= steps; step += 1) {
        const it = await cutOnce();
        it.disk.cutAt(it.disk.steps + step, luck);
        await expect(it.settle()).rejects.toThrow(PowerCut);
        it.boot();
        await it.settle();
        expect(it.inUse()).toBe('0.1.0-2');
        expect(it.running()).toBe('0.1.0-2');
      }
    }
  });
});

test('the power fails during a rollback: old or new is found whole, and both can be reached', async () => {
  const found = new Set<string | undefined>();
  for await (const after of everyCut((it) => it.rollback())) {
    const { it } = after;
    found.add(after.found);
    expect(await it.settle()).toEqual({ ok: true });
    if (it.inUse() === '0.1.0-2') expect(await it.rollback()).toEqual({ ok: true });
    expect(it.running()).toBe('0.1.0-1');
    expect(await it.update(release(2))).toMatchObject({ ok: false });
    expect(await it.update(release(3))).toEqual({ ok: true });
  }
  expect([...found].sort()).toEqual(['0.1.0-1', '0.1.0-2']);
});

test('the power fails during the first installation: the release is in use afterwards, or can be installed', async () => {
  const fresh = () => inventedMachine([ours.trusted]);
  const whole = fresh();
  await whole.update(release(1));
  const steps = whole.disk.steps;
  for (const luck of lucks) {
    for (let step = 1; step <= steps; step += 1) {
      const it = fresh();
      it.disk.cutAt(step, luck);
      await expect(it.update(release(1))).rejects.toThrow(PowerCut);
      it.boot();
      await it.update(release(1));
      expect(it.inUse()).toBe('0.1.0-1');
    }
  }
});
