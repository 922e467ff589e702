import type { Confirmation } from '../../contract/locks.ts';
import type { Booking } from '../../contract/records.ts';
import { type HeldSlot, holdSlot, openOrder, paidOrder, undone } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, NotTried, refused } from '../verdict.ts';
import { writeRules } from '../write-rules.ts';

export interface Registered {
  readonly held: HeldSlot;
  readonly confirmation: Confirmation;
}

/** A registration that stands: a paid one where somebody pays, or a free one. The same for the whole run. */
export const registered = (scene: Scene): Promise<Registered> =>
  scene.shared('registration', async () => {
    const held = await holdSlot(scene, { price: scene.payer ? 'paid' : 'free' }).catch((error: unknown) => {
      if (error instanceof NotTried && !scene.payer) throw new NotTried(`${error.message}, and nobody pays`);
      throw error;
    });
    const { lockId, recordId } = held.input;
    const orderNumber = scene.payer ? (await paidOrder(scene, held)).orderNumber : scene.newId();
    const said = await scene.ask('confirm', { orderNumber, lockId, recordId });
    const confirmation = given(said, 'confirming what was paid');
    scene.afterwards(() => cancel(scene, { held, confirmation }));
    return { held, confirmation };
  });

/** The bookings and numbers a registration stands for in the patient's list. */
export async function standing(scene: Scene, { held, confirmation }: Registered): Promise<readonly Booking[]> {
  const { recordId } = confirmation;
  const { bookings } = given(await scene.ask('listBookings', { recordId }), 'listing bookings');
  const { found } = held;
  return bookings.filter(
    ({ day, from, doctor, state }) =>
      day === found.day && from === found.slot.from && doctor.zh === found.doctor.zh && state !== 'cancelled',
  );
}

/** Gives a registration back, and what was paid for it. */
async function cancel(scene: Scene, registration: Registered): Promise<void> {
  const { recordId } = registration.confirmation;
  const { terminal } = registration.held.input;
  for (const { bookingId } of (await standing(scene, registration)).filter(({ mayCancel }) => mayCancel)) {
    const said = await scene.ask('cancelBooking', { cancellationId: scene.newId(), bookingId, recordId });
    const refund = said.kind === 'granted' ? said.value.refund : null;
    if (refund?.settlementId !== undefined) await undone(scene, refund.settlementId);
    if (!refund || refund.amount === 0) continue;
    const { orderNumber, amount } = refund;
    await scene.ask('refundPayment', { refundNumber: scene.newId(), orderNumber, terminal, amount });
  }
}

export const confirmations: Group = {
  title: 'Confirmations',
  rules: [
    {
      id: 'confirm.notPaid',
      says: 'Nothing is confirmed before it is paid',
      async try(scene) {
        const held = await holdSlot(scene, { price: 'paid' });
        const { orderNumber } = await openOrder(scene, held);
        const { lockId, recordId } = held.input;
        refused(await scene.ask('confirm', { orderNumber, lockId, recordId }), 'confirming an unpaid order', 'notPaid');
      },
    },
    {
      id: 'confirm.released',
      says: 'What was released is not confirmed',
      async try(scene) {
        const { input } = await holdSlot(scene, { price: 'paid' });
        const { lockId, recordId } = input;
        granted(await scene.ask('releaseLock', { lockId }), 'the release');
        const said = await scene.ask('confirm', { orderNumber: scene.newId(), lockId, recordId });
        refused(said, 'confirming a released lock', 'lockExpired', 'notPaid');
      },
    },
    {
      id: 'confirm.result',
      says: 'A confirmation tells what the patient has, at the price of the lock',
      async try(scene) {
        const { held, confirmation } = await registered(scene);
        const { amount, result } = confirmation;
        holds(amount.total === held.lock.amount.total, `${amount.total} fen, the lock ${held.lock.amount.total}`);
        holds(result.kind === 'registration' || result.kind === 'booking', `a result of the kind ${result.kind}`);
        if (result.kind !== 'registration' && result.kind !== 'booking') return;
        const { day, slot } = held.found;
        holds(result.day === day && result.from === slot.from, 'for another period than the one held');
      },
    },
    ...writeRules({
      prefix: 'confirm',
      what: 'a confirmation',
      async make(scene) {
        const { held, confirmation } = await registered(scene);
        const { orderNumber } = confirmation;
        const { lockId, recordId } = held.input;
        return {
          first: { kind: 'granted', value: confirmation },
          again: () => scene.ask('confirm', { orderNumber, lockId, recordId }),
          other: () => scene.ask('confirm', { orderNumber, recordId, lockId: scene.newId() }),
          query: () => scene.ask('getConfirmation', { orderNumber }),
        };
      },
    }),
    {
      id: 'confirm.once',
      says: 'A confirmation has one effect: there is one number for it, even under another order number',
      async try(scene) {
        const registration = await registered(scene);
        const { lockId, recordId } = registration.held.input;
        const second = await scene.ask('confirm', { orderNumber: scene.newId(), lockId, recordId });
        const count = (await standing(scene, registration)).length;
        holds(count === 1, `the patient’s list has ${count} of it`);
        holds(second.kind !== 'granted', 'the lock was confirmed a second time');
      },
    },
    {
      id: 'confirm.lockUsed',
      says: 'A confirmed lock is used, and a release takes nothing back',
      async try(scene) {
        const registration = await registered(scene);
        const { lockId } = registration.held.input;
        const { state } = granted(await scene.ask('releaseLock', { lockId }), 'the release');
        holds(state === 'used', `the release: ${state}`);
        holds((await standing(scene, registration)).length > 0, 'the number is gone');
      },
    },
  ],
};
