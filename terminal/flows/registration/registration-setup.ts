import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Outcome } from '../../device-drivers/contract/fault.ts';
import type { Department, Doctor, Slot } from '../hospital/contract.ts';
import type { Watched } from '../money/money.ts';
import type { Order, Ticket } from '../money/order.ts';
import type { Appointment, Trouble } from '../screen.ts';
import type { Ending } from './ending.ts';
import { identifyMachine, type KnownPatient } from './identify-machine.ts';
import { endingOf, type Phase, phaseOf } from './order-phase.ts';
import type { TapEvent } from './tap-event.ts';

export type Loaded<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly trouble: Trouble };

/** What an order is opened for. */
export interface OrderRequest {
  readonly recordId: string;
  readonly slot: Slot;
}

export interface SlipRequest {
  readonly order: string;
  readonly ticket: Ticket;
  readonly appointment: Appointment;
}

export type OrderEvent = { readonly type: 'order'; readonly watched: Watched };

export interface RegistrationInput {
  /** YYYY-MM-DD: today at the terminal. */
  readonly day: string;
}

export interface RegistrationContext {
  readonly day: string;
  readonly patient: KnownPatient | undefined;
  readonly departments: readonly Department[];
  readonly department: Department | undefined;
  readonly doctors: readonly Doctor[];
  readonly doctor: Doctor | undefined;
  readonly slot: Slot | undefined;
  /** Page of the list showing. */
  readonly page: number;
  readonly order: Order | undefined;
  readonly payerBusy: boolean;
  readonly ending: Ending;
}

/** The journal cannot be written: nothing more can be done at this terminal. */
export type JournalFailed = { readonly type: 'journalFailed' };

export type RegistrationEvent = TapEvent | OrderEvent | JournalFailed;

const notSupplied = () => {
  throw new TypeError('supplied where the terminal is put together');
};

/** The context at a state that cannot be reached without it. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the flow reached a state before its choice was made');
  return value;
}

/** What the patient chose, for the summary, the payment and the slip. */
export function appointmentOf(context: RegistrationContext): Appointment {
  const doctor = known(context.doctor);
  const slot = known(context.slot);
  return {
    patient: known(context.patient).masked,
    department: known(context.department).name,
    doctor: doctor.name,
    place: doctor.place,
    day: context.day,
    from: slot.from,
    to: slot.to,
    price: slot.price,
  };
}

export const slotsOf = (context: RegistrationContext) => context.doctor?.slots ?? [];

/** What the chart of the registration is made of: its types, the actors it names, its guards and waits. */
export const registrationSetup = setup({
  types: {
    context: {} as RegistrationContext,
    events: {} as RegistrationEvent,
    input: {} as RegistrationInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; followOrder: 'followOrder' },
  },
  actors: {
    identify: identifyMachine,
    loadDepartments: fromPromise<Loaded<{ departments: readonly Department[] }>, { day: string }>(notSupplied),
    loadDoctors: fromPromise<Loaded<{ doctors: readonly Doctor[] }>, { day: string; departmentId: string }>(
      notSupplied,
    ),
    checkPrinter: fromPromise<Outcome>(notSupplied),
    followOrder: fromCallback<{ type: 'giveUp' }, OrderRequest>(notSupplied),
    printSlip: fromPromise<Outcome, SlipRequest>(notSupplied),
  },
  guards: {
    isPhase: ({ context }, phase: Phase) => context.order !== undefined && phaseOf(context.order) === phase,
    wasCancelledByPatient: ({ context }) => context.order?.state === 'closed' && context.order.abandoned === 'patient',
    isDepartment: ({ context, event }) =>
      event.type === 'tap.choose' && context.departments.some(({ id }) => id === event.id),
    isDoctor: ({ context, event }) => event.type === 'tap.choose' && context.doctors.some(({ id }) => id === event.id),
    isFreeSlot: ({ context, event }) =>
      event.type === 'tap.choose' && slotsOf(context).some(({ id, left }) => id === event.id && left > 0),
    hasNextPage: ({ context }, pages: number) => context.page < pages,
    hasPreviousPage: ({ context }) => context.page > 1,
  },
  actions: {
    turnTo: assign({ page: ({ context }, by: 1 | -1) => context.page + by }),
    firstPage: assign({ page: 1 }),
    forgetOrder: assign({ order: undefined, payerBusy: false }),
    end: assign((_, ending: Ending) => ({ ending })),
    endWithOrder: assign(({ context }, trouble: Trouble | undefined) => ({
      ending: endingOf(known(context.order), trouble),
    })),
  },
  delays: {
    /** How long a patient waits for the hospital's word on a paid order before being told that it will come by itself. */
    lateConfirmation: 60_000,
    /** The same while an order is being closed or a refund asked for. */
    lateReversal: 30_000,
  },
});
