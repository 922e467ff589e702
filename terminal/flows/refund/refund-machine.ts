import { assign } from 'xstate';
import type { Trouble } from '../../screen/words.ts';
import { troubled } from '../ending.ts';
import { identifying, settling } from '../stages.ts';
import {
  beginning,
  hasReleased,
  isPaid,
  isReleased,
  type LoadedTransactions,
  orderOf,
  refundSetup,
  spanOf,
} from './refund-setup.ts';

/** Why the errand ends where nothing of what was paid can be given back. */
function whyNothing(loaded: LoadedTransactions): Trouble | undefined {
  if (!loaded.ok) return loaded.trouble;
  const paid = loaded.transactions.filter(isPaid);
  if (paid.length === 0) return 'noTransactions';
  return paid.some(hasReleased) ? undefined : 'notReleased';
}

/** Money back for what the hospital released: identify, choose the payment and its items, read over, settlement. */
export const refundMachine = refundSetup.createMachine({
  id: 'refund',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('loading'),
    loading: {
      invoke: {
        src: 'loadTransactions',
        input: ({ context }) => spanOf(context),
        onDone: [
          {
            guard: ({ event }) => whyNothing(event.output) === undefined,
            target: 'choosing',
            actions: assign(({ event }) => ({
              transactions: event.output.ok ? event.output.transactions.filter(isPaid) : [],
            })),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(whyNothing(event.output) ?? 'terminalFault') },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosing: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isOpenTransaction',
          target: 'choosingItems',
          actions: assign(({ context, event }) => {
            const transaction = context.transactions.find(({ orderNumber }) => orderNumber === event.id);
            const chosen = transaction?.items.filter(isReleased).map(({ itemId }) => itemId) ?? [];
            return { transaction, chosen };
          }),
        },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    choosingItems: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isReleasedItem', actions: 'toggle' },
        'tap.confirm': { guard: 'hasChosen', target: 'reviewing' },
        'tap.back': 'choosing',
        'tap.cancel': 'done',
      },
    },
    reviewing: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isRefund', target: 'settling' },
        'tap.back': 'choosingItems',
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loading'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
