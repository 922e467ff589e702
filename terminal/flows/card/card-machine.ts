import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { foundNobody, foundPatient, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { beginning, cardSetup, orderOf } from './card-setup.ts';

/** A hospital card, the first or a new one for a lost one: identify, make the record of a newcomer, review, settlement. */
export const cardMachine = cardSetup.createMachine({
  id: 'card',
  context: ({ input }) => beginning(input),
  initial: 'opening',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    opening: {
      always: [
        { guard: 'issuesCards', target: 'identifying' },
        { target: 'done', actions: { type: 'end', params: troubled('noCard') } },
      ],
    },
    identifying: {
      tags: 'patient',
      invoke: {
        src: 'identify',
        id: 'identify',
        // A card is bound to a person, and a record made of one, by the ID card alone.
        input: { ways: ['idCard'], newcomers: true },
        // Nothing to do but to be seen: what stands on the screen is in the identifying machine.
        onSnapshot: {},
        onDone: [
          foundPatient('reviewingCard'),
          {
            guard: ({ event }) => event.output.kind === 'newcomer',
            target: 'enteringPhone',
            actions: assign(({ event }) =>
              event.output.kind === 'newcomer' ? { newcomer: event.output.newcomer } : {},
            ),
          },
          foundNobody,
        ],
      },
    },
    enteringPhone: {
      tags: 'patient',
      on: {
        'tap.enter': [
          { guard: 'isMobileNumber', target: 'reviewingRecord', actions: 'keepPhone' },
          { target: 'enteringPhone', reenter: true, actions: { type: 'say', params: 'wrongDigits' } },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    reviewingRecord: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: { type: 'isOption', params: 'agree' }, target: 'creatingRecord' },
        'tap.back': { target: 'enteringPhone', actions: 'dropPhone' },
        'tap.cancel': 'done',
      },
    },
    creatingRecord: {
      invoke: {
        src: 'createRecord',
        input: ({ context }) => ({ newcomer: known(context.newcomer), phone: known(context.phone) }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'reviewingCard',
            actions: [
              { type: 'meet', params: ({ event }) => (event.output.ok ? event.output.recordId : '') },
              'forget',
            ],
          },
          {
            target: 'done',
            actions: { type: 'end', params: ({ event }) => troubled(troubleIn(event.output)) },
          },
        ],
      },
    },
    reviewingCard: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: { type: 'isOption', params: 'issueCard' }, target: 'settling' },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'reviewingCard'),
    done: { type: 'final', entry: 'forget' },
  },
  output: ({ context }) => context.ending,
});
