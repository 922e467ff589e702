import type { InsuranceScheme } from '../../seeds/city.ts';
import type { HospitalPolicy } from '../../seeds/clinic.ts';
import { type Amount, selfPaid } from '../../terminal/hospital/amount.ts';
import type { Lock, Subject } from '../../terminal/hospital/contract/locks.ts';
import type { Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { sumOf } from './bills.ts';
import type { Cards } from './cards.ts';
import { shareBetween } from './insurance-fund.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import type { Patients } from './patients.ts';
import type { Holding, Subjects } from './subjects.ts';

type Trial = Verbs['trialInsurance'];

/** A lock as the hospital keeps it. */
export interface LockRow {
  readonly lockId: string;
  readonly terminal: string;
  readonly recordId: string;
  readonly subject: Subject;
  /** Nothing for one that was released before it was made. */
  readonly holding?: Holding;
  readonly cardNumber?: string;
  /** UTC milliseconds. */
  readonly expiresAt: number;
  /** Fixed when the lock is made; what another channel paid meanwhile is taken off. */
  amount: Amount;
  state: Lock['state'];
  paidElsewhere: boolean;
}

export interface Locks {
  lock(input: InputOf<Verbs['lock']>): Answer<Lock, RefusalOf<Verbs['lock']>>;
  get(lockId: string): Answer<Lock, 'lockUnknown'>;
  release(input: InputOf<Verbs['releaseLock']>): Answer<ReplyOf<Verbs['releaseLock']>, never>;
  /** What a lock would cost, and who would bear it. */
  try(input: InputOf<Trial>): Answer<ReplyOf<Trial>, RefusalOf<Trial>>;
  find(lockId: string): LockRow | undefined;
  /** Turns a held lock into a used one. Throws for a lock that is not held. */
  use(lock: LockRow): void;
  /** The locks that hold something now, of the things the question is about. */
  holding(isOf: (subject: Subject) => boolean): readonly LockRow[];
  /** Ends the locks whose time is over and gives back what they held. */
  sweep(): void;
  all(): readonly (Lock & { readonly subject: Subject; readonly terminal: string })[];
}

interface Needs {
  readonly subjects: Subjects;
  readonly patients: Patients;
  readonly cards: Cards;
  readonly policy: Pick<HospitalPolicy, 'lockSeconds' | 'insurance' | 'peoplePerTerminalHour'>;
  readonly now: () => number;
}

export function createLocks({ subjects, patients, cards, policy, now }: Needs): Locks {
  const once = createOnce();
  const locks = new Map<string, LockRow>();
  const held = new Set<LockRow>();
  /** Released before the request to lock them came. */
  const releasedEarly = new Set<string>();
  const crowds = createCrowds(policy.peoplePerTerminalHour, now);

  const shown = ({ lockId, recordId, state, expiresAt, amount, cardNumber }: LockRow): Lock => ({
    lockId,
    recordId,
    state,
    expiresAt: new Date(expiresAt).toISOString(),
    amount: { ...amount },
    ...(cardNumber !== undefined && { cardNumber }),
  });

  function end(lock: LockRow, state: 'released' | 'expired', pagesDelivered: number): void {
    lock.state = state;
    held.delete(lock);
    lock.holding?.giveBack(lock.lockId, pagesDelivered);
  }

  /** What is wanted, and what it costs whom. */
  function open({ recordId, subject, insurance }: InputOf<Trial>) {
    if (!patients.exists(recordId)) return refused('recordUnknown');
    if (patients.isBlocked(recordId)) return refused('notAllowed');
    const holding = subjects.open(subject, recordId);
    if (!holding.ok) return holding;
    let scheme: InsuranceScheme | undefined;
    if (insurance !== undefined) {
      scheme = policy.insurance ? patients.insuranceOf(recordId, insurance) : undefined;
      if (!scheme) return refused('insuranceRefused');
    }
    const { insurable, items } = holding.value;
    const amount = shareBetween(insurable ? scheme : undefined, sumOf(items));
    return granted({ holding: holding.value, amount });
  }

  function take(input: InputOf<Verbs['lock']>): Answer<Lock, RefusalOf<Verbs['lock']>> {
    const { lockId, terminal, recordId, subject } = input;
    const base = { lockId, terminal, recordId, subject, paidElsewhere: false };
    if (releasedEarly.has(lockId)) {
      const lock: LockRow = { ...base, expiresAt: now(), amount: selfPaid(0), state: 'released' };
      locks.set(lockId, lock);
      return granted(shown(lock));
    }
    const opening = open(input);
    if (!opening.ok) return opening;
    if (subject.kind === 'slot' && !crowds.admits(terminal, recordId)) return refused('notAllowed');
    const lock: LockRow = {
      ...base,
      ...opening.value,
      expiresAt: now() + policy.lockSeconds * 1000,
      state: 'held',
      ...(subject.kind === 'card' && { cardNumber: cards.numberFor(lockId) }),
    };
    opening.value.holding.take(lockId);
    locks.set(lockId, lock);
    held.add(lock);
    return granted(shown(lock));
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
    release({ lockId, pagesDelivered = 0 }) {
      const lock = locks.get(lockId);
      if (lock && lock.state !== 'held') return granted({ lockId, state: lock.state });
      if (lock) end(lock, 'released', pagesDelivered);
      else releasedEarly.add(lockId);
      return granted({ lockId, state: 'released' });
    },
    try(input) {
      const opening = open(input);
      return opening.ok ? granted({ amount: opening.value.amount }) : opening;
    },
    find: (lockId) => locks.get(lockId),
    use(lock) {
      if (lock.state !== 'held') throw new Error(`lock ${lock.lockId} is ${lock.state}`);
      lock.state = 'used';
      held.delete(lock);
      lock.holding?.letGo(lock.lockId);
    },
    holding: (isOf) => [...held].filter(({ subject }) => isOf(subject)),
    sweep() {
      for (const lock of held) if (now() >= lock.expiresAt) end(lock, 'expired', 0);
    },
    all: () => [...locks.values()].map((lock) => ({ ...shown(lock), subject: lock.subject, terminal: lock.terminal })),
  };
}

const hour = 3_600_000;

/** Who came to which terminal within the hour: a crowd at one terminal looks like a scalper at work. */
function createCrowds(most: number | undefined, now: () => number) {
  const terminals = new Map<string, Map<string, number>>();
  return {
    admits(terminal: string, recordId: string): boolean {
      if (most === undefined) return true;
      const people = terminals.get(terminal) ?? new Map<string, number>();
      terminals.set(terminal, people);
      for (const [person, at] of people) if (now() - at >= hour) people.delete(person);
      if (!people.has(recordId) && people.size >= most) return false;
      people.set(recordId, now());
      return true;
    },
  };
}
