import { havePaid, holdSlot, openOrder } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { granted, holds, needs, refused } from '../verdict.ts';
import { writeRules } from '../write-rules.ts';

const aPaid = { price: 'paid' } as const;

/** A number whose order was given to the payer and not confirmed: the same one for the whole run. */
const askedToPay = (scene: Scene) =>
  scene.shared('paid order', async () => {
    const held = await holdSlot(scene, aPaid);
    const order = await openOrder(scene, held);
    return { held, order, isPaid: await havePaid(scene, order) };
  });

/** The same, paid. Throws `NotTried` where it is not. */
export async function paidOnly(scene: Scene) {
  const paid = await askedToPay(scene);
  needs(paid.isPaid, 'the order was not paid in time');
  return paid;
}

export const orders: Group = {
  title: 'Payment orders',
  rules: [
    ...writeRules({
      prefix: 'order',
      what: 'a payment order',
      async make(scene) {
        const held = await holdSlot(scene, aPaid);
        const order = await openOrder(scene, held);
        const { orderNumber, amount } = order;
        const input = { orderNumber, lockId: held.input.lockId, amount: held.lock.amount.self };
        return {
          first: { kind: 'granted', value: order },
          again: () => scene.ask('createPaymentOrder', input),
          other: () => scene.ask('createPaymentOrder', { ...input, amount: amount + 1 }),
          query: () => scene.ask('getPaymentOrder', { orderNumber }),
        };
      },
    }),
    {
      id: 'order.opened',
      says: 'An opened order waits for its payer: NOTPAY, the asked amount, nothing refunded, a code, and time to pay',
      async try(scene) {
        const held = await holdSlot(scene, aPaid);
        const order = await openOrder(scene, held);
        const { self } = held.lock.amount;
        const seconds = Math.round((Date.parse(order.payBefore) - scene.now()) / 1000);
        holds(order.state === 'NOTPAY', order.state);
        holds(
          order.amount === self && order.refunded === 0,
          `${order.amount} fen, ${order.refunded} refunded, of ${self}`,
        );
        holds(order.code !== '', 'an empty code');
        holds(seconds > 0, `to be paid ${seconds} s after the server’s time`);
      },
    },
    {
      id: 'order.amountDiffers',
      says: 'An order over another amount than what the patient bears of the lock is refused',
      async try(scene) {
        const { input, lock, orders } = await holdSlot(scene, aPaid);
        const orderNumber = scene.newId();
        orders.push(orderNumber);
        const order = { orderNumber, lockId: input.lockId, amount: lock.amount.self + 1 };
        refused(await scene.ask('createPaymentOrder', order), 'one fen more', 'amountDiffers');
      },
    },
    {
      id: 'order.lockReleased',
      says: 'No order is opened for a lock that was released',
      async try(scene) {
        const { input, lock, orders } = await holdSlot(scene, aPaid);
        const { lockId } = input;
        granted(await scene.ask('releaseLock', { lockId }), 'the release');
        const orderNumber = scene.newId();
        orders.push(orderNumber);
        const said = await scene.ask('createPaymentOrder', { orderNumber, lockId, amount: lock.amount.self });
        refused(said, 'an order for a released lock', 'lockExpired');
      },
    },
    {
      id: 'order.closed',
      says: 'A closed order says CLOSED: to the close asked again and to the query',
      async try(scene) {
        const { orderNumber } = await openOrder(scene, await holdSlot(scene, aPaid));
        const first = granted(await scene.ask('closePaymentOrder', { orderNumber }), 'the close');
        const again = granted(await scene.ask('closePaymentOrder', { orderNumber }), 'the second close');
        const query = granted(await scene.ask('getPaymentOrder', { orderNumber }), 'the query');
        const states = [first, again, query].map(({ state }) => state);
        holds(
          states.every((state) => state === 'CLOSED'),
          states.join(', '),
        );
      },
    },
    {
      id: 'order.closedEarly',
      says: 'Giving back before taking: an order closed before it was opened is found closed',
      async try(scene) {
        const { input, lock, orders } = await holdSlot(scene, aPaid);
        const orderNumber = scene.newId();
        orders.push(orderNumber);
        const early = granted(await scene.ask('closePaymentOrder', { orderNumber }), 'a close that comes first');
        holds(early.state === 'CLOSED', `a close that comes first: ${early.state}`);
        const order = { orderNumber, lockId: input.lockId, amount: lock.amount.self };
        const { state } = granted(await scene.ask('createPaymentOrder', order), 'the order that comes late');
        holds(state === 'CLOSED', `the order that comes late: ${state}`);
      },
    },
    {
      id: 'order.unpaidRefund',
      says: 'What was not paid is not given back',
      async try(scene) {
        const held = await holdSlot(scene, aPaid);
        const { orderNumber, amount } = await openOrder(scene, held);
        const refund = { refundNumber: scene.newId(), orderNumber, terminal: held.input.terminal, amount };
        refused(await scene.ask('refundPayment', refund), 'a refund of an order nobody paid', 'notPaid');
      },
    },
    {
      id: 'order.paid',
      says: 'An order that was paid says SUCCESS, and to a close too',
      async try(scene) {
        const { order, isPaid } = await askedToPay(scene);
        const { orderNumber } = order;
        holds(isPaid, 'it was paid, and does not say SUCCESS in time');
        const { state } = granted(await scene.ask('closePaymentOrder', { orderNumber }), 'the close');
        holds(state === 'SUCCESS', `the close: ${state}`);
        const after = granted(await scene.ask('getPaymentOrder', { orderNumber }), 'the query');
        holds(after.state === 'SUCCESS' && after.refunded === 0, `after the close: ${after.state}`);
      },
    },
    {
      id: 'order.paidOnce',
      says: 'An order that was paid asked for again is the paid one, and not a second to be paid',
      async try(scene) {
        const { held, order } = await paidOnly(scene);
        const { orderNumber, amount } = order;
        const input = { orderNumber, lockId: held.input.lockId, amount };
        const { state } = granted(await scene.ask('createPaymentOrder', input), 'the order asked for again');
        holds(state === 'SUCCESS', `the order asked for again: ${state}`);
      },
    },
  ],
};
