import { createActor, fromCallback, fromPromise } from 'xstate';
import type { Clock } from '../../../device-drivers/contract/clock.ts';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import { identifyMachine } from '../../../terminal/flows/identify/identify-machine.ts';
import type { Claim, FoundPatients, ReadingEvent } from '../../../terminal/flows/identify/identify-setup.ts';
import type { Loaded } from '../../../terminal/flows/loaded.ts';
import { registrationMachine } from '../../../terminal/flows/registration/registration-machine.ts';
import type { OrderRequest } from '../../../terminal/flows/settlement/order-request.ts';
import { settlementMachine } from '../../../terminal/flows/settlement/settlement-machine.ts';
import type {
  OrderCommand,
  SettlementEvent,
  SlipRequest,
} from '../../../terminal/flows/settlement/settlement-setup.ts';
import type { Trial } from '../../../terminal/flows/trial.ts';
import type { Department, Doctor } from '../../../terminal/hospital/contract/schedule.ts';
import { machineClock } from '../../../terminal/machine-clock.ts';
import { fold, opened } from '../../../terminal/money/order.ts';
import type { Split } from '../../../terminal/screen/parts.ts';
import type { Way } from '../../../terminal/screen/words.ts';
import { visitMachine } from '../../../terminal/visit/visit-machine.ts';
import * as hospital from './stub-hospital.ts';

const order = '20261123-7K3M9Q2XAB';

const identify = identifyMachine.provide({
  actors: {
    readCredential: fromCallback<ReadingEvent, { readonly ways: readonly Way[] }>(() => {}),
    findPatients: fromPromise<FoundPatients, Claim>(async () => ({ ok: true, records: [hospital.record] })),
  },
});

/** A settlement whose order goes ahead as far as it can at once, and on when the payer pays. */
const settlementPaidBy = (onPayable: (pay: () => void) => void) =>
  settlementMachine.provide({
    actors: {
      checkDevices: fromPromise<Outcome, OrderRequest>(async () => ({ ok: true })),
      followOrder: fromCallback<OrderCommand, OrderRequest>(({ input, sendBack }) => {
        const { patient, purpose, split } = input;
        let now = opened({
          ...{ order, visit: 'V1', lockId: 'L1', refundNumber: 'R1', settlementId: 'I1', recordId: patient.recordId },
          ...{ purpose, price: split.total, self: split.self, settle: 'afterPayment' },
        });
        const confirmation = hospital.confirmationOf(order);
        function move(entries: readonly hospital.Moving[]): void {
          for (const entry of entries) {
            now = fold(now, entry);
            const watched = { order: now, payerBusy: false, charge: 'none', confirmation } as const;
            sendBack({ type: 'order', watched } satisfies SettlementEvent);
          }
        }
        move(hospital.toPaying(order));
        onPayable(() => move(hospital.toConfirmed(order)));
      }),
      scanPayerCode: fromCallback(() => {}),
      printSlip: fromPromise<Outcome, SlipRequest>(async () => ({ ok: true })),
    },
  });

/**
 * A visit with nothing behind it: the production machines, with actors that answer at once. It is not started yet. `pay`
 * is what the payer does when there is something to pay.
 */
export function stubVisit(clock: Clock) {
  let pay = () => {};
  const settlement = settlementPaidBy((payable) => {
    pay = payable;
  });
  const registration = registrationMachine.provide({
    actors: {
      identify,
      settlement,
      loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(async () => ({
        ok: true,
        departments: hospital.departments,
      })),
      loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
        async ({ input }) => ({ ok: true, doctors: hospital.doctorsIn(input.departmentId) }),
      ),
      trial: fromPromise<Loaded<{ split: Split }>, Trial>(async () => ({ ok: true, split: hospital.split })),
    },
  });
  const visit = createActor(
    visitMachine.provide({ actors: { recover: fromPromise<void>(async () => {}), registration } }),
    {
      clock: machineClock(clock),
      input: {
        now: clock.now,
        today: () => hospital.day,
        patience: { inactivity: 60_000, warning: 20_000, farewell: 25_000, elder: 2 },
        services: hospital.services,
        technician: undefined,
      },
    },
  );
  return { visit, pay: () => pay() };
}
