import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, refused } from '../verdict.ts';
import { writeRules } from '../write-rules.ts';
import { paidOnly } from './orders.ts';

/** All that was paid for nothing, given back. */
const refundedAll = (scene: Scene) =>
  scene.shared('refund', async () => {
    const { held, order } = await paidOnly(scene);
    const { orderNumber, amount } = order;
    const input = { refundNumber: scene.newId(), orderNumber, terminal: held.input.terminal, amount };
    const refund = given(await scene.ask('refundPayment', input), 'the refund');
    return { input, refund };
  });

export const refunds: Group = {
  title: 'Refunds',
  rules: [
    {
      id: 'refund.moreThanPaid',
      says: 'No more is given back than was paid',
      async try(scene) {
        const { held, order } = await paidOnly(scene);
        const { orderNumber, amount } = order;
        const refund = { refundNumber: scene.newId(), orderNumber, terminal: held.input.terminal, amount: amount + 1 };
        refused(await scene.ask('refundPayment', refund), 'one fen more than was paid', 'moreThanPaid');
      },
    },
    ...writeRules({
      prefix: 'refund',
      what: 'a refund',
      moving: ['state', 'invoiceReversed'],
      async make(scene) {
        const { input, refund } = await refundedAll(scene);
        const { refundNumber } = input;
        return {
          first: { kind: 'granted', value: refund },
          again: () => scene.ask('refundPayment', input),
          other: () => scene.ask('refundPayment', { ...input, amount: input.amount - 1 }),
          query: () => scene.ask('getRefund', { refundNumber }),
        };
      },
    }),
    {
      id: 'refund.once',
      says: 'A refund asked for twice with the same id gives the money back once',
      async try(scene) {
        const { input } = await refundedAll(scene);
        await scene.ask('refundPayment', input);
        const { orderNumber, amount } = input;
        const { refunded } = granted(await scene.ask('getPaymentOrder', { orderNumber }), 'the order');
        holds(refunded === amount, `${refunded} fen of ${amount} are given back`);
      },
    },
    {
      id: 'refund.nothingLeft',
      says: 'What was given back in full is not given back again under another number',
      async try(scene) {
        const { input } = await refundedAll(scene);
        const said = await scene.ask('refundPayment', { ...input, refundNumber: scene.newId() });
        refused(said, 'the same money under another number', 'moreThanPaid', 'notPaid');
      },
    },
    {
      id: 'refund.orderSays',
      says: 'An order whose money was given back says REFUND, and to a close too',
      async try(scene) {
        const { orderNumber } = (await refundedAll(scene)).input;
        const query = granted(await scene.ask('getPaymentOrder', { orderNumber }), 'the query');
        const close = granted(await scene.ask('closePaymentOrder', { orderNumber }), 'the close');
        holds(query.state === 'REFUND' && close.state === 'REFUND', `${query.state}, the close ${close.state}`);
      },
    },
    {
      id: 'refund.notConfirmed',
      says: 'What was given back cannot be confirmed',
      async try(scene) {
        const { input } = await refundedAll(scene);
        const { held } = await paidOnly(scene);
        const { lockId, recordId } = held.input;
        const said = await scene.ask('confirm', { orderNumber: input.orderNumber, lockId, recordId });
        refused(said, 'confirming a refunded order', 'notPaid', 'lockExpired', 'confirmationRefused');
      },
    },
  ],
};
