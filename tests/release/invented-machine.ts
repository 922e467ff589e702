/**
 * A machine with a disk that can lose its power, virtual time, and a terminal that is well, its page at the screen, unless
 * its release is broken or the screen is dark.
 */
import { expect } from 'vitest';
import type { SignedArchive, TrustedKey } from '../../deploy/release/signature.ts';
import type { Health, Machine } from '../../deploy/release/update/machine.ts';
import { placesBelow } from '../../deploy/release/update/places.ts';
import { programs } from '../../deploy/release/update/programs.ts';
import { type RollbackOptions, rollback } from '../../deploy/release/update/rollback.ts';
import { settle } from '../../deploy/release/update/turn.ts';
import { type UpdateOptions, update } from '../../deploy/release/update/update.ts';
import { type Checked, damageOf, verified } from '../../deploy/release/update/verified.ts';
import { createVirtualClock } from '../../simulator/world/virtual-clock.ts';
import { createDisk, type Disk } from './disk.ts';

export const places = placesBelow('/');
export const patience = { idle: 1_800_000, health: 60_000 };

export interface InventedMachine {
  readonly machine: Machine;
  readonly disk: Disk;
  readonly said: string[];
  /** The release that runs, as the last start found it. */
  running(): string | undefined;
  restarts(): number;
  /** Until then somebody stands before the screen. */
  busyUntil(at: number): void;
  /** No page gets to the screen any more, whatever the release. */
  darken(): void;
  readonly now: () => number;
  /** Verifies and installs, in as much virtual time as it takes. */
  update(archive: SignedArchive, options?: Partial<UpdateOptions>): Promise<Checked<object>>;
  rollback(options?: Partial<RollbackOptions>): Promise<Checked<object>>;
  settle(): Promise<Checked<object>>;
  /** Power and machine come back; the terminal starts from what `current` leads to. */
  boot(): void;
  /** The release in use; it has to be whole, whatever happened before. */
  inUse(): string | undefined;
}

export const inventedMachine = (trusted: readonly TrustedKey[]): InventedMachine => {
  const disk = createDisk();
  const clock = createVirtualClock(1_795_000_000_000);
  const said: string[] = [];
  let running: string | undefined;
  let restarts = 0;
  let busyUntil = 0;
  let dark = false;

  const current = () => disk.target(places.current)?.replace('releases/', '');
  const textOf = (path: string) => new TextDecoder().decode(disk.read(path));
  const start = () => {
    running = current();
  };
  const health = async (): Promise<Health | undefined> => {
    if (running === undefined) return undefined;
    const state = textOf(`${places.releases}/${running}/terminal/main.ts`);
    if (state === 'does not start') return undefined;
    return {
      good: state === 'works' || state === 'has no page',
      busy: clock.now() < busyUntil,
      screen: state === 'works' && !dark,
      release: running,
    };
  };
  const machine: Machine = {
    files: disk,
    places,
    platform: 'linux-x64',
    clock,
    programs: programs.filter(({ name }) => name === 'terminal'),
    restart: async () => {
      restarts += 1;
      start();
      return undefined;
    },
    health,
    say: (line) => said.push(line),
  };
  const run = async <Result>(work: Promise<Result>): Promise<Result> => {
    let ended = false;
    const watched = work.finally(() => {
      ended = true;
    });
    // Who waits for the result hears of its failure.
    watched.catch(() => {});
    await clock.runUntil(() => ended, 3 * 3_600_000);
    return watched;
  };

  return {
    machine,
    disk,
    said,
    running: () => running,
    restarts: () => restarts,
    busyUntil(at) {
      busyUntil = at;
    },
    darken() {
      dark = true;
    },
    now: clock.now,
    async update(archive, options = {}) {
      const checked = verified(archive, trusted, machine.platform);
      if (!checked.ok) return checked;
      return run(update(machine, checked.release, { patience, raiseLevels: false, ...options }));
    },
    rollback: (options = {}) => run(rollback(machine, { patience, restored: false, ...options })),
    settle: () => run(settle(machine, patience.health)),
    boot() {
      disk.powerOn();
      start();
    },
    inUse() {
      const release = current();
      if (release !== undefined) expect(damageOf(disk, `${places.releases}/${release}`)).toBeUndefined();
      return release;
    },
  };
};
