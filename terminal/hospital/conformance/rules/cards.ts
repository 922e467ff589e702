import { giveBack, type Held, havePaid, openOrder } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, needs, refused } from '../verdict.ts';
import { type Written, writeRules } from '../write-rules.ts';

/** A first card for somebody without one, held. */
async function heldCard(scene: Scene): Promise<Held> {
  needs(scene.capabilities.card !== null, 'no cards are issued at terminals');
  const { recordId } = await scene.person('withoutCard');
  const subject = { kind: 'card' as const, replaces: false };
  const input = { lockId: scene.newId(), terminal: scene.settings.terminal, recordId, subject };
  const lock = given(await scene.ask('lock', input), 'holding a card');
  const held: Held = { input, lock, orders: [], settlements: [] };
  scene.afterwards(() => giveBack(scene, held));
  return held;
}

/** A card that was paid and bound. It stays: nothing takes a card back. */
const boundCard = (scene: Scene) =>
  scene.shared('card', async () => {
    const held = await heldCard(scene);
    const { lockId, recordId } = held.input;
    let orderNumber = scene.newId();
    if (held.lock.amount.self > 0) {
      const order = await openOrder(scene, held);
      needs(await havePaid(scene, order), 'the order was not paid in time');
      orderNumber = order.orderNumber;
    }
    const before = await scene.ask('getCardDelivery', { orderNumber });
    const confirmation = given(await scene.ask('confirm', { orderNumber, lockId, recordId }), 'binding the card');
    return { confirmation, orderNumber, before };
  });

const delivered = (scene: Scene): Promise<Written> =>
  scene.shared('card delivery', async () => {
    const { orderNumber } = await boundCard(scene);
    const input = { orderNumber, state: 'captured' as const };
    return {
      first: await scene.ask('reportCardDelivery', input),
      again: () => scene.ask('reportCardDelivery', input),
      other: () => scene.ask('reportCardDelivery', { orderNumber, state: 'handedOver' }),
      query: () => scene.ask('getCardDelivery', { orderNumber }),
    };
  });

export const cards: Group = {
  title: 'Cards',
  rules: [
    {
      id: 'card.number',
      says: 'A held card has a number to be written on it, and costs what the capabilities say',
      async try(scene) {
        const { lock } = await heldCard(scene);
        const fee = scene.capabilities.card?.fee;
        holds(lock.cardNumber !== undefined, 'no number');
        holds(lock.amount.total === fee, `${lock.amount.total} fen, the capabilities say ${fee}`);
      },
    },
    {
      id: 'card.bound',
      says: 'A confirmed card is bound: whoever has one does not get another',
      async try(scene) {
        const { confirmation } = await boundCard(scene);
        holds(confirmation.result.kind === 'card', `a result of the kind ${confirmation.result.kind}`);
        const { recordId } = confirmation;
        const trial = { recordId, subject: { kind: 'card' as const, replaces: false } };
        refused(await scene.ask('trialInsurance', trial), 'another first card', 'hasCard');
      },
    },
    {
      id: 'delivery.unknown',
      says: 'Before its delivery is reported, nothing is known of it',
      async try(scene) {
        refused((await boundCard(scene)).before, 'the query before the report', 'deliveryUnknown');
      },
    },
    ...writeRules({ prefix: 'delivery', what: 'the report of a card’s delivery', make: delivered }),
    {
      id: 'delivery.told',
      says: 'A captured card is not in the patient’s hands: hasCard says so',
      async try(scene) {
        const { first } = await delivered(scene);
        needs(first.kind === 'granted', 'the report was refused');
        const credential = scene.settings.withoutCard;
        needs(credential !== undefined, 'the settings name no "withoutCard"');
        if (!credential) return;
        const { patients } = granted(await scene.ask('findPatient', { credential }), 'finding "withoutCard"');
        holds(patients[0]?.hasCard === false, 'the card counts as handed over');
      },
    },
  ],
};
