import { fromCallback, fromPromise } from 'xstate';
import { failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { IdCard, IdCardReader } from '../../device-drivers/contract/id-card-reader.ts';
import type { ReceiptPrinter, Slip } from '../../device-drivers/contract/receipt-printer.ts';
import { type CardEvent, type FoundPatient, identifyMachine } from '../flows/identify-machine.ts';
import { registrationMachine } from '../flows/registration-machine.ts';
import type { Loaded, OrderEvent, OrderRequest, SlipRequest } from '../flows/registration-setup.ts';
import type { Hospital } from '../hospital/client.ts';
import type { Department, Doctor } from '../hospital/contract.ts';
import { maskName } from '../identity/mask.ts';
import type { Journal } from '../journal/journal.ts';
import type { Money } from '../money/money.ts';
import type { Opening } from '../money/order.ts';

export interface ActorPorts {
  readonly reader: IdCardReader;
  readonly printer: ReceiptPrinter;
  readonly hospital: Hospital;
  readonly money: Money;
  readonly journal: Journal;
  /** The opening of a new order; its numbers are the terminal's own. */
  readonly openingOf: (request: OrderRequest) => Opening;
  readonly slipOf: (request: SlipRequest) => Slip;
}

/** The registration with its actors bound to this terminal's devices, hospital and money. */
export function boundRegistration({ reader, printer, hospital, money, journal, openingOf, slipOf }: ActorPorts) {
  const readIdCard = fromCallback<CardEvent>(({ sendBack }) => {
    const stop = new AbortController();
    const tell = (outcome: Outcome<{ card: IdCard }>) => {
      if (!stop.signal.aborted) sendBack({ type: 'card.read', outcome });
    };
    reader.read(stop.signal, () => sendBack({ type: 'card.found' })).then(tell, () => tell(failed('hardwareError')));
    return () => stop.abort();
  });

  const findPatient = fromPromise<FoundPatient, IdCard>(async ({ input, signal }) => {
    const reply = await hospital.call('findPatient', { idNumber: input.number, name: input.name }, signal);
    if (reply.ok) {
      return { ok: true, patient: { recordId: reply.value.recordId, masked: maskName(reply.value.name) } };
    }
    return { ok: false, trouble: reply.failure === 'refused' ? reply.code : 'hospitalSilent' };
  });

  const loadDepartments = fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(
    async ({ input, signal }) => {
      const reply = await hospital.call('listDepartments', input, signal);
      return reply.ok ? { ok: true, departments: reply.value.departments } : { ok: false, trouble: 'hospitalSilent' };
    },
  );

  const loadDoctors = fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
    async ({ input, signal }) => {
      const reply = await hospital.call('listDoctors', input, signal);
      if (!reply.ok) return { ok: false, trouble: reply.failure === 'refused' ? 'slotTaken' : 'hospitalSilent' };
      return { ok: true, doctors: reply.value.doctors.filter(({ slots }) => slots.length > 0) };
    },
  );

  const checkPrinter = fromPromise<Outcome>(async () => {
    const status = printer.status();
    if (status.device === 'online') return { ok: true };
    return failed(status.device === 'starting' ? 'timeOut' : status.fault);
  });

  const followOrder = fromCallback<{ type: 'giveUp' }, OrderRequest>(({ input, sendBack, receive }) => {
    const opening = openingOf(input);
    receive(() => money.abandon(opening.order, 'patient'));
    money.open(opening);
    return money.watch(opening.order, (watched) => sendBack({ type: 'order', watched } satisfies OrderEvent));
  });

  const printSlip = fromPromise<Outcome, SlipRequest>(async ({ input }) => {
    journal.append({ kind: 'slip.intended', order: input.order });
    const outcome = await printer.print(slipOf(input));
    journal.append(
      outcome.ok
        ? { kind: 'slip.printed', order: input.order }
        : { kind: 'slip.kept', order: input.order, why: outcome.fault },
    );
    return outcome;
  });

  return registrationMachine.provide({
    actors: {
      identify: identifyMachine.provide({ actors: { readIdCard, findPatient } }),
      loadDepartments,
      loadDoctors,
      checkPrinter,
      followOrder,
      printSlip,
    },
  });
}
