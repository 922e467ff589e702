import { assign, fromCallback, fromPromise, sendTo, setup } from 'xstate';
import type { Fault, Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Watched } from '../../money/money.ts';
import type { Order } from '../../money/order.ts';
import { hasSlip, isGivingBack, type Purpose } from '../../money/purpose.ts';
import type { Again, Thing, Trouble, Work } from '../../screen/words.ts';
import { type Ending, left, troubled } from '../ending.ts';
import type { JournalFailed } from '../errand-input.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { givenBack, type Handed, handedOf } from './handed.ts';
import { endingOf, type Phase, phaseOf, phases, troubleOf, wasGivenUp } from './order-phase.ts';
import type { OrderRequest } from './order-request.ts';

export type OrderCommand = { readonly type: 'giveUp' } | { readonly type: 'charge'; readonly payerCode: string };

/** How far a device is with what is delivered. */
export type DeliveryEvent =
  | { readonly type: 'delivering'; readonly work: Work }
  | { readonly type: 'pagesOut'; readonly pages: number }
  | { readonly type: 'deliveryFailed'; readonly fault: Fault }
  | { readonly type: 'cardAtGate' };

export type SettlementEvent =
  | TapEvent
  | { readonly type: 'order'; readonly watched: Watched }
  | JournalFailed
  | { readonly type: 'scanned'; readonly outcome: Outcome<{ payerCode: string }> }
  | DeliveryEvent;

export interface SlipRequest {
  readonly handed: Handed;
}

/** `givenUp`: the patient did not pay after all, and nothing was taken. */
export type Settled = Ending | { readonly kind: 'givenUp' };

interface Context {
  readonly request: OrderRequest;
  readonly watched: Watched | undefined;
  readonly again: Again | undefined;
  readonly work: Work;
  readonly pagesOut: number;
  readonly deliveryFault: Fault | undefined;
  readonly cardAtGate: boolean;
  /** The hospital took too long before anything could be paid: given up on the patient's behalf. */
  readonly gaveUp: boolean;
  readonly ending: Settled;
}

const orderOf = (context: Context): Order => known(context.watched).order;

/** What the patient has in the end, once it is theirs. */
export function handed(context: Context): Handed {
  const { request } = context;
  const { order, confirmation } = known(context.watched);
  if (isGivingBack(order.purpose)) return givenBack(order, request.rows);
  return handedOf(order.purpose.kind, request.rows, known(confirmation));
}

const thingsOf = (purpose: Purpose, slip: boolean): Thing[] => {
  const things: Thing[] = [];
  if (purpose.kind === 'card') things.push('hospitalCard');
  if (purpose.kind === 'reports') things.push('reports');
  return slip ? [...things, 'slip'] : things;
};

function doneWith(context: Context, slip: Outcome | undefined): Ending {
  const { purpose } = context.request;
  const told = slip && (slip.ok ? { printed: true as const } : { printed: false as const, fault: slip.fault });
  return {
    kind: 'done',
    ...handed(context),
    ...(told && { slip: told }),
    take: thingsOf(purpose, slip?.ok === true),
  };
}

function troubleEnding(context: Context, trouble: Trouble | undefined): Ending {
  const order = orderOf(context);
  const pagesWanted = context.request.purpose.kind === 'reports' ? context.request.pages : undefined;
  const silence = context.gaveUp && order.abandoned === 'patient' && order.payment !== 'paid';
  const why = silence ? 'hospitalSilent' : (trouble ?? troubleOf(order, context.deliveryFault));
  return endingOf(order, why, pagesWanted);
}

/** The transitions by which a phase of the order gives way to any other. */
const toOtherPhases = (own: Phase) =>
  phases
    .filter((phase) => phase !== own)
    .map((phase) => ({ guard: { type: 'isPhase', params: phase }, target: phase }) as const);

/**
 * One order from its first ask to its last slip, as the patient lives it: held, paid, delivered, confirmed, handed over,
 * or given back. Every errand that takes or gives anything runs one. The order itself is `terminal/money`'s, and goes on
 * when nobody looks.
 */
export const settlementMachine = setup({
  types: {
    context: {} as Context,
    events: {} as SettlementEvent,
    input: {} as OrderRequest,
    output: {} as Settled,
    children: {} as { followOrder: 'followOrder' },
  },
  actors: {
    /** Whether what is to come out can come out, looked at before anything is taken. */
    checkDevices: fromPromise<Outcome, OrderRequest>(supplied),
    followOrder: fromCallback<OrderCommand, OrderRequest>(supplied),
    /** Looks for a payer's code while the order can be paid; where there is no scanner it never says anything. */
    scanPayerCode: fromCallback<TapEvent>(supplied),
    /** Writes the card or prints the reports. What came of it reaches the order, and through it this machine. */
    deliver: fromCallback<TapEvent, { readonly order: Order; readonly request: OrderRequest }>(supplied),
    handOver: fromCallback<TapEvent, { readonly order: Order }>(supplied),
    printSlip: fromPromise<Outcome, SlipRequest>(supplied),
  },
  guards: {
    isPhase: ({ context }, phase: Phase) => context.watched !== undefined && phaseOf(orderOf(context)) === phase,
    wasGivenUp: ({ context }) => wasGivenUp(orderOf(context)) && !context.gaveUp,
    hasSlip: ({ context }) => hasSlip(context.request.purpose),
  },
  actions: {
    end: assign((_, ending: Settled) => ({ ending })),
    endWithOrder: assign(({ context }, trouble: Trouble | undefined) => ({ ending: troubleEnding(context, trouble) })),
  },
  delays: {
    /** How long a patient waits for the hospital before there is anything to pay. */
    lateOpening: 45_000,
    /** How long a patient waits for the hospital's word on a paid order before being told that it will come by itself. */
    lateConfirmation: 60_000,
    /** The same while an order is being closed or a refund asked for. */
    lateReversal: 30_000,
    /** How long an accepted refund is watched before the patient is told that it is on its way. */
    arrival: 8_000,
  },
}).createMachine({
  id: 'settlement',
  context: ({ input }) => ({
    request: input,
    watched: undefined,
    again: undefined,
    work: 'takingCard',
    pagesOut: 0,
    deliveryFault: undefined,
    cardAtGate: false,
    gaveUp: false,
    ending: left,
  }),
  initial: 'checking',
  on: {
    journalFailed: [
      {
        guard: ({ context }) => context.watched !== undefined,
        target: '.done',
        actions: { type: 'endWithOrder', params: 'terminalFault' },
      },
      { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } },
    ],
  },
  states: {
    checking: {
      invoke: {
        src: 'checkDevices',
        input: ({ context }) => context.request,
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
        input: ({ context }) => context.request,
        onError: { target: 'done', actions: { type: 'end', params: troubled('terminalFault') } },
      },
      on: {
        order: { actions: assign({ watched: ({ event }) => event.watched }) },
      },
      initial: 'opening',
      states: {
        opening: {
          always: toOtherPhases('opening'),
          after: {
            lateOpening: { actions: [assign({ gaveUp: true }), sendTo('followOrder', { type: 'giveUp' })] },
          },
        },
        paying: {
          always: toOtherPhases('paying'),
          initial: 'open',
          on: { 'tap.cancel': { actions: sendTo('followOrder', { type: 'giveUp' }) } },
          states: {
            open: {
              invoke: { src: 'scanPayerCode' },
              on: {
                scanned: [
                  {
                    guard: ({ event }) => event.outcome.ok,
                    target: 'charged',
                    actions: [
                      assign({ again: undefined }),
                      sendTo('followOrder', ({ event }) => ({
                        type: 'charge',
                        payerCode: event.outcome.ok ? event.outcome.payerCode : '',
                      })),
                    ],
                  },
                  {
                    guard: ({ event }) => !event.outcome.ok && event.outcome.fault === 'barcodeInvalid',
                    target: 'open',
                    reenter: true,
                    actions: assign({ again: 'barcodeInvalid' }),
                  },
                  // A scanner that breaks takes the shown code's place from nobody.
                  { target: 'unscanned' },
                ],
              },
            },
            charged: {
              on: {
                order: {
                  target: 'open',
                  guard: ({ event }) => event.watched.charge === 'refused',
                  actions: assign({ watched: ({ event }) => event.watched, again: 'barcodeInvalid' }),
                },
              },
            },
            unscanned: {},
          },
        },
        cancelling: {
          always: toOtherPhases('cancelling'),
          after: {
            lateReversal: { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'notPaid' } },
          },
        },
        delivering: {
          always: toOtherPhases('delivering'),
          invoke: {
            src: 'deliver',
            input: ({ context }) => ({ order: orderOf(context), request: context.request }),
            onError: { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'terminalFault' } },
          },
          on: {
            delivering: { actions: assign({ work: ({ event }) => event.work }) },
            pagesOut: { actions: assign({ pagesOut: ({ event }) => event.pages }) },
            deliveryFailed: { actions: assign({ deliveryFault: ({ event }) => event.fault }) },
          },
        },
        confirming: {
          always: toOtherPhases('confirming'),
          after: {
            lateConfirmation: {
              target: '#settlement.done',
              actions: { type: 'endWithOrder', params: 'lateConfirmation' },
            },
          },
        },
        handing: {
          always: toOtherPhases('handing'),
          invoke: {
            src: 'handOver',
            input: ({ context }) => ({ order: orderOf(context) }),
            onError: { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'cardCaptured' } },
          },
          on: {
            cardAtGate: { actions: assign({ cardAtGate: true }) },
            delivering: { actions: assign({ work: ({ event }) => event.work, cardAtGate: false }) },
          },
        },
        givingBack: {
          always: toOtherPhases('givingBack'),
          after: {
            lateConfirmation: {
              target: '#settlement.done',
              actions: { type: 'endWithOrder', params: 'lateConfirmation' },
            },
          },
        },
        arriving: {
          always: toOtherPhases('arriving'),
          after: { arrival: 'fulfilled' },
        },
        refunding: {
          always: toOtherPhases('refunding'),
          after: {
            lateReversal: { target: '#settlement.done', actions: { type: 'endWithOrder', params: undefined } },
          },
        },
        fulfilled: {
          initial: 'handing',
          states: {
            handing: {
              always: [
                { guard: 'hasSlip', target: 'printing' },
                {
                  target: '#settlement.done',
                  actions: assign(({ context }) => ({ ending: doneWith(context, undefined) })),
                },
              ],
            },
            // The order is still followed here, so that its slip is known to be this visit's to print.
            printing: {
              invoke: {
                src: 'printSlip',
                input: ({ context }) => ({ handed: handed(context) }),
                onDone: {
                  target: '#settlement.done',
                  actions: assign(({ context, event }) => ({ ending: doneWith(context, event.output) })),
                },
                onError: {
                  target: '#settlement.done',
                  actions: assign(({ context }) => ({
                    ending: doneWith(context, { ok: false, fault: 'hardwareError' }),
                  })),
                },
              },
            },
          },
        },
        ended: {
          always: [
            {
              guard: 'wasGivenUp',
              target: '#settlement.done',
              actions: { type: 'end', params: { kind: 'givenUp' } },
            },
            { target: '#settlement.done', actions: { type: 'endWithOrder', params: undefined } },
          ],
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
