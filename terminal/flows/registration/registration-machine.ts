import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { asking, identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { trialOf } from '../trial.ts';
import { beginning, orderOf, type RegistrationContext, registrationSetup, slotsOf } from './registration-setup.ts';

/** A number of today, or of a day ahead: identify, day, department, doctor, period, review, settlement. */
export const registrationMachine = registrationSetup.createMachine({
  id: 'registration',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('findingDays'),
    findingDays: { always: [{ guard: 'hasOneDay', target: 'loadingDepartments' }, { target: 'choosingDay' }] },
    choosingDay: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isDay',
          target: 'loadingDepartments',
          actions: assign({ day: ({ event }) => event.id }),
        },
        'tap.back': 'done',
        'tap.cancel': 'done',
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
            actions: assign(({ event }) => (event.output.ok ? { departments: event.output.departments } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosingDepartment: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isDepartment',
          target: 'loadingDoctors',
          actions: assign({
            department: ({ context, event }) => context.departments.find(({ id }) => id === event.id),
          }),
        },
        'tap.back': [{ guard: 'hasOneDay', target: 'done' }, { target: 'choosingDay' }],
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
            actions: assign(({ event }) => (event.output.ok ? { doctors: event.output.doctors } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosingDoctor: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isDoctor',
          target: 'choosingPeriod',
          actions: assign({ doctor: ({ context, event }) => context.doctors.find(({ id }) => id === event.id) }),
        },
        'tap.back': 'choosingDepartment',
        'tap.cancel': 'done',
      },
    },
    choosingPeriod: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isFreeSlot',
          target: 'asking',
          actions: assign({ slot: ({ context, event }) => slotsOf(context).find(({ id }) => id === event.id) }),
        },
        'tap.back': 'choosingDoctor',
        'tap.cancel': 'done',
      },
    },
    asking: asking(
      ({ patient, slot }: RegistrationContext) => trialOf(known(patient), { kind: 'slot', slotId: known(slot).id }),
      'reviewing',
    ),
    reviewing: {
      tags: 'patient',
      on: {
        'tap.confirm': 'settling',
        'tap.back': 'choosingPeriod',
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loadingDoctors'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
