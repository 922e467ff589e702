import type { VerbName, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf, ReplyOf } from '../../terminal/hospital/verb.ts';
import { type Controls, createControls } from './controls.ts';
import { createLedgers, type Ledgers } from './ledgers.ts';
import { createLocks, type Locks } from './locks.ts';
import { type Answer, granted, refused } from './once.ts';
import { createPatients } from './patients.ts';
import { createPayments, type Payments } from './payments.ts';
import { createRefunds } from './refunds.ts';
import { createRegistrations } from './registrations.ts';
import { createSchedule } from './schedule.ts';
import type { HospitalWorld } from './world.ts';

/** The contract's verbs, answered in memory and at once. */
export type HospitalVerbs = {
  readonly [N in VerbName]: (input: InputOf<Verbs[N]>) => Answer<ReplyOf<Verbs[N]>, RefusalOf<Verbs[N]>>;
};

export interface HospitalModel {
  /** UTC milliseconds, the hospital's clock. */
  now(): number;
  readonly verbs: HospitalVerbs;
  /** What a technician or a test does to the hospital and at the payment platform. */
  readonly controls: Controls;
  /** What the hospital has in its books. */
  readonly ledgers: Ledgers;
}

export interface HospitalModelOptions {
  readonly world: HospitalWorld;
  readonly now: () => number;
  /** A number from 0 up to, but not with, 1. */
  readonly chance: () => number;
  /** What the payment QR of an order carries; unless told, an address under a name that cannot exist. */
  readonly codeOf?: (orderNumber: string, token: string) => string;
}

/** A hospital and the payment platform behind it, as one small synchronous model. */
export function createHospitalModel({ world, now, chance, codeOf }: HospitalModelOptions): HospitalModel {
  const { policy } = world;
  const token = () => Array.from({ length: 10 }, () => Math.floor(chance() * 36).toString(36)).join('');
  const makeCode = codeOf ?? ((_: string, secret: string) => `https://pay.hospital.invalid/${secret}`);

  const patients = createPatients(world.patients);
  const schedule = createSchedule(world, now);
  const registrations = createRegistrations({
    schedule,
    locks: (): Locks => locks,
    payments: (): Payments => payments,
    chance,
  });
  const locks = createLocks({
    schedule,
    patients,
    isRegistered: registrations.isRegistered,
    now,
    lockSeconds: policy.lockSeconds,
  });
  const payments = createPayments({
    locks,
    now,
    payWithinSeconds: policy.payWithinSeconds,
    codeOf: (orderNumber) => makeCode(orderNumber, token()),
  });
  const refunds = createRefunds({ payments, now, arrivesAfterSeconds: policy.refundArrivesAfterSeconds });

  /** Whatever time alone has ended is ended before anyone looks, and stays so should the clock jump back. */
  function settle(): void {
    locks.sweep();
    payments.sweep();
    refunds.sweep();
  }

  const verbs: HospitalVerbs = {
    getCapabilities: () =>
      granted({
        hospitalId: world.hospitalId,
        name: world.name,
        timeZone: world.timeZone,
        errands: [...world.errands],
        payment: {
          firstQueryAfterSeconds: policy.firstQueryAfterSeconds,
          queryEverySeconds: policy.queryEverySeconds,
          payWithinSeconds: policy.payWithinSeconds,
        },
      }),
    findPatient: patients.find,
    listDepartments: ({ day }) => granted({ departments: schedule.departments(day) }),
    listDoctors({ departmentId, day }) {
      const doctors = schedule.doctors(departmentId, day);
      return doctors ? granted({ doctors }) : refused('departmentUnknown');
    },
    lockSlot: locks.lock,
    getLock: ({ lockId }) => locks.get(lockId),
    releaseLock: ({ lockId }) => locks.release(lockId),
    createPaymentOrder: payments.create,
    getPaymentOrder: ({ orderNumber }) => payments.get(orderNumber),
    closePaymentOrder: ({ orderNumber }) => payments.close(orderNumber),
    refundPayment: refunds.refund,
    getRefund: ({ refundNumber }) => refunds.get(refundNumber),
    confirmRegistration: registrations.confirm,
    getRegistration: ({ orderNumber }) => registrations.get(orderNumber),
  };

  return {
    now,
    verbs: settledFirst(verbs, settle),
    controls: settledFirst(createControls({ patients, schedule, payments, refunds, registrations }), settle),
    ledgers: settledFirst(createLedgers({ schedule, locks, payments, refunds, registrations }), settle),
  };
}

/** The same functions, each with `settle` run before it. */
function settledFirst<T extends object>(functions: T, settle: () => void): T {
  return Object.fromEntries(
    Object.entries(functions).map(([name, act]) => [
      name,
      (...input: unknown[]) => {
        settle();
        return act(...input);
      },
    ]),
  ) as T;
}
