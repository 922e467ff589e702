import { selfPaid } from '../../terminal/hospital/amount.ts';
import type { Lock, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import type { Patients } from './patients.ts';
import type { Schedule, ScheduledSlot } from './schedule.ts';

/** A lock as the hospital keeps it. Its amount is fixed when it is made. */
export interface HeldNumber {
  readonly lockId: string;
  readonly slot: ScheduledSlot;
  readonly recordId: string;
  readonly price: number;
  /** UTC milliseconds. */
  readonly expiresAt: number;
  state: Lock['state'];
}

export interface Locks {
  lock(input: InputOf<Verbs['lockSlot']>): Answer<Lock, RefusalOf<Verbs['lockSlot']>>;
  get(lockId: string): Answer<Lock, 'lockUnknown'>;
  release(lockId: string): Answer<ReplyOf<Verbs['releaseLock']>, never>;
  find(lockId: string): HeldNumber | undefined;
  /** Turns a held number into a used one. Throws for a lock that is not held. */
  use(lock: HeldNumber): void;
  /** Ends the locks whose time is over and gives their numbers back. */
  sweep(): void;
  all(): readonly Lock[];
}

interface Needs {
  readonly schedule: Schedule;
  readonly patients: Patients;
  readonly isRegistered: (recordId: string, slot: ScheduledSlot) => boolean;
  readonly now: () => number;
  readonly lockSeconds: number;
}

export function createLocks({ schedule, patients, isRegistered, now, lockSeconds }: Needs): Locks {
  const once = createOnce();
  const locks = new Map<string, HeldNumber>();
  const held = new Set<HeldNumber>();
  /** Released before the request to lock them came. */
  const releasedEarly = new Set<string>();

  const shown = ({ lockId, slot, recordId, state, expiresAt, price }: HeldNumber): Lock => ({
    lockId,
    slotId: slot.id,
    recordId,
    state,
    expiresAt: new Date(expiresAt).toISOString(),
    amount: selfPaid(price),
  });

  function end(lock: HeldNumber, state: 'released' | 'expired'): void {
    lock.state = state;
    held.delete(lock);
    lock.slot.takenBy.delete(lock.lockId);
  }

  function make(
    { lockId, recordId }: InputOf<Verbs['lockSlot']>,
    slot: ScheduledSlot,
    state: 'held' | 'released',
  ): Answer<Lock, never> {
    const expiresAt = state === 'held' ? now() + lockSeconds * 1000 : now();
    const lock: HeldNumber = { lockId, slot, recordId, price: slot.doctor.price, expiresAt, state };
    locks.set(lockId, lock);
    if (state === 'held') {
      held.add(lock);
      slot.takenBy.add(lockId);
    }
    return granted(shown(lock));
  }

  function take(input: InputOf<Verbs['lockSlot']>): Answer<Lock, RefusalOf<Verbs['lockSlot']>> {
    const slot = schedule.slot(input.slotId);
    if (!slot) return refused('slotUnknown');
    if (releasedEarly.has(input.lockId)) return make(input, slot, 'released');
    if (!patients.mayRegister(input.recordId)) return refused('notAllowed');
    if (schedule.isOver(slot)) return refused('slotOver');
    if (isRegistered(input.recordId, slot)) return refused('alreadyRegistered');
    if (schedule.isCancelled(slot) || schedule.left(slot) <= 0) return refused('slotTaken');
    return make(input, slot, 'held');
  }

  function current(lockId: string): Lock | undefined {
    const lock = locks.get(lockId);
    return lock && shown(lock);
  }

  return {
    lock: (input) =>
      once.write(
        input.lockId,
        input,
        () => take(input),
        () => current(input.lockId),
      ),
    get(lockId) {
      const lock = current(lockId);
      return lock ? granted(lock) : refused('lockUnknown');
    },
    release(lockId) {
      const lock = locks.get(lockId);
      if (lock && lock.state !== 'held') return granted({ lockId, state: lock.state });
      if (lock) end(lock, 'released');
      else releasedEarly.add(lockId);
      return granted({ lockId, state: 'released' });
    },
    find: (lockId) => locks.get(lockId),
    use(lock) {
      if (lock.state !== 'held') throw new Error(`lock ${lock.lockId} is ${lock.state}`);
      lock.state = 'used';
      held.delete(lock);
    },
    sweep() {
      for (const lock of held) if (now() >= lock.expiresAt) end(lock, 'expired');
    },
    all: () => [...locks.values()].map(shown),
  };
}
