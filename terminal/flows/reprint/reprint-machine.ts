import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { identifying, printing } from '../stages.ts';
import { known } from '../supplied.ts';
import { askedOf, beginning, paperOf, printedEnding, reprintSetup, slipsAmong } from './reprint-setup.ts';

/** A slip that could not be printed, or was lost: identify, choose what it was for, print. It moves no money. */
export const reprintMachine = reprintSetup.createMachine({
  id: 'reprint',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('loadingTransactions'),
    loadingTransactions: {
      invoke: {
        src: 'loadTransactions',
        input: ({ context }) => askedOf(context),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && slipsAmong(event.output.transactions).length > 0,
            target: 'choosing',
            actions: assign(({ event }) => (event.output.ok ? { slips: slipsAmong(event.output.transactions) } : {})),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'noSlips' : event.output.trouble),
            },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    choosing: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: 'isPrintable', target: 'loadingConfirmation', actions: 'keepSlip' },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    loadingConfirmation: {
      invoke: {
        src: 'loadConfirmation',
        input: ({ context }) => ({
          orderNumber: known(context.slip).orderNumber,
          recordId: known(context.patient).recordId,
        }),
        onDone: [
          {
            guard: {
              type: 'isAsked',
              params: ({ event }) => (event.output.ok ? event.output.confirmation : { orderNumber: '', recordId: '' }),
            },
            target: 'printing',
            actions: assign(({ event }) => (event.output.ok ? { confirmation: event.output.confirmation } : {})),
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    printing: printing(paperOf, printedEnding),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
