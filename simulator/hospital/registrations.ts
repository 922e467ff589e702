import { selfPaid } from '../../terminal/hospital/amount.ts';
import type { Registration, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import type { HeldNumber, Locks } from './locks.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import { type Payments, stateOf } from './payments.ts';
import type { Schedule, ScheduledSlot } from './schedule.ts';

type Confirm = InputOf<Verbs['confirmRegistration']>;
type ConfirmRefusal = RefusalOf<Verbs['confirmRegistration']>;

/** A registration and the lock it came from. */
export interface RegistrationRow extends Registration {
  readonly lockId: string;
}

export interface Registrations {
  confirm(input: Confirm): Answer<Registration, ConfirmRefusal>;
  get(orderNumber: string): Answer<Registration, 'registrationUnknown' | 'registrationRefused'>;
  /** One registration a department a day: whether this patient has it already. */
  isRegistered(recordId: string, slot: ScheduledSlot): boolean;
  /** Refuses the next confirmation that is asked for the first time. */
  refuseNext(code: Exclude<ConfirmRefusal, 'conflict'>): void;
  all(): readonly RegistrationRow[];
}

interface Needs {
  readonly schedule: Schedule;
  /** Late bound: locks ask whether a patient is registered, registrations use locks up. */
  readonly locks: () => Locks;
  readonly payments: () => Payments;
  readonly chance: () => number;
}

const perDepartment = (recordId: string, { day, department }: ScheduledSlot) => `${day} ${department.id} ${recordId}`;

export function createRegistrations({ schedule, locks, payments, chance }: Needs): Registrations {
  const once = createOnce();
  const rows = new Map<string, RegistrationRow>();
  const registered = new Set<string>();
  const lastNumbers = new Map<string, number>();
  const refusals: Exclude<ConfirmRefusal, 'conflict'>[] = [];

  /** `A037`: A before noon, P after; counted for each doctor, with gaps for the numbers other channels give out. */
  function nextQueueNumber({ day, doctor, period }: ScheduledSlot): string {
    const half = period.from < '12:00' ? 'A' : 'P';
    const queue = `${day} ${doctor.id} ${half}`;
    const number = (lastNumbers.get(queue) ?? 0) + 1 + Math.floor(chance() * 3);
    lastNumbers.set(queue, number);
    return half + String(number).padStart(3, '0');
  }

  function whyNot({ orderNumber, recordId }: Confirm, lock: HeldNumber): ConfirmRefusal | undefined {
    if (schedule.isCancelled(lock.slot)) return 'clinicCancelled';
    if (lock.state === 'used') return 'registrationRefused';
    if (lock.state !== 'held') return 'lockExpired';
    if (lock.price > 0) {
      const payment = payments().find(orderNumber);
      if (payment?.lockId !== lock.lockId || stateOf(payment) !== 'SUCCESS') return 'notPaid';
    }
    return registered.has(perDepartment(recordId, lock.slot)) ? 'registrationRefused' : undefined;
  }

  function confirm(input: Confirm): Answer<Registration, ConfirmRefusal> {
    const ordered = refusals.shift();
    if (ordered) return refused(ordered);
    const { orderNumber, lockId, recordId } = input;
    const lock = locks().find(lockId);
    if (lock?.recordId !== recordId) return refused('lockUnknown');
    const code = whyNot(input, lock);
    if (code) return refused(code);
    const { slot } = lock;
    locks().use(lock);
    registered.add(perDepartment(recordId, slot));
    const registration: Registration = {
      orderNumber,
      recordId,
      queueNumber: nextQueueNumber(slot),
      day: slot.day,
      from: slot.period.from,
      to: slot.period.to,
      department: slot.department.name,
      doctor: slot.doctor.name,
      place: slot.doctor.place,
      amount: selfPaid(lock.price),
    };
    rows.set(orderNumber, { ...registration, lockId });
    return granted(registration);
  }

  function current(orderNumber: string): Registration | undefined {
    const row = rows.get(orderNumber);
    if (!row) return undefined;
    const { lockId: _, ...registration } = row;
    return registration;
  }

  return {
    confirm: (input) =>
      once.write(
        input.orderNumber,
        input,
        () => confirm(input),
        () => current(input.orderNumber),
      ),
    get(orderNumber) {
      const registration = current(orderNumber);
      if (registration) return granted(registration);
      return refused(once.wasRefused(orderNumber) ? 'registrationRefused' : 'registrationUnknown');
    },
    isRegistered: (recordId, slot) => registered.has(perDepartment(recordId, slot)),
    refuseNext(code) {
      refusals.push(code);
    },
    all: () => [...rows.values()],
  };
}
