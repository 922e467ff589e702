import type { VerbName, Verbs } from '../../contract.ts';
import type { InputOf, RefusalOf } from '../../verb.ts';
import type { Group, Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { needs, refused } from '../verdict.ts';

/** A question about an id nobody has, and the code it is refused with. */
function unknownId<N extends VerbName>(
  name: N,
  code: RefusalOf<Verbs[N]>,
  what: string,
  inputOf: (scene: Scene, id: string) => InputOf<Verbs[N]> | Promise<InputOf<Verbs[N]>>,
  isOffered: (scene: Scene) => boolean = () => true,
): Rule {
  return {
    id: `unknown.${name}.${code}`,
    says: `${what} that nobody has: ${name} is refused with ${code}`,
    async try(scene) {
      needs(isOffered(scene), 'there is none of it at this hospital’s terminals');
      refused(await scene.ask(name, await inputOf(scene, scene.newId())), `${name} with an id nobody has`, code);
    },
  };
}

const isInsured = ({ capabilities }: Scene) => capabilities.insurance !== null;
const hasCards = ({ capabilities }: Scene) => capabilities.card !== null;
const hasReports = ({ capabilities }: Scene) => capabilities.errands.includes('report');
const ofTerminal = ({ settings }: Scene) => ({ terminal: settings.terminal });
const nobodysSlot = (id: string) => ({ kind: 'slot' as const, slotId: id });

export const unknownIds: Group = {
  title: 'Unknown ids',
  rules: [
    unknownId('getLock', 'lockUnknown', 'A lock', (_, lockId) => ({ lockId })),
    unknownId('getPaymentOrder', 'orderUnknown', 'An order', (_, orderNumber) => ({ orderNumber })),
    unknownId('getConfirmation', 'confirmationUnknown', 'An order', (_, orderNumber) => ({ orderNumber })),
    unknownId('getRefund', 'refundUnknown', 'A refund', (_, refundNumber) => ({ refundNumber })),
    unknownId('getCancellation', 'cancellationUnknown', 'A cancellation', (_, cancellationId) => ({ cancellationId })),
    unknownId('getRecordRequest', 'requestUnknown', 'A request', (_, requestId) => ({ requestId })),
    unknownId(
      'getInsuranceSettlement',
      'settlementUnknown',
      'A settlement',
      (_, settlementId) => ({ settlementId }),
      isInsured,
    ),
    unknownId('getCardDelivery', 'deliveryUnknown', 'An order', (_, orderNumber) => ({ orderNumber }), hasCards),
    unknownId(
      'reportCardDelivery',
      'confirmationUnknown',
      'An order',
      (_, orderNumber) => ({ orderNumber, state: 'captured' }),
      hasCards,
    ),
    unknownId('listDoctors', 'departmentUnknown', 'A department', (scene, departmentId) => ({
      departmentId,
      day: scene.day(Math.min(1, scene.capabilities.registration.daysAhead)),
    })),
    unknownId('lock', 'recordUnknown', 'A record', async (scene, recordId) => {
      const { value: found } = await scene.slots.all().next();
      needs(found !== undefined, 'no number is left');
      const subject = nobodysSlot(found?.slot.id ?? recordId);
      return { lockId: scene.newId(), ...ofTerminal(scene), recordId, subject };
    }),
    unknownId('lock', 'subjectUnknown', 'A slot', async (scene, id) => {
      const { recordId } = await scene.person('patient');
      return { lockId: scene.newId(), ...ofTerminal(scene), recordId, subject: nobodysSlot(id) };
    }),
    unknownId('trialInsurance', 'subjectUnknown', 'A bill', async (scene, id) => {
      const { recordId } = await scene.person('patient');
      return { recordId, subject: { kind: 'bills', billIds: [id] } };
    }),
    unknownId('createPaymentOrder', 'lockUnknown', 'A lock', (scene, lockId) => ({
      orderNumber: scene.newId(),
      lockId,
      amount: 100,
    })),
    unknownId('chargePayerCode', 'orderUnknown', 'An order', (_, orderNumber) => ({
      orderNumber,
      payerCode: '100000000000000000',
    })),
    unknownId('confirm', 'lockUnknown', 'A lock', async (scene, lockId) => {
      const { recordId } = await scene.person('patient');
      return { orderNumber: scene.newId(), lockId, recordId };
    }),
    unknownId('refundPayment', 'orderUnknown', 'An order', (scene, orderNumber) => ({
      refundNumber: scene.newId(),
      orderNumber,
      ...ofTerminal(scene),
      amount: 1,
    })),
    unknownId(
      'settleInsurance',
      'lockUnknown',
      'A lock',
      (scene, lockId) => ({ settlementId: scene.newId(), lockId, insured: 100 }),
      isInsured,
    ),
    unknownId('cancelBooking', 'bookingUnknown', 'A booking', async (scene, bookingId) => {
      const { recordId } = await scene.person('patient');
      return { cancellationId: scene.newId(), bookingId, recordId };
    }),
    unknownId('listBookings', 'recordUnknown', 'A record', (_, recordId) => ({ recordId })),
    unknownId('listBills', 'recordUnknown', 'A record', (_, recordId) => ({ recordId })),
    unknownId('listTransactions', 'recordUnknown', 'A record', (scene, recordId) => ({
      recordId,
      from: scene.day(-1),
      to: scene.day(0),
    })),
    unknownId('listReports', 'recordUnknown', 'A record', (_, recordId) => ({ recordId }), hasReports),
    unknownId(
      'getReport',
      'reportUnknown',
      'A report',
      async (scene, reportId) => ({ reportId, recordId: (await scene.person('patient')).recordId }),
      hasReports,
    ),
  ],
};
