import { assign, fromCallback, fromPromise, sendTo, setup } from 'xstate';
import type { Fault, Outcome } from '../../device-drivers/contract/fault.ts';
import type { Department, Doctor, Slot } from '../hospital/contract.ts';
import type { Watched } from '../money/money.ts';
import type { Order, Ticket } from '../money/order.ts';
import type { Appointment, Trouble } from '../screen.ts';
import { type Ending, troubled } from './ending.ts';
import { identifyMachine, type KnownPatient } from './identify-machine.ts';
import { endingOf, type Phase, phaseOf, phases } from './order-phase.ts';
import { pageCount, pageSizes } from './paging.ts';
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
function known<T>(value: T | undefined): T {
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

const slotsOf = (context: RegistrationContext) => context.doctor?.slots ?? [];

const registrationSetup = setup({
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
    hasNextPage: ({ context }, length: (context: RegistrationContext) => number) => context.page < length(context),
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

/** Taps that turn the pages of a list; `count` tells how many pages it has. */
const paging = (count: (context: RegistrationContext) => number) =>
  ({
    'tap.nextPage': {
      guard: { type: 'hasNextPage', params: count },
      actions: { type: 'turnTo', params: 1 },
    },
    'tap.previousPage': {
      guard: { type: 'hasPreviousPage' },
      actions: { type: 'turnTo', params: -1 },
    },
  }) as const;

/** The transitions by which a phase of the order gives way to any other. */
const toOtherPhases = (own: Phase) =>
  phases
    .filter((phase) => phase !== own)
    .map((phase) => ({ guard: { type: 'isPhase', params: phase }, target: phase }) as const);

/** Today's registration: identify, department, doctor, period, pay, slip. */
export const registrationMachine = registrationSetup.createMachine({
  id: 'registration',
  context: ({ input }) => ({
    day: input.day,
    patient: undefined,
    departments: [],
    department: undefined,
    doctors: [],
    doctor: undefined,
    slot: undefined,
    page: 1,
    order: undefined,
    payerBusy: false,
    ending: { kind: 'left' },
  }),
  initial: 'identifying',
  on: {
    journalFailed: [
      {
        guard: ({ context }) => context.order !== undefined,
        target: '.done',
        actions: { type: 'endWithOrder', params: 'terminalFault' },
      },
      { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } },
    ],
  },
  states: {
    identifying: {
      tags: 'patient',
      invoke: {
        src: 'identify',
        id: 'identify',
        // Nothing to do but to be seen: what stands on the screen is in the identifying machine.
        onSnapshot: {},
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'patient',
            target: 'loadingDepartments',
            actions: assign(({ event }) => (event.output.kind === 'patient' ? { patient: event.output.patient } : {})),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) =>
                event.output.kind === 'trouble' ? troubled(event.output.trouble) : { kind: 'left' },
            },
          },
        ],
      },
    },
    loadingDepartments: {
      invoke: {
        src: 'loadDepartments',
        input: ({ context }) => ({ day: context.day }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosingDepartment',
            actions: assign(({ event }) => (event.output.ok ? { departments: event.output.departments, page: 1 } : {})),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'terminalFault' : event.output.trouble),
            },
          },
        ],
      },
    },
    choosingDepartment: {
      tags: 'patient',
      on: {
        ...paging((context) => pageCount(context.departments.length, pageSizes.departments)),
        'tap.choose': {
          guard: 'isDepartment',
          target: 'loadingDoctors',
          actions: assign({
            department: ({ context, event }) => context.departments.find(({ id }) => id === event.id),
          }),
        },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    loadingDoctors: {
      invoke: {
        src: 'loadDoctors',
        input: ({ context }) => ({ day: context.day, departmentId: known(context.department).id }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosingDoctor',
            actions: assign(({ event }) => (event.output.ok ? { doctors: event.output.doctors, page: 1 } : {})),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'terminalFault' : event.output.trouble),
            },
          },
        ],
      },
    },
    choosingDoctor: {
      tags: 'patient',
      on: {
        ...paging((context) => pageCount(context.doctors.length, pageSizes.doctors)),
        'tap.choose': {
          guard: 'isDoctor',
          target: 'choosingPeriod',
          actions: assign({
            doctor: ({ context, event }) => context.doctors.find(({ id }) => id === event.id),
            page: 1,
          }),
        },
        'tap.back': { target: 'choosingDepartment', actions: 'firstPage' },
        'tap.cancel': 'done',
      },
    },
    choosingPeriod: {
      tags: 'patient',
      on: {
        ...paging((context) => pageCount(slotsOf(context).length, pageSizes.periods)),
        'tap.choose': {
          guard: 'isFreeSlot',
          target: 'reviewing',
          actions: assign({ slot: ({ context, event }) => slotsOf(context).find(({ id }) => id === event.id) }),
        },
        'tap.back': { target: 'choosingDoctor', actions: 'firstPage' },
        'tap.cancel': 'done',
      },
    },
    reviewing: {
      tags: 'patient',
      on: {
        'tap.confirm': 'checkingPrinter',
        'tap.back': 'choosingPeriod',
        'tap.cancel': 'done',
      },
    },
    checkingPrinter: {
      invoke: {
        src: 'checkPrinter',
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'ordering' },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'terminalFault' : event.output.fault),
            },
          },
        ],
      },
    },
    ordering: {
      invoke: {
        src: 'followOrder',
        id: 'followOrder',
        input: ({ context }) => ({ recordId: known(context.patient).recordId, slot: known(context.slot) }),
        onError: { target: 'done', actions: { type: 'end', params: troubled('terminalFault') } },
      },
      on: {
        order: {
          actions: assign(({ event }) => ({ order: event.watched.order, payerBusy: event.watched.payerBusy })),
        },
      },
      initial: 'opening',
      states: {
        opening: { always: toOtherPhases('opening') },
        paying: {
          always: toOtherPhases('paying'),
          on: { 'tap.cancel': { actions: sendTo('followOrder', { type: 'giveUp' }) } },
        },
        cancelling: {
          always: toOtherPhases('cancelling'),
          after: {
            lateReversal: { target: '#registration.done', actions: { type: 'endWithOrder', params: 'notPaid' } },
          },
        },
        confirming: {
          always: toOtherPhases('confirming'),
          after: {
            lateConfirmation: {
              target: '#registration.done',
              actions: { type: 'endWithOrder', params: 'lateConfirmation' },
            },
          },
        },
        refunding: {
          always: toOtherPhases('refunding'),
          after: {
            lateReversal: { target: '#registration.done', actions: { type: 'endWithOrder', params: undefined } },
          },
        },
        fulfilled: {
          // The order is still followed here, so that its slip is known to be this visit's to print.
          invoke: {
            src: 'printSlip',
            input: ({ context }) => {
              const order = known(context.order);
              return { order: order.order, ticket: known(order.ticket), appointment: appointmentOf(context) };
            },
            onDone: {
              target: '#registration.done',
              actions: assign(({ context, event }) => ({ ending: registered(context, event.output) })),
            },
            onError: {
              target: '#registration.done',
              actions: assign(({ context }) => ({
                ending: registered(context, { ok: false, fault: 'hardwareError' }),
              })),
            },
          },
        },
        ended: {
          always: [
            { guard: 'wasCancelledByPatient', target: '#registration.loadingDoctors', actions: 'forgetOrder' },
            { target: '#registration.done', actions: { type: 'endWithOrder', params: undefined } },
          ],
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});

function registered(context: RegistrationContext, slip: Outcome): Ending {
  const order = known(context.order);
  const ticket = known(order.ticket);
  return {
    kind: 'registered',
    appointment: { ...appointmentOf(context), place: ticket.place, day: ticket.day, from: ticket.from, to: ticket.to },
    queueNumber: ticket.queueNumber,
    orderNumber: order.order,
    slip: slip.ok ? { printed: true } : { printed: false, fault: slip.fault satisfies Fault },
  };
}
