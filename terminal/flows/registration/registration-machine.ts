import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { pageCount, pageSizes, paging } from '../paging.ts';
import { identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { trialOf } from '../trial.ts';
import {
  beginning,
  daysOf,
  orderOf,
  type RegistrationContext,
  registrationSetup,
  slotsOf,
} from './registration-setup.ts';

const pages = (pagesOf: (context: RegistrationContext) => number) => paging(pagesOf);

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
        ...pages((context) => pageCount(daysOf(context).length, pageSizes.departments)),
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
            actions: assign(({ event }) => (event.output.ok ? { departments: event.output.departments, page: 1 } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
    choosingDepartment: {
      tags: 'patient',
      on: {
        ...pages((context) => pageCount(context.departments.length, pageSizes.departments)),
        'tap.choose': {
          guard: 'isDepartment',
          target: 'loadingDoctors',
          actions: assign({
            department: ({ context, event }) => context.departments.find(({ id }) => id === event.id),
          }),
        },
        'tap.back': [
          { guard: 'hasOneDay', target: 'done' },
          { target: 'choosingDay', actions: 'firstPage' },
        ],
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
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
    choosingDoctor: {
      tags: 'patient',
      on: {
        ...pages((context) => pageCount(context.doctors.length, pageSizes.doctors)),
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
        ...pages((context) => pageCount(slotsOf(context).length, pageSizes.periods)),
        'tap.choose': {
          guard: 'isFreeSlot',
          target: 'asking',
          actions: assign({ slot: ({ context, event }) => slotsOf(context).find(({ id }) => id === event.id) }),
        },
        'tap.back': { target: 'choosingDoctor', actions: 'firstPage' },
        'tap.cancel': 'done',
      },
    },
    /** What insurance would bear, before anything is held. */
    asking: {
      invoke: {
        src: 'trial',
        input: ({ context }) => trialOf(known(context.patient), { kind: 'slot', slotId: known(context.slot).id }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'reviewing',
            actions: assign(({ event }) => (event.output.ok ? { split: event.output.split } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
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
