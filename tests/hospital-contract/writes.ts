/** Every write of the contract, and what it takes to make it. */
import { people } from '../../seeds/people.ts';
import type { VerbName } from '../../terminal/hospital/contract.ts';
import { chosen, type Opened, terminal, upToConfirmation, upToPayment, value } from './opened.ts';

/** Another patient's prepaid booking. */
export const cancellation = { cancellationId: 'C-1', bookingId: 'B-website-1', recordId: 'R900002' };

/** A card, bound: what is left is to say where it is. */
async function upToCard({ hospital, model }: Opened) {
  const recordId = 'R900002';
  const subject = { kind: 'card', replaces: false } as const;
  const { amount } = value(await hospital.call('lock', { lockId: 'L-1', terminal, recordId, subject }));
  value(await hospital.call('createPaymentOrder', { orderNumber: 'O-1', lockId: 'L-1', amount: amount.self }));
  model.controls.pay('O-1');
  value(await hospital.call('confirm', { orderNumber: 'O-1', lockId: 'L-1', recordId }));
}

export interface Write {
  readonly verb: VerbName;
  /** Brings the hospital to where the write can be made, and says what to ask twice. */
  readonly prepare: (world: Opened) => Promise<{ readonly input: object; readonly other: object }>;
  readonly query: readonly [verb: VerbName, input: object];
}

export const newcomer = {
  requestId: 'Q-1',
  idNumber: people[5]?.card.number ?? '',
  name: people[5]?.card.name ?? '',
  sex: 'male',
  birth: '20010423',
  phone: '13800138000',
  consent: true,
};
export const charge = { orderNumber: 'O-1', payerCode: '130000000000000001' };
export const refund = { refundNumber: 'F-1', orderNumber: 'T-app-900101', terminal, amount: 1860, items: ['1'] };

export const writes: readonly Write[] = [
  {
    verb: 'createRecord',
    prepare: async () => ({ input: newcomer, other: { ...newcomer, phone: '13800138001' } }),
    query: ['getRecordRequest', { requestId: 'Q-1' }],
  },
  {
    verb: 'lock',
    prepare: async (world) => {
      const { recordId, subject } = await chosen(world);
      const input = { lockId: 'L-1', terminal, recordId, subject };
      return { input, other: { ...input, terminal: 'T-2' } };
    },
    query: ['getLock', { lockId: 'L-1' }],
  },
  {
    verb: 'createPaymentOrder',
    prepare: async (world) => {
      const { order } = await upToPayment(world);
      const input = { ...order, orderNumber: 'O-2' };
      return { input, other: { ...input, amount: input.amount + 1 } };
    },
    query: ['getPaymentOrder', { orderNumber: 'O-2' }],
  },
  {
    verb: 'chargePayerCode',
    prepare: async (world) => {
      await upToPayment(world);
      return { input: charge, other: { ...charge, payerCode: '130000000000000002' } };
    },
    query: ['getPaymentOrder', { orderNumber: 'O-1' }],
  },
  {
    verb: 'settleInsurance',
    prepare: async (world) => {
      const { settlement } = await upToPayment(world);
      world.model.controls.pay('O-1');
      return { input: settlement, other: { ...settlement, insured: settlement.insured + 1 } };
    },
    query: ['getInsuranceSettlement', { settlementId: 'S-1' }],
  },
  {
    verb: 'confirm',
    prepare: async (world) => {
      const { confirmation } = await upToConfirmation(world);
      return { input: confirmation, other: { ...confirmation, lockId: 'L-2' } };
    },
    query: ['getConfirmation', { orderNumber: 'O-1' }],
  },
  {
    verb: 'reportCardDelivery',
    prepare: async (world) => {
      await upToCard(world);
      const input = { orderNumber: 'O-1', state: 'handedOver' };
      return { input, other: { ...input, state: 'captured' } };
    },
    query: ['getCardDelivery', { orderNumber: 'O-1' }],
  },
  {
    verb: 'cancelBooking',
    prepare: async () => ({ input: cancellation, other: { ...cancellation, bookingId: 'B-window-1' } }),
    query: ['getCancellation', { cancellationId: 'C-1' }],
  },
  {
    verb: 'refundPayment',
    prepare: async () => ({ input: refund, other: { ...refund, amount: 1 } }),
    query: ['getRefund', { refundNumber: 'F-1' }],
  },
];
