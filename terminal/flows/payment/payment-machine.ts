import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { asking, identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { trialOf } from '../trial.ts';
import { beginning, isOpen, orderOf, type PaymentContext, paymentSetup, subjectOf } from './payment-setup.ts';

/** Open bills, some or all of them: identify, choose, read over, settlement. */
export const paymentMachine = paymentSetup.createMachine({
  id: 'payment',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('loading'),
    loading: {
      invoke: {
        src: 'loadBills',
        input: ({ context }) => ({ recordId: known(context.patient).recordId }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.bills.length > 0,
            target: 'choosing',
            actions: assign(({ event }) => {
              const bills = event.output.ok ? event.output.bills : [];
              return { bills, chosen: bills.filter(isOpen).map(({ billId }) => billId) };
            }),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'noBills' : troubleIn(event.output)),
            },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosing: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isOpenBill', actions: 'toggle' },
        'tap.confirm': { guard: 'hasChosen', target: 'asking' },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    asking: asking((context: PaymentContext) => trialOf(known(context.patient), subjectOf(context)), 'reviewing'),
    reviewing: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isPay', target: 'settling' },
        'tap.back': 'choosing',
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loading'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
