/**
 * The states errands share: who is here, what insurance would bear, one order. Machines that use them name their child
 * actors `identify` and `settlement`, and have the actions `keepPatient`, `keepSplit` and `end` and a final state `done`.
 */
import type { Outcome } from '../../device-drivers/contract/fault.ts';
import type { Split } from '../screen/parts.ts';
import type { Way } from '../screen/words.ts';
import { type Ending, left, troubled } from './ending.ts';
import { type Loaded, troubleIn } from './loaded.ts';
import type { Identified, KnownPatient } from './patient.ts';
import type { Handed } from './settlement/handed.ts';
import type { OrderRequest } from './settlement/order-request.ts';
import type { Settled } from './settlement/settlement-setup.ts';
import type { Trial } from './trial.ts';

interface Done<T> {
  readonly event: { readonly output: T };
}

/** How an errand ends that found nobody to do it for. */
export const endingOf = (identified: Identified): Ending =>
  identified.kind === 'trouble' ? troubled(identified.trouble) : left;

function patientIn(identified: Identified): KnownPatient {
  if (identified.kind !== 'patient') throw new TypeError('nobody was identified');
  return identified.patient;
}

/** Somebody who was identified: `next` is where they go from here. */
export const foundPatient = <Next extends string>(next: Next) =>
  ({
    guard: ({ event }: Done<Identified>) => event.output.kind === 'patient',
    target: next,
    actions: { type: 'keepPatient', params: ({ event }: Done<Identified>) => patientIn(event.output) },
  }) as const;

/** Nobody, or somebody the hospital cannot serve here. */
export const foundNobody = {
  target: 'done',
  actions: { type: 'end', params: ({ event }: Done<Identified>) => endingOf(event.output) },
} as const;

/** Who is here, in any of the errand's ways. */
export const identifying = <Next extends string>(next: Next) =>
  ({
    tags: 'patient',
    invoke: {
      src: 'identify',
      id: 'identify',
      input: ({ context }: { context: { readonly ways: readonly Way[] } }) => ({
        ways: context.ways,
        newcomers: false,
      }),
      // Nothing to do but to be seen: what stands on the screen is in the identifying machine.
      onSnapshot: {},
      onDone: [foundPatient(next), foundNobody],
    },
  }) as const;

type Tried = Loaded<{ readonly split: Split }>;

function splitIn(tried: Tried): Split {
  if (!tried.ok) throw new TypeError('insurance did not say');
  return tried.split;
}

/** What insurance would bear, before anything is held. */
export const asking = <Context, Next extends string>(askedOf: (context: Context) => Trial, next: Next) =>
  ({
    invoke: {
      src: 'trial',
      input: ({ context }: { context: Context }) => askedOf(context),
      onDone: [
        {
          guard: ({ event }: Done<Tried>) => event.output.ok,
          target: next,
          actions: { type: 'keepSplit', params: ({ event }: Done<Tried>) => splitIn(event.output) },
        },
        {
          target: 'done',
          actions: { type: 'end', params: ({ event }: Done<Tried>) => troubled(troubleIn(event.output)) },
        },
      ],
    },
    on: { 'tap.cancel': 'done' },
  }) as const;

/** One order from its first ask to its last slip. `givenUp`: where a patient is who did not pay after all. */
export const settling = <Context, Back extends string>(orderOf: (context: Context) => OrderRequest, givenUp: Back) =>
  ({
    invoke: {
      src: 'settlement',
      id: 'settlement',
      input: ({ context }: { context: Context }) => orderOf(context),
      onSnapshot: {},
      onDone: [
        { guard: ({ event }: Done<Settled>) => event.output.kind === 'givenUp', target: givenUp },
        {
          target: 'done',
          actions: {
            type: 'end',
            params: ({ event }: Done<Settled>): Ending => (event.output.kind === 'givenUp' ? left : event.output),
          },
        },
      ],
      onError: { target: 'done', actions: { type: 'end', params: troubled('terminalFault') } },
    },
  }) as const;

/** A paper that belongs to no order of this visit, and the end of the errand that asked for it. */
export const printing = <Context>(paperOf: (context: Context) => Handed, ending: (context: Context) => Ending) =>
  ({
    invoke: {
      src: 'printPaper',
      input: ({ context }: { context: Context }) => paperOf(context),
      onDone: [
        {
          guard: ({ event }: Done<Outcome>) => event.output.ok,
          target: 'done',
          actions: { type: 'end', params: ({ context }: { context: Context }) => ending(context) },
        },
        {
          target: 'done',
          actions: {
            type: 'end',
            params: ({ event }: Done<Outcome>) => troubled(event.output.ok ? 'terminalFault' : event.output.fault),
          },
        },
      ],
      onError: { target: 'done', actions: { type: 'end', params: troubled('hardwareError') } },
    },
  }) as const;
