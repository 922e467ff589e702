import { type ActorRefFrom, assign, fromPromise, raise, type SnapshotFrom, setup } from 'xstate';
import { cardMachine } from '../flows/card/card-machine.ts';
import { collectionMachine } from '../flows/collection/collection-machine.ts';
import type { Ending } from '../flows/ending.ts';
import type { ErrandInput } from '../flows/errand-input.ts';
import type { identifyMachine } from '../flows/identify/identify-machine.ts';
import { paymentMachine } from '../flows/payment/payment-machine.ts';
import { recordsMachine } from '../flows/records/records-machine.ts';
import { refundMachine } from '../flows/refund/refund-machine.ts';
import { registrationMachine } from '../flows/registration/registration-machine.ts';
import { reportMachine } from '../flows/report/report-machine.ts';
import { reprintMachine } from '../flows/reprint/reprint-machine.ts';
import type { settlementMachine } from '../flows/settlement/settlement-machine.ts';
import { known, supplied } from '../flows/supplied.ts';
import { technicianMachine } from '../flows/technician/technician-machine.ts';
import type { ErrandName } from '../screen/errands.ts';
import { withMode } from '../screen/modes.ts';
import {
  endingKind,
  nobody,
  patienceOf,
  type VisitContext,
  type VisitEvent,
  type VisitInput,
} from './visit-context.ts';

/** As much of an errand's snapshot as the visit looks at. */
interface ErrandSnapshot {
  readonly value: unknown;
  readonly children: { readonly identify?: { getSnapshot(): { readonly value: unknown } } | undefined };
  hasTag(tag: 'patient'): boolean;
}

interface Step {
  readonly at: string;
  readonly awaitsPatient: boolean;
}

const stepOf = (snapshot: ErrandSnapshot): Step => ({
  at: JSON.stringify([snapshot.value, snapshot.children.identify?.getSnapshot().value]),
  awaitsPatient: snapshot.hasTag('patient'),
});

/** What every errand is in a visit: it is begun with the day and the policies, watched, and ends the visit. */
const errand = <Name extends ErrandName>(name: Name) =>
  ({
    invoke: {
      src: name,
      id: 'errand',
      input: ({ context }: { context: VisitContext }): ErrandInput => ({
        today: context.clock.today(),
        ways: context.services.ways[name],
        policy: known(context.services.policy),
      }),
      onSnapshot: {
        guard: {
          type: 'hasMoved',
          params: ({ event }: { event: { snapshot: ErrandSnapshot } }) => stepOf(event.snapshot),
        },
        actions: [
          { type: 'noteStep', params: ({ event }: { event: { snapshot: ErrandSnapshot } }) => stepOf(event.snapshot) },
          { type: 'tellMoved' },
        ],
      },
      onDone: [
        {
          guard: { type: 'hasLeft', params: ({ event }: { event: { output: Ending } }) => event.output },
          target: '#visit.attract',
        },
        {
          target: 'farewell',
          actions: { type: 'keepEnding', params: ({ event }: { event: { output: Ending } }) => event.output },
        },
      ],
      onError: {
        target: 'farewell',
        actions: {
          type: 'keepEnding',
          params: (): Ending => ({ kind: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' } }),
        },
      },
    },
  }) as const;

const begins = <Name extends ErrandName>(name: Name) =>
  ({ guard: { type: 'isOpen', params: name }, target: name }) as const;

/** One patient after the other: attract, menu, errand, farewell; and the silence in which a visit ends by itself. */
export const visitMachine = setup({
  types: {
    context: {} as VisitContext,
    events: {} as VisitEvent,
    input: {} as VisitInput,
    children: {} as { errand: ErrandName; technician: 'technician' },
  },
  actors: {
    recover: fromPromise<void>(supplied),
    registration: registrationMachine,
    collection: collectionMachine,
    payment: paymentMachine,
    report: reportMachine,
    card: cardMachine,
    refund: refundMachine,
    records: recordsMachine,
    reprint: reprintMachine,
    technician: technicianMachine,
  },
  guards: {
    isOpen: ({ context, event }, name: ErrandName) =>
      event.type === 'tap.errand' &&
      event.errand === name &&
      context.services.errands.some(({ errand, open }) => errand === name && open),
    mayService: ({ context }) => context.technician !== undefined,
    isInService: ({ context }) => context.services.inService,
    awaitsPatient: ({ context }) => context.awaitsPatient,
    hasLeft: (_, ending: Ending) => ending.kind === 'left',
    hasMoved: ({ context }, step: Step) => step.at !== context.step,
  },
  actions: {
    forgetVisit: assign(({ context }) => ({ ...nobody, last: endingKind(context) })),
    countSilence: assign({
      silentUntil: ({ context }, kind: 'inactivity' | 'warning') =>
        context.awaitsPatient ? context.clock.now() + patienceOf(context, kind) : undefined,
    }),
    takeMode: assign({
      modes: ({ context, event }) =>
        event.type === 'tap.mode' ? withMode(context.modes, event.mode, event.on) : context.modes,
    }),
    awaitPatient: assign({ awaitsPatient: true }),
    noteStep: assign((_, { at, awaitsPatient }: Step) => ({ step: at, awaitsPatient })),
    tellMoved: raise({ type: 'moved' }),
    keepEnding: assign((_, ending: Ending) => ({ ending })),
  },
  delays: {
    inactivity: ({ context }) => patienceOf(context, 'inactivity'),
    warning: ({ context }) => patienceOf(context, 'warning'),
    farewell: ({ context }) => patienceOf(context, 'farewell'),
  },
}).createMachine({
  id: 'visit',
  context: ({ input: { now, today, ...input } }) => ({
    ...input,
    ...nobody,
    last: 'interrupted',
    clock: { now, today },
  }),
  initial: 'starting',
  on: {
    services: { actions: assign({ services: ({ event }) => event.services }) },
  },
  states: {
    starting: { invoke: { src: 'recover', onDone: 'attract', onError: 'broken' } },
    attract: {
      entry: 'forgetVisit',
      on: {
        'tap.begin': { guard: 'isInService', target: 'present' },
        'tap.language': {
          guard: 'isInService',
          target: 'present',
          actions: assign({ language: ({ event }) => event.language }),
        },
        'tap.mode': { guard: 'isInService', target: 'present', actions: 'takeMode' },
        'tap.technician': { guard: 'mayService', target: 'serviced' },
      },
    },
    present: {
      type: 'parallel',
      on: {
        silence: { target: 'attract' },
        'tap.language': { actions: [assign({ language: ({ event }) => event.language }), raise({ type: 'touched' })] },
        'tap.mode': { actions: ['takeMode', raise({ type: 'touched' })] },
      },
      states: {
        doing: {
          initial: 'menu',
          states: {
            menu: {
              entry: 'awaitPatient',
              on: {
                'tap.errand': [
                  begins('registration'),
                  begins('collection'),
                  begins('payment'),
                  begins('report'),
                  begins('card'),
                  begins('refund'),
                  begins('records'),
                  begins('reprint'),
                ],
                'tap.back': '#visit.attract',
                'tap.cancel': '#visit.attract',
              },
            },
            registration: errand('registration'),
            collection: errand('collection'),
            payment: errand('payment'),
            report: errand('report'),
            card: errand('card'),
            refund: errand('refund'),
            records: errand('records'),
            reprint: errand('reprint'),
            farewell: {
              entry: assign(({ context }) => ({
                awaitsPatient: false,
                silentUntil: undefined,
                farewellUntil: context.clock.now() + patienceOf(context, 'farewell'),
              })),
              after: { farewell: '#visit.attract' },
              on: { 'tap.finish': '#visit.attract' },
            },
          },
        },
        watch: {
          initial: 'quiet',
          on: {
            moved: '.quiet',
            touched: '.quiet',
            'tap.errand': '.quiet',
          },
          states: {
            quiet: {
              entry: { type: 'countSilence', params: 'inactivity' },
              after: {
                inactivity: [
                  { guard: 'awaitsPatient', target: 'warned' },
                  { target: 'quiet', reenter: true },
                ],
              },
            },
            warned: {
              entry: { type: 'countSilence', params: 'warning' },
              after: { warning: { actions: [assign({ timedOut: true }), raise({ type: 'silence' })] } },
              on: { 'tap.moreTime': 'quiet' },
            },
          },
        },
      },
    },
    /** A technician is here. It is no visit: nothing of it counts as use. */
    serviced: {
      invoke: {
        src: 'technician',
        id: 'technician',
        input: ({ context }) => known(context.technician),
        onSnapshot: {},
        onDone: 'attract',
        onError: 'attract',
      },
    },
    /** The journal could not be taken up. Only a technician ends this. */
    broken: { entry: 'forgetVisit' },
  },
});

export type VisitSnapshot = SnapshotFrom<typeof visitMachine>;

/** What is done in the visit going on: an errand, or what comes before it or after it. */
export const doingIn = ({ value }: VisitSnapshot) =>
  typeof value === 'object' && 'present' in value ? value.present.doing : undefined;

/** The machines most errands run inside them. */
export interface Inside {
  readonly identify?: ActorRefFrom<typeof identifyMachine>;
  readonly settlement?: ActorRefFrom<typeof settlementMachine>;
}

/** What runs inside the errand going on. The ids are the same in every errand; their union hides that from the compiler. */
export const insideOf = (snapshot: VisitSnapshot): Inside =>
  (snapshot.children.errand?.getSnapshot().children ?? {}) as Inside;
