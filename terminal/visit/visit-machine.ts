import { assign, fromPromise, raise, type SnapshotFrom, setup } from 'xstate';
import type { Ending } from '../flows/ending.ts';
import { registrationMachine } from '../flows/registration-machine.ts';
import type { TapEvent } from '../flows/tap-event.ts';
import type { VisitEnding } from '../journal/entry.ts';
import type { ErrandTile, Language } from '../screen.ts';

/** How long the terminal waits for a patient, in milliseconds. */
export interface Patience {
  /** Silence on a screen that waits for the patient, before the warning. */
  readonly inactivity: number;
  /** From the warning to the end of the visit. */
  readonly warning: number;
  /** How long the last screen stays. */
  readonly farewell: number;
}

/** What the terminal can do right now, sensed outside the visit. */
export interface Services {
  readonly errands: readonly ErrandTile[];
  readonly cardOnReader: boolean;
}

export interface VisitInput {
  readonly now: () => number;
  readonly today: () => string;
  readonly patience: Patience;
  readonly services: Services;
}

export interface VisitContext extends Omit<VisitInput, 'now' | 'today'> {
  readonly clock: Pick<VisitInput, 'now' | 'today'>;
  readonly language: Language;
  /** UTC milliseconds at which silence becomes a warning, or the warning the end; absent while silence does not count. */
  readonly silentUntil: number | undefined;
  /** UTC milliseconds at which the last screen goes. */
  readonly farewellUntil: number | undefined;
  /** The screen waits for the patient: silence counts. */
  readonly awaitsPatient: boolean;
  /** Where the errand stands, to notice when it moves. */
  readonly step: string;
  readonly ending: Ending;
  readonly timedOut: boolean;
  /** How the visit before this moment ended; its kind is all that is kept of it. */
  readonly last: VisitEnding;
}

export type VisitEvent =
  | TapEvent
  | { readonly type: 'services'; readonly services: Services }
  /** A tap was taken up by the errand: the patient is there. */
  | { readonly type: 'touched' }
  | { readonly type: 'moved' }
  | { readonly type: 'silence' };

const notSupplied = () => {
  throw new TypeError('supplied where the terminal is put together');
};

const nobody = {
  language: 'zh',
  silentUntil: undefined,
  farewellUntil: undefined,
  awaitsPatient: false,
  step: '',
  ending: { kind: 'left' },
  timedOut: false,
} as const satisfies Partial<VisitContext>;

/** One patient after the other: attract, menu, errand, farewell; and the silence in which a visit ends by itself. */
export const visitMachine = setup({
  types: {
    context: {} as VisitContext,
    events: {} as VisitEvent,
    input: {} as VisitInput,
    children: {} as { errand: 'registration' },
  },
  actors: {
    recover: fromPromise<void>(notSupplied),
    registration: registrationMachine,
  },
  guards: {
    isOpen: ({ context, event }) =>
      event.type === 'tap.errand' &&
      context.services.errands.some(({ errand, open }) => errand === event.errand && open),
    awaitsPatient: ({ context }) => context.awaitsPatient,
    left: (_, ending: Ending) => ending.kind === 'left',
  },
  actions: {
    forgetVisit: assign(({ context }) => ({ ...nobody, last: endingKind(context) })),
    countSilence: assign({
      silentUntil: ({ context }, kind: 'inactivity' | 'warning') =>
        context.awaitsPatient ? context.clock.now() + context.patience[kind] : undefined,
    }),
    awaitPatient: assign({ awaitsPatient: true }),
  },
  delays: {
    inactivity: ({ context }) => context.patience.inactivity,
    warning: ({ context }) => context.patience.warning,
    farewell: ({ context }) => context.patience.farewell,
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
        'tap.begin': 'present',
        'tap.language': { target: 'present', actions: assign({ language: ({ event }) => event.language }) },
      },
    },
    present: {
      type: 'parallel',
      on: {
        silence: { target: 'attract' },
        'tap.language': { actions: [assign({ language: ({ event }) => event.language }), raise({ type: 'touched' })] },
      },
      states: {
        doing: {
          initial: 'menu',
          states: {
            menu: {
              entry: 'awaitPatient',
              on: {
                'tap.errand': { guard: 'isOpen', target: 'errand' },
                'tap.back': '#visit.attract',
                'tap.cancel': '#visit.attract',
              },
            },
            errand: {
              invoke: {
                src: 'registration',
                id: 'errand',
                input: ({ context }) => ({ day: context.clock.today() }),
                onSnapshot: {
                  guard: ({ context, event }) => stepOf(event.snapshot) !== context.step,
                  actions: [
                    assign(({ event }) => ({
                      step: stepOf(event.snapshot),
                      awaitsPatient: event.snapshot.hasTag('patient'),
                    })),
                    raise({ type: 'moved' }),
                  ],
                },
                onDone: [
                  {
                    guard: { type: 'left', params: ({ event }) => event.output },
                    target: '#visit.attract',
                  },
                  {
                    target: 'farewell',
                    actions: assign({ ending: ({ event }) => event.output }),
                  },
                ],
                onError: {
                  target: 'farewell',
                  actions: assign({
                    ending: { kind: 'trouble', trouble: 'terminalFault', money: { money: 'untouched' } },
                  }),
                },
              },
            },
            farewell: {
              entry: assign(({ context }) => ({
                awaitsPatient: false,
                silentUntil: undefined,
                farewellUntil: context.clock.now() + context.patience.farewell,
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
    /** The journal could not be taken up. Only a technician ends this. */
    broken: { entry: 'forgetVisit' },
  },
});

export type VisitSnapshot = SnapshotFrom<typeof visitMachine>;

function endingKind({ timedOut, ending }: VisitContext): VisitEnding {
  if (timedOut) return 'timedOut';
  if (ending.kind === 'registered') return 'completed';
  return ending.kind === 'trouble' ? 'trouble' : 'abandoned';
}

const stepOf = (snapshot: { readonly value: unknown }): string => JSON.stringify(snapshot.value);
