import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { pageCount, pageSizes, paging } from '../paging.ts';
import { identifying, settling } from '../stages.ts';
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
              return { bills, chosen: bills.filter(isOpen).map(({ billId }) => billId), page: 1 };
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
    },
    choosing: {
      tags: 'patient',
      on: {
        ...paging((context: PaymentContext) => pageCount(context.bills.length, pageSizes.tiles)),
        'tap.choose': { guard: 'isOpenBill', actions: 'toggle' },
        'tap.confirm': { guard: 'hasChosen', target: 'asking' },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    /** What insurance would bear, before anything is held. */
    asking: {
      invoke: {
        src: 'trial',
        input: ({ context }) => trialOf(known(context.patient), subjectOf(context)),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'reviewing',
            actions: assign(({ event }) => (event.output.ok ? { split: event.output.split } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
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
