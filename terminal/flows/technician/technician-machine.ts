import { assign, fromPromise, setup } from 'xstate';
import type { DeviceKind } from '../../../device-drivers/contract/device-event.ts';
import type { Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Again } from '../../screen/words.ts';
import type { AccessAnswer } from '../../technician/access.ts';
import { type Action, type ActionName, actionIn } from '../../technician/action.ts';
import { type Ending, left, troubled } from '../ending.ts';
import type { JournalFailed } from '../errand-input.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';

export interface TechnicianInput {
  /** The devices this terminal has. */
  readonly devices: readonly DeviceKind[];
  /** Milliseconds without a tap: `asking` for PIN and code each, `inside` until the technician has left. */
  readonly patience: { readonly asking: number; readonly inside: number };
}

export interface Credentials {
  readonly pin: string;
  readonly code: string;
}

export interface Count {
  readonly device: DeviceKind;
  readonly count: number;
}

export interface Departure {
  readonly timedOut: boolean;
}

interface Context extends TechnicianInput {
  /** Kept from the pad to the check, and no longer. */
  readonly pin: string;
  readonly code: string;
  readonly again: Again | undefined;
  readonly chosen: Action | undefined;
  readonly count: number;
  /** What came of the last self-test or refill. */
  readonly last: { readonly device: DeviceKind; readonly outcome: Outcome } | undefined;
  readonly timedOut: boolean;
  readonly ending: Ending;
}

/** Cards or sheets in a device: nobody loads more than four digits of them. */
const aCount = /^\d{1,4}$/;

/**
 * Somebody services the terminal: PIN and one-time code, then devices, counters and the service itself. Who goes away
 * without leaving is taken to have left. Everything done is in the journal; without it nothing can be done.
 */
export const technicianMachine = setup({
  types: {
    context: {} as Context,
    events: {} as TapEvent | JournalFailed,
    input: {} as TechnicianInput,
    output: {} as Ending,
  },
  actors: {
    checkAccess: fromPromise<AccessAnswer, Credentials>(supplied),
    testDevice: fromPromise<Outcome, { readonly device: DeviceKind }>(supplied),
    countSupply: fromPromise<void, Count>(supplied),
    emptyBin: fromPromise<Outcome, { readonly device: DeviceKind }>(supplied),
    changeService: fromPromise<void>(supplied),
    leave: fromPromise<void, Departure>(supplied),
  },
  guards: {
    isAction: ({ context, event }, name: ActionName) =>
      event.type === 'tap.choose' && actionIn(event.id, context.devices)?.name === name,
    is: ({ event }, id: string) => event.type === 'tap.choose' && event.id === id,
    isCount: ({ event }) => event.type === 'tap.enter' && aCount.test(event.text),
  },
  actions: {
    keepAction: assign({
      chosen: ({ context, event }) =>
        event.type === 'tap.choose' ? actionIn(event.id, context.devices) : context.chosen,
      again: undefined,
    }),
    keepOutcome: assign(({ context }, outcome: Outcome) => ({
      last: { device: known(context.chosen).device, outcome },
    })),
    say: assign({ again: (_, again: Again) => again }),
    forget: assign({ pin: '', code: '' }),
    outOfTime: assign({ timedOut: true }),
    stumble: assign({ ending: troubled('terminalFault') }),
  },
  delays: {
    asking: ({ context }) => context.patience.asking,
    inside: ({ context }) => context.patience.inside,
  },
}).createMachine({
  id: 'technician',
  context: ({ input }) => ({
    ...input,
    pin: '',
    code: '',
    again: undefined,
    chosen: undefined,
    count: 0,
    last: undefined,
    timedOut: false,
    ending: left,
  }),
  initial: 'askingPin',
  on: { journalFailed: { target: '.done', actions: 'stumble' } },
  states: {
    askingPin: {
      after: { asking: 'done' },
      on: {
        'tap.enter': {
          target: 'askingCode',
          actions: assign({ pin: ({ event }) => event.text, again: undefined }),
        },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    askingCode: {
      after: { asking: 'done' },
      on: {
        'tap.enter': { target: 'checking', actions: assign({ code: ({ event }) => event.text }) },
        'tap.back': { target: 'askingPin', actions: 'forget' },
        'tap.cancel': 'done',
      },
    },
    checking: {
      invoke: {
        src: 'checkAccess',
        input: ({ context: { pin, code } }) => ({ pin, code }),
        onDone: [
          { guard: ({ event }) => event.output === 'entered', target: 'inside' },
          {
            guard: ({ event }) => event.output === 'locked',
            target: 'done',
            actions: assign({ ending: troubled('tooManyTries') }),
          },
          { target: 'askingPin', actions: { type: 'say', params: 'wrongCode' } },
        ],
        onError: { target: 'done', actions: 'stumble' },
      },
      exit: 'forget',
    },
    inside: {
      initial: 'overview',
      states: {
        overview: {
          after: { inside: { target: '#technician.leaving', actions: 'outOfTime' } },
          on: {
            'tap.choose': [
              { guard: { type: 'isAction', params: 'test' }, target: 'testing', actions: 'keepAction' },
              { guard: { type: 'isAction', params: 'cards' }, target: 'counting', actions: 'keepAction' },
              { guard: { type: 'isAction', params: 'sheets' }, target: 'counting', actions: 'keepAction' },
              { guard: { type: 'isAction', params: 'bin' }, target: 'emptyingBin', actions: 'keepAction' },
              { guard: { type: 'is', params: 'service' }, target: 'changingService' },
              { guard: { type: 'is', params: 'leave' }, target: '#technician.leaving' },
            ],
            'tap.back': '#technician.leaving',
            'tap.cancel': '#technician.leaving',
          },
        },
        testing: {
          invoke: {
            src: 'testDevice',
            input: ({ context }) => ({ device: known(context.chosen).device }),
            onDone: {
              target: 'overview',
              actions: { type: 'keepOutcome', params: ({ event }) => event.output },
            },
            onError: { target: '#technician.leaving', actions: 'stumble' },
          },
        },
        counting: {
          after: { inside: { target: '#technician.leaving', actions: 'outOfTime' } },
          on: {
            'tap.enter': [
              { guard: 'isCount', target: 'noting', actions: assign({ count: ({ event }) => Number(event.text) }) },
              { target: 'counting', reenter: true, actions: { type: 'say', params: 'notANumber' } },
            ],
            'tap.back': 'overview',
            'tap.cancel': '#technician.leaving',
          },
        },
        noting: {
          invoke: {
            src: 'countSupply',
            input: ({ context }) => ({ device: known(context.chosen).device, count: context.count }),
            onDone: { target: 'overview', actions: { type: 'keepOutcome', params: { ok: true } } },
            onError: { target: '#technician.leaving', actions: 'stumble' },
          },
        },
        emptyingBin: {
          // The machine's own counter is asked for as well; one that says nothing keeps nobody.
          after: { inside: { target: '#technician.leaving', actions: 'outOfTime' } },
          invoke: {
            src: 'emptyBin',
            input: ({ context }) => ({ device: known(context.chosen).device }),
            onDone: {
              target: 'overview',
              actions: { type: 'keepOutcome', params: ({ event }) => event.output },
            },
            onError: { target: '#technician.leaving', actions: 'stumble' },
          },
        },
        changingService: {
          invoke: {
            src: 'changeService',
            onDone: 'overview',
            onError: { target: '#technician.leaving', actions: 'stumble' },
          },
        },
      },
    },
    leaving: {
      invoke: {
        src: 'leave',
        input: ({ context: { timedOut } }) => ({ timedOut }),
        onDone: 'done',
        onError: { target: 'done', actions: 'stumble' },
      },
    },
    done: { type: 'final', entry: 'forget' },
  },
  output: ({ context }) => context.ending,
});
