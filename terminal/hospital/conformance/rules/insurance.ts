import type { Amount } from '../../amount.ts';
import { havePaid, holdSlot, openOrder, undone } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, NotTried, needs, refused } from '../verdict.ts';
import { writeRules } from '../write-rules.ts';

const insuredPart = ({ total, self }: Amount) => total - self;

function policy({ capabilities }: Scene) {
  if (!capabilities.insurance) throw new NotTried('there is no insurance at this hospital’s terminals');
  return capabilities.insurance;
}

/** A number of which insurance bears a part. */
async function insuredSlot(scene: Scene) {
  policy(scene);
  const { insurance } = await scene.person('insured');
  needs(insurance !== null, '"insured" has no insurance here');
  const held = await holdSlot(scene, { price: 'paid', who: 'insured' });
  needs(insuredPart(held.lock.amount) > 0, 'insurance bears nothing of what was held');
  return held;
}

/** The same, settled in the order this hospital has. */
const settled = (scene: Scene) =>
  scene.shared('settlement', async () => {
    const held = await insuredSlot(scene);
    if (policy(scene).settle === 'afterPayment' && held.lock.amount.self > 0) {
      const order = await openOrder(scene, held);
      needs(await havePaid(scene, order), 'the order was not paid in time');
    }
    const settlementId = scene.newId();
    held.settlements.push(settlementId);
    const input = { settlementId, lockId: held.input.lockId, insured: insuredPart(held.lock.amount) };
    return { held, input, settlement: given(await scene.ask('settleInsurance', input), 'the settlement') };
  });

export const insurance: Group = {
  title: 'Insurance',
  rules: [
    {
      id: 'insurance.trial',
      says: 'The trial with an insurance token names the parts the lock then has',
      async try(scene) {
        const { input, lock } = await insuredSlot(scene);
        const { lockId, recordId, subject, insurance: token } = input;
        // It may have been the last number.
        given(await scene.ask('releaseLock', { lockId }), 'the release');
        const trial = { recordId, subject, ...(token !== undefined && { insurance: token }) };
        const { amount } = granted(await scene.ask('trialInsurance', trial), 'the trial');
        const [tried, locked] = [amount, lock.amount].map(({ total, self }) => `${total} fen, self ${self}`);
        holds(tried === locked, `trial ${tried}; lock ${locked}`);
      },
    },
    {
      id: 'insurance.strangeToken',
      says: 'A token this hospital did not give out settles nothing: the lock is refused',
      async try(scene) {
        const { input } = await insuredSlot(scene);
        given(await scene.ask('releaseLock', { lockId: input.lockId }), 'the release');
        const said = await scene.ask('lock', { ...input, lockId: scene.newId(), insurance: scene.newId() });
        refused(said, 'a lock with an unknown token', 'insuranceRefused');
      },
    },
    {
      id: 'insurance.order',
      says: 'Insurance settles in the order the capabilities say: the other way round is refused',
      async try(scene) {
        const { input, lock, orders } = await insuredSlot(scene);
        const { lockId } = input;
        const { self } = lock.amount;
        needs(self > 0, 'insurance bears all of it');
        if (policy(scene).settle === 'beforePayment') {
          const orderNumber = scene.newId();
          orders.push(orderNumber);
          const said = await scene.ask('createPaymentOrder', { orderNumber, lockId, amount: self });
          refused(said, 'an order before the settlement', 'notSettled');
          return;
        }
        const settlement = { settlementId: scene.newId(), lockId, insured: insuredPart(lock.amount) };
        refused(await scene.ask('settleInsurance', settlement), 'a settlement before the payment', 'notPaid');
      },
    },
    {
      id: 'insurance.undoneEarly',
      says: 'Giving back before taking: a settlement undone before it was asked for is found undone',
      async try(scene) {
        const { input, lock } = await insuredSlot(scene);
        const settlementId = scene.newId();
        const early = granted(await scene.ask('undoInsurance', { settlementId }), 'an undoing that comes first');
        holds(early.state === 'undone', `an undoing that comes first: ${early.state}`);
        const settlement = { settlementId, lockId: input.lockId, insured: insuredPart(lock.amount) };
        const { state } = granted(await scene.ask('settleInsurance', settlement), 'the settlement that comes late');
        holds(state === 'undone', `the settlement that comes late: ${state}`);
      },
    },
    {
      id: 'insurance.settled',
      says: 'A settlement bears the parts of the lock',
      async try(scene) {
        const { held, settlement } = await settled(scene);
        const due = insuredPart(held.lock.amount);
        holds(settlement.state === 'settled', settlement.state);
        holds(insuredPart(settlement.amount) === due, `${insuredPart(settlement.amount)} fen, ${due} expected`);
      },
    },
    ...writeRules({
      prefix: 'settlement',
      what: 'a settlement',
      async make(scene) {
        const { input, settlement } = await settled(scene);
        const { settlementId } = input;
        return {
          first: { kind: 'granted', value: settlement },
          again: () => scene.ask('settleInsurance', input),
          other: () => scene.ask('settleInsurance', { ...input, insured: input.insured + 1 }),
          query: () => scene.ask('getInsuranceSettlement', { settlementId }),
        };
      },
    }),
    {
      id: 'insurance.undoBeforeRefund',
      says: 'Where the capabilities say so, nothing is given back in full before the settlement is undone',
      async try(scene) {
        needs(policy(scene).undoBeforeRefund, 'the hospital undoes the settlement itself');
        const { held } = await settled(scene);
        const [orderNumber] = held.orders;
        needs(orderNumber !== undefined, 'insurance settled before anything was paid');
        const { self } = held.lock.amount;
        const refund = { refundNumber: scene.newId(), orderNumber: orderNumber ?? '', amount: self };
        const said = await scene.ask('refundPayment', { ...refund, terminal: held.input.terminal });
        refused(said, 'a refund of all while it is settled', 'stillSettled');
      },
    },
    {
      id: 'insurance.undone',
      says: 'A settlement that is undone says so in the end',
      async try(scene) {
        const { settlementId } = (await settled(scene)).input;
        holds(await undone(scene, settlementId), 'it does not say "undone" within a minute');
        const { state } = granted(await scene.ask('undoInsurance', { settlementId }), 'the undoing asked again');
        holds(state === 'undone', `the undoing asked again: ${state}`);
      },
    },
  ],
};
