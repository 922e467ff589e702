import { assign, sendTo } from 'xstate';
import type { Fault, Outcome } from '../../device-drivers/contract/fault.ts';
import { type Ending, troubled } from './ending.ts';
import { type Phase, phases } from './order-phase.ts';
import { pageCount, pageSizes } from './paging.ts';
import { appointmentOf, known, type RegistrationContext, registrationSetup, slotsOf } from './registration-setup.ts';

/** Taps that turn the pages of a list; `pages` tells how many it has. */
const paging = (pages: (context: RegistrationContext) => number) =>
  ({
    'tap.nextPage': {
      guard: { type: 'hasNextPage', params: ({ context }: { context: RegistrationContext }) => pages(context) },
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
