import type { Refund, Verbs } from '../../terminal/hospital/contract.ts';
import type { InputOf, RefusalOf } from '../../terminal/hospital/verb.ts';
import { type Answer, createOnce, granted, refused } from './once.ts';
import type { Payments } from './payments.ts';

export interface Refunds {
  refund(input: InputOf<Verbs['refundPayment']>): Answer<Refund, RefusalOf<Verbs['refundPayment']>>;
  get(refundNumber: string): Answer<Refund, 'refundUnknown'>;
  /** The next refund is accepted and comes back: the payer's account does not take it. */
  bounceNext(): void;
  /** Lets arrive, or come back, what has been under way long enough. */
  sweep(): void;
  all(): readonly Refund[];
}

interface MoneyBack {
  readonly refundNumber: string;
  readonly orderNumber: string;
  readonly amount: number;
  readonly settlesAt: number;
  readonly bounces: boolean;
  state: Refund['state'];
}

interface Needs {
  readonly payments: Payments;
  readonly now: () => number;
  readonly arrivesAfterSeconds: number;
}

export function createRefunds({ payments, now, arrivesAfterSeconds }: Needs): Refunds {
  const once = createOnce();
  const refunds = new Map<string, MoneyBack>();
  const underWay = new Set<MoneyBack>();
  let bouncing = 0;

  const shown = ({ refundNumber, orderNumber, amount, state }: MoneyBack): Refund => ({
    refundNumber,
    orderNumber,
    amount,
    state,
  });

  function accept({
    refundNumber,
    orderNumber,
    amount,
  }: InputOf<Verbs['refundPayment']>): Answer<Refund, RefusalOf<Verbs['refundPayment']>> {
    const payment = payments.find(orderNumber);
    if (!payment) return refused('orderUnknown');
    if (payment.state !== 'SUCCESS') return refused('notPaid');
    if (payment.refunded + amount > payment.amount) return refused('moreThanPaid');
    const bounces = bouncing > 0;
    if (bounces) bouncing--;
    const settlesAt = now() + arrivesAfterSeconds * 1000;
    const back: MoneyBack = { refundNumber, orderNumber, amount, settlesAt, bounces, state: 'accepted' };
    payment.refunded += amount;
    refunds.set(refundNumber, back);
    underWay.add(back);
    return granted(shown(back));
  }

  function current(refundNumber: string): Refund | undefined {
    const back = refunds.get(refundNumber);
    return back && shown(back);
  }

  function settle(back: MoneyBack): void {
    back.state = back.bounces ? 'failed' : 'arrived';
    underWay.delete(back);
    const payment = payments.find(back.orderNumber);
    if (back.bounces && payment) payment.refunded -= back.amount;
  }

  return {
    refund: (input) =>
      once.write(
        input.refundNumber,
        input,
        () => accept(input),
        () => current(input.refundNumber),
      ),
    get(refundNumber) {
      const refund = current(refundNumber);
      return refund ? granted(refund) : refused('refundUnknown');
    },
    bounceNext() {
      bouncing++;
    },
    sweep() {
      for (const back of underWay) if (now() >= back.settlesAt) settle(back);
    },
    all: () => [...refunds.values()].map(shown),
  };
}
