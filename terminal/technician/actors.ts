import { fromPromise } from 'xstate';
import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Outcome } from '../../device-drivers/contract/fault.ts';
import type { Count, Credentials, Departure, technicianMachine } from '../flows/technician/technician-machine.ts';
import type { Access, AccessAnswer } from './access.ts';
import type { BookedJournal } from './books.ts';
import { type SelfTestPorts, selfTest } from './self-tests.ts';

export interface TechnicianPorts extends SelfTestPorts {
  readonly journal: BookedJournal;
  readonly access: Access;
}

type Actors = NonNullable<Parameters<typeof technicianMachine.provide>[0]['actors']>;

/** The actors of the technician's errand, bound to this terminal. Each rejects with `JournalError` when it cannot write. */
export function technicianActors(ports: TechnicianPorts): Actors {
  const { devices, journal, access } = ports;

  const checkAccess = fromPromise<AccessAnswer, Credentials>(async ({ input: { pin, code } }) =>
    access.check(pin, code),
  );

  const testDevice = fromPromise<Outcome, { readonly device: DeviceKind }>(async ({ input: { device } }) => {
    const tested = await selfTest(device, ports);
    if (tested.ok && tested.cardCaptured) journal.append({ kind: 'card.captured', why: 'notTaken' });
    journal.append({ kind: 'device.tested', device, ...(!tested.ok && { fault: tested.fault }) });
    return tested;
  });

  const countSupply = fromPromise<void, Count>(async ({ input: { device, count } }) =>
    journal.append({ kind: 'supply.counted', device, count }),
  );

  /** The bin is empty whether or not the machine's own counter could be told so. */
  const emptyBin = fromPromise<Outcome, { readonly device: DeviceKind }>(async ({ input: { device } }) => {
    journal.append({ kind: 'bin.emptied', device });
    return (await devices.cardDispenser?.retainedCounter?.set(0)) ?? { ok: true };
  });

  const changeService = fromPromise<void>(async () =>
    journal.append({ kind: 'service.changed', open: !journal.books.inService }),
  );

  const leave = fromPromise<void, Departure>(async ({ input: { timedOut } }) =>
    journal.append({ kind: 'technician.left', timedOut }),
  );

  return { checkAccess, testDevice, countSupply, emptyBin, changeService, leave };
}
