import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { Fault, Outcome } from '../../../device-drivers/contract/fault.ts';
import type { Watched } from '../../money/money-port.ts';
import type { Order } from '../../money/order.ts';
import { hasSlip, isGivingBack, type Purpose } from '../../money/purpose.ts';
import type { Again, Thing, Trouble, Work } from '../../screen/words.ts';
import type { Ending } from '../ending.ts';
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

export interface SettlementContext {
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

export const orderOf = (context: SettlementContext): Order => known(context.watched).order;

/** What the patient has in the end, once it is theirs. */
export function handed(context: SettlementContext): Handed {
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

export function doneWith(context: SettlementContext, slip: Outcome | undefined): Ending {
  const { purpose } = context.request;
  const told = slip && (slip.ok ? { printed: true as const } : { printed: false as const, fault: slip.fault });
  return {
    kind: 'done',
    ...handed(context),
    ...(told && { slip: told }),
    take: thingsOf(purpose, slip?.ok === true),
  };
}

export function troubleEnding(context: SettlementContext, trouble: Trouble | undefined): Ending {
  const order = orderOf(context);
  const pagesWanted = context.request.purpose.kind === 'reports' ? context.request.pages : undefined;
  const silence = context.gaveUp && order.abandoned === 'patient' && order.payment !== 'paid';
  const why = silence ? 'hospitalSilent' : (trouble ?? troubleOf(order, context.deliveryFault));
  return endingOf(order, why, pagesWanted);
}

/** The transitions by which a phase of the order gives way to any other. */
export const toOtherPhases = (own: Phase) =>
  phases
    .filter((phase) => phase !== own)
    .map((phase) => ({ guard: { type: 'isPhase', params: phase }, target: phase }) as const);

/** What the chart of the settlement is made of: its types, the actors it names, its guards and waits. */
export const settlementSetup = setup({
  types: {
    context: {} as SettlementContext,
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
    /** Who is told of the hospital's silence goes back to no list, and waits for no release. */
    isToldOfSilence: ({ context }) => wasGivenUp(orderOf(context)) && context.gaveUp,
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
});
