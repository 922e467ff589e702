import { undone } from '../held.ts';
import type { Group } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { given, granted, holds, needs } from '../verdict.ts';
import { type Written, writeRules } from '../write-rules.ts';
import { registered, standing } from './confirmations.ts';

/** The run's own registration, given back. */
const cancelled = (scene: Scene) =>
  scene.shared('cancellation', async () => {
    needs(scene.capabilities.collection.cancel, 'bookings cannot be given back at terminals');
    const registration = await registered(scene);
    const [booking] = (await standing(scene, registration)).filter(({ mayCancel }) => mayCancel);
    needs(booking !== undefined, 'what was registered cannot be given back');
    const { recordId } = registration.confirmation;
    const input = { cancellationId: scene.newId(), bookingId: booking?.bookingId ?? '', recordId };
    const cancellation = given(await scene.ask('cancelBooking', input), 'the cancellation');
    scene.afterwards(async () => {
      const { refund } = cancellation;
      if (refund?.settlementId !== undefined) await undone(scene, refund.settlementId);
      if (!refund || refund.amount === 0) return;
      const { terminal } = registration.held.input;
      const { orderNumber, amount } = refund;
      await scene.ask('refundPayment', { refundNumber: scene.newId(), orderNumber, terminal, amount });
    });
    return { registration, input, cancellation };
  });

async function writtenCancellation(scene: Scene): Promise<Written> {
  const { input, cancellation } = await cancelled(scene);
  const { cancellationId } = input;
  return {
    first: { kind: 'granted', value: cancellation },
    again: () => scene.ask('cancelBooking', input),
    other: () => scene.ask('cancelBooking', { ...input, bookingId: scene.newId() }),
    query: () => scene.ask('getCancellation', { cancellationId }),
  };
}

export const bookings: Group = {
  title: 'Bookings and cancellations',
  rules: [
    {
      id: 'booking.listed',
      says: 'What was registered is in the patient’s list, at its price, with what was paid',
      async try(scene) {
        const registration = await registered(scene);
        const [booking] = await standing(scene, registration);
        holds(booking !== undefined, 'it is not in the list');
        const { total, self } = registration.held.lock.amount;
        holds(booking?.price === total, `listed ${booking?.price} fen, registered at ${total}`);
        holds(booking?.paid === self, `listed as paid ${booking?.paid} fen of ${self}`);
      },
    },
    ...writeRules({ prefix: 'cancel', what: 'a cancellation', make: writtenCancellation }),
    {
      id: 'cancel.gone',
      says: 'A number that was given back does not stand any more',
      async try(scene) {
        const { registration } = await cancelled(scene);
        holds((await standing(scene, registration)).length === 0, 'it still stands in the patient’s list');
      },
    },
    {
      id: 'cancel.refund',
      says: 'A cancellation tells what is to be given back: what was paid, of the order it was paid by',
      async try(scene) {
        const { registration, cancellation } = await cancelled(scene);
        const { confirmation } = registration;
        const { refund } = cancellation;
        const paid = confirmation.amount.self;
        holds((refund?.amount ?? 0) === paid, `${refund?.amount ?? 0} fen of ${paid} paid`);
        holds(!refund || refund.orderNumber === confirmation.orderNumber, 'of another order');
      },
    },
    {
      id: 'booking.code',
      says: 'A booking code names its patient and its booking, which stands in the list',
      async try(scene) {
        const code = scene.settings.bookingCode;
        needs(code !== undefined, 'the settings name no "bookingCode"');
        needs(scene.capabilities.credentials.includes('booking'), 'booking codes are not taken here');
        const credential = { kind: 'booking' as const, code: code ?? '' };
        const { patients } = granted(await scene.ask('findPatient', { credential }), 'finding by the code');
        const [patient] = patients;
        holds(patients.length === 1 && patient?.bookingId !== undefined, 'no booking is named, or several patients');
        const recordId = patient?.recordId ?? '';
        const { bookings } = granted(await scene.ask('listBookings', { recordId }), 'listing bookings');
        const isListed = bookings.some(({ bookingId }) => bookingId === patient?.bookingId);
        holds(isListed, 'the booking is not in the patient’s list');
      },
    },
  ],
};
