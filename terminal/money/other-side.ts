import type { Act } from './order-entry.ts';
import { isGivingBack, type Opening, type Purpose } from './purpose.ts';

export const reverseAfter = 15_000;

export const fates = [
  'answered',
  'requestLost',
  'replyLost',
  'refused',
  'refusalLost',
  'cutBefore',
  'cutAfter',
] as const;
export type Fate = (typeof fates)[number];
export const events = [
  'payerPays',
  'payerScans',
  'patientGivesUp',
  'paidAtWindow',
  'doneWithAtWindow',
  'lockExpires',
  'somebodyGivesBack',
  'deviceFails',
  'minutePasses',
] as const;
export type Event = (typeof events)[number] | 'nothing';
/** What happens before a turn, and how the calls of that turn fare. */
export interface Moment {
  readonly event: Event;
  readonly fate: Fate;
}

export interface Scenario {
  readonly purpose: Purpose;
  readonly price: number;
  readonly self: number;
  readonly insured: boolean;
  readonly settle: Opening['settle'];
  readonly undoFirst: boolean;
  /** The part of the hospital's price that is another than was shown. */
  readonly priceMoved: 'none' | 'total' | 'self';
  /** What of a cancelled booking is to be given back. */
  readonly cancelOwes: number;
  /** Whether an old settlement is behind what is given back. */
  readonly oldSettlement: boolean;
  readonly bounces: boolean;
  /** Questions until an undoing is undone. */
  readonly undoTakes: number;
  readonly moments: readonly Moment[];
}

type Answer = { readonly value: object } | { readonly code: string };
/** The act an order is in when it asks for a verb; verbs that only look have none. */
export const actOf: Readonly<Record<string, Act>> = {
  lock: 'lock',
  createPaymentOrder: 'createPayment',
  chargePayerCode: 'charge',
  closePaymentOrder: 'closePayment',
  settleInsurance: 'settleInsurance',
  undoInsurance: 'undoInsurance',
  confirm: 'confirm',
  cancelBooking: 'cancelBooking',
  reportCardDelivery: 'reportCard',
  refundPayment: 'refund',
  releaseLock: 'releaseLock',
};
/** What is sent again only when the answer to this question was that nothing is known of it. */
const questionOf: Readonly<Record<string, string>> = {
  settleInsurance: 'getInsuranceSettlement',
  confirm: 'getConfirmation',
  cancelBooking: 'getCancellation',
  refundPayment: 'getRefund',
};
const refusalOf: Readonly<Record<string, string>> = {
  lock: 'slotTaken',
  createPaymentOrder: 'lockExpired',
  chargePayerCode: 'paymentRefused',
  settleInsurance: 'insuranceRefused',
  undoInsurance: 'undoRefused',
  confirm: 'clinicCancelled',
  cancelBooking: 'tooLate',
  refundPayment: 'notReleased',
};

/** A hospital, a platform and an insurance fund in miniature, for tests of what an order does to them. */
export function createOtherSide(scenario: Scenario, opening: Opening, now: () => number) {
  const { purpose, price, self, insured, settle } = scenario;
  const isInsured = insured && price > self;
  const world = {
    lock: 'none' as 'none' | 'held' | 'released' | 'expired' | 'used',
    /** What is still to be paid through the lock. */
    left: self,
    payment: 'none' as 'none' | 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND',
    captured: 0,
    chargedAt: undefined as number | undefined,
    settlements: new Map<string, 'settled' | 'undoing' | 'undone'>([['old', 'settled']]),
    asks: 0,
    confirmation: 'none' as 'none' | 'done' | 'refused',
    cancellation: 'none' as 'none' | 'done' | 'refused',
    refund: undefined as undefined | { amount: number; transaction: string; state: 'accepted' | 'arrived' | 'failed' },
    card: undefined as string | undefined,
    /** What a terminal must never do, and did. */
    wrongs: [] as string[],
    isUndoRefused: false,
    isRefundRefused: false,
    /** Verbs that were sent and whose outcome has not been asked about since. */
    unasked: new Set<string>(),
  };
  const complain = (wrong: string) => world.wrongs.push(wrong);
  const amount = (left: number) => ({
    total: price + (scenario.priceMoved === 'total' ? 100 : 0),
    self: left + (scenario.priceMoved === 'self' ? 100 : 0),
  });
  const value = (it: object): Answer => ({ value: it });
  const code = (it: string): Answer => ({ code: it });
  const isPaidElsewhere = () => world.left === 0 && self > 0;
  const lockedNow = () => ({
    state: world.lock,
    amount: amount(world.left),
    expiresAt: new Date(now() + 900_000).toISOString(),
  });
  const payment = () => ({ state: world.payment, code: 'qr', payBefore: new Date(now() + 300_000).toISOString() });

  type Input = {
    readonly settlementId: string;
    readonly orderNumber: string;
    readonly amount: number;
    readonly state: string;
  };
  const verbs: Record<string, (input: Input) => Answer> = {
    lock() {
      if (world.lock === 'none') world.lock = 'held';
      return value(lockedNow());
    },
    getLock: () => value(lockedNow()),
    releaseLock() {
      if (world.lock === 'held' || world.lock === 'none') world.lock = 'released';
      return value({ state: world.lock });
    },
    createPaymentOrder(input) {
      if (world.payment !== 'none') return value(payment());
      if (input.amount !== self || self === 0) complain(`a payment of ${input.amount}`);
      if (isInsured && settle === 'beforePayment' && world.settlements.get('settlement') !== 'settled')
        complain('paid unsettled');
      if (world.lock !== 'held') return code('lockExpired');
      if (world.left === 0) return code('paidElsewhere');
      world.payment = 'NOTPAY';
      return value(payment());
    },
    getPaymentOrder: () => (world.payment === 'none' ? code('orderUnknown') : value(payment())),
    chargePayerCode() {
      if (world.payment === 'NOTPAY') world.chargedAt ??= now();
      return value(payment());
    },
    closePaymentOrder() {
      if (world.chargedAt !== undefined && world.payment === 'NOTPAY' && now() < world.chargedAt + reverseAfter)
        complain('reversed at once');
      if (world.payment === 'NOTPAY' || world.payment === 'none') world.payment = 'CLOSED';
      return value(payment());
    },
    settleInsurance() {
      if (!isInsured) complain('settled for nothing');
      const state = world.settlements.get('settlement');
      if (
        state === undefined &&
        settle === 'afterPayment' &&
        self > 0 &&
        world.payment !== 'SUCCESS' &&
        world.payment !== 'REFUND'
      )
        complain('settled unpaid');
      if (state === undefined && world.lock !== 'held') return code('lockExpired');
      world.settlements.set('settlement', state ?? 'settled');
      return value({ state: state ?? 'settled' });
    },
    getInsuranceSettlement({ settlementId }) {
      const state = world.settlements.get(settlementId);
      if (state === undefined) return code('settlementUnknown');
      if (state === 'undoing' && ++world.asks > scenario.undoTakes) world.settlements.set(settlementId, 'undone');
      return value({ state: world.settlements.get(settlementId) });
    },
    undoInsurance({ settlementId }) {
      if (world.confirmation === 'done') complain('undone what is the patient’s');
      const isPaidLater = settlementId === 'settlement' && settle === 'beforePayment' && !scenario.undoFirst;
      const isGivenBack = world.refund?.state === 'arrived' || world.refund?.state === 'failed';
      if (isPaidLater && world.captured > 0 && !isGivenBack && !world.isRefundRefused)
        complain('undone before what came after');
      if (world.settlements.get(settlementId) !== 'undone') world.settlements.set(settlementId, 'undoing');
      return value({ state: 'undoing' });
    },
    confirm() {
      if (world.confirmation === 'done') return value({ amount: amount(0) });
      if (scenario.priceMoved !== 'none') complain('confirmed at another price');
      if (self > 0 && world.payment !== 'SUCCESS' && world.payment !== 'REFUND' && !isPaidElsewhere())
        complain('confirmed unpaid');
      if (isInsured && world.settlements.get('settlement') !== 'settled' && !isPaidElsewhere())
        complain('confirmed unsettled');
      world.confirmation = world.lock === 'held' && world.payment !== 'REFUND' ? 'done' : 'refused';
      if (world.confirmation === 'refused') return code('lockExpired');
      world.lock = 'used';
      return value({ amount: amount(0) });
    },
    getConfirmation() {
      if (world.confirmation === 'refused') return code('confirmationRefused');
      return world.confirmation === 'none' ? code('confirmationUnknown') : value({ amount: amount(0) });
    },
    cancelBooking() {
      world.cancellation = 'done';
      const settled = scenario.oldSettlement ? { settlementId: 'old' } : {};
      const refund =
        scenario.cancelOwes === 0 ? null : { orderNumber: 'earlier', amount: scenario.cancelOwes, ...settled };
      return value({ refund });
    },
    getCancellation() {
      if (world.cancellation === 'refused') return code('cancellationRefused');
      return world.cancellation === 'none'
        ? code('cancellationUnknown')
        : (verbs.cancelBooking?.({} as Input) ?? code('bug'));
    },
    reportCardDelivery({ state }) {
      if (world.confirmation !== 'done') complain('reported a card that is not bound');
      world.card = state;
      return value({ state });
    },
    refundPayment({ amount, orderNumber }) {
      if (world.refund) return value(world.refund);
      if (world.confirmation === 'done') complain('gave back what the patient has');
      const settled = world.settlements.get('settlement');
      const isUndoneFirst = settle === 'afterPayment' || scenario.undoFirst;
      const isSettledLater = isUndoneFirst && settled !== undefined && settled !== 'undone';
      if (isSettledLater && !world.isUndoRefused) complain('gave back before what came after');
      if (isGivingBack(purpose) && scenario.oldSettlement && world.settlements.get('old') !== 'undone')
        return code('stillSettled');
      if (orderNumber === opening.order && amount > world.captured) return code('moreThanPaid');
      world.refund = { amount, transaction: orderNumber, state: 'accepted' };
      return value(world.refund);
    },
    getRefund() {
      if (!world.refund) return code('refundUnknown');
      if (world.refund.state === 'accepted') world.refund.state = scenario.bounces ? 'failed' : 'arrived';
      return value(world.refund);
    },
  };

  /** Whether the hospital may still refuse what it was asked: what it has done it does not take back. */
  const isUndone: Readonly<Record<string, () => boolean>> = {
    lock: () => world.lock === 'none',
    createPaymentOrder: () => world.payment === 'none',
    chargePayerCode: () => world.payment === 'NOTPAY' && world.chargedAt === undefined,
    settleInsurance: () => !world.settlements.has('settlement'),
    confirm: () => world.confirmation === 'none',
    cancelBooking: () => world.cancellation === 'none',
    refundPayment: () => !world.refund,
    undoInsurance: () => true,
  };

  function refused(verb: string): Answer | undefined {
    const refusal = refusalOf[verb];
    if (refusal === undefined || isUndone[verb]?.() !== true) return undefined;
    if (verb === 'confirm') world.confirmation = 'refused';
    if (verb === 'cancelBooking') world.cancellation = 'refused';
    if (verb === 'undoInsurance') world.isUndoRefused = true;
    if (verb === 'refundPayment') world.isRefundRefused = true;
    return code(refusal);
  }

  function answer(verb: string, input: unknown, fate: Fate): Answer | undefined {
    if (fate === 'cutBefore') return undefined;
    if (world.unasked.has(verb)) complain(`${verb} again, and not asked about`);
    if (questionOf[verb] !== undefined) world.unasked.add(verb);
    if (fate === 'requestLost') return undefined;
    const refusal = fate === 'refused' || fate === 'refusalLost' ? refused(verb) : undefined;
    const given = refusal ?? verbs[verb]?.(input as Input);
    if (fate === 'replyLost' || fate === 'refusalLost') return undefined;
    for (const [asked, question] of Object.entries(questionOf)) if (question === verb) world.unasked.delete(asked);
    return given;
  }

  function happen(event: Event): void {
    const isOpenStill = world.lock === 'held' && world.payment !== 'SUCCESS' && world.payment !== 'REFUND';
    if (event === 'payerPays' && world.payment === 'NOTPAY')
      Object.assign(world, { payment: 'SUCCESS', captured: self });
    if (event === 'lockExpires' && world.lock === 'held') world.lock = 'expired';
    if (event === 'paidAtWindow' && isOpenStill) world.left = 0;
    if (event === 'doneWithAtWindow' && isOpenStill) world.lock = 'used';
    const isElsewhere = event === 'paidAtWindow' || event === 'doneWithAtWindow';
    if (isElsewhere && isOpenStill && world.payment === 'NOTPAY') world.payment = 'CLOSED';
    if (
      event === 'somebodyGivesBack' &&
      world.payment === 'SUCCESS' &&
      !world.refund &&
      world.confirmation === 'none'
    ) {
      Object.assign(world, { payment: 'REFUND', captured: 0 });
    }
  }
  return { world, answer, happen };
}
