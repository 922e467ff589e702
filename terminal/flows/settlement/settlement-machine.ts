import { assign, sendTo } from 'xstate';
import { left, troubled } from '../ending.ts';
import { doneWith, handed, orderOf, settlementSetup, toOtherPhases } from './settlement-setup.ts';

/**
 * One order from its first ask to its last slip, as the patient lives it: held, paid, delivered, confirmed, handed over,
 * or given back. Every errand that takes or gives anything runs one. The order itself is `terminal/money`'s, and goes on
 * when nobody looks.
 */
export const settlementMachine = settlementSetup.createMachine({
  id: 'settlement',
  context: ({ input }) => ({
    request: input,
    watched: undefined,
    again: undefined,
    work: 'takingCard',
    pagesOut: 0,
    deliveryFault: undefined,
    cardAtGate: false,
    gaveUp: false,
    ending: left,
  }),
  initial: 'checking',
  on: {
    journalFailed: [
      {
        guard: ({ context }) => context.watched !== undefined,
        target: '.done',
        actions: { type: 'endWithOrder', params: 'terminalFault' },
      },
      { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } },
    ],
  },
  states: {
    checking: {
      invoke: {
        src: 'checkDevices',
        input: ({ context }) => context.request,
        onDone: [
          { guard: ({ event }) => event.output.ok, target: 'ordering' },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'terminalFault' : event.output.fault),
            },
          },
        ],
      },
    },
    ordering: {
      invoke: {
        src: 'followOrder',
        id: 'followOrder',
        input: ({ context }) => context.request,
        onError: { target: 'done', actions: { type: 'end', params: troubled('terminalFault') } },
      },
      on: {
        order: { actions: assign({ watched: ({ event }) => event.watched }) },
      },
      initial: 'opening',
      states: {
        opening: {
          always: toOtherPhases('opening'),
          after: {
            lateOpening: { actions: [assign({ gaveUp: true }), sendTo('followOrder', { type: 'giveUp' })] },
          },
        },
        paying: {
          always: toOtherPhases('paying'),
          initial: 'open',
          on: { 'tap.cancel': { actions: sendTo('followOrder', { type: 'giveUp' }) } },
          states: {
            open: {
              invoke: { src: 'scanPayerCode' },
              on: {
                scanned: [
                  {
                    guard: ({ event }) => event.outcome.ok,
                    target: 'charged',
                    actions: [
                      assign({ again: undefined }),
                      sendTo('followOrder', ({ event }) => ({
                        type: 'charge',
                        payerCode: event.outcome.ok ? event.outcome.payerCode : '',
                      })),
                    ],
                  },
                  {
                    guard: ({ event }) => !event.outcome.ok && event.outcome.fault === 'barcodeInvalid',
                    target: 'open',
                    reenter: true,
                    actions: assign({ again: 'barcodeInvalid' }),
                  },
                  // A scanner that breaks takes the shown code's place from nobody.
                  { target: 'unscanned' },
                ],
              },
            },
            charged: {
              on: {
                order: {
                  target: 'open',
                  guard: ({ event }) => event.watched.charge === 'refused',
                  actions: assign({ watched: ({ event }) => event.watched, again: 'barcodeInvalid' }),
                },
              },
            },
            unscanned: {},
          },
        },
        cancelling: {
          always: [{ guard: 'isToldOfSilence', target: 'ended' }, ...toOtherPhases('cancelling')],
          after: {
            lateReversal: [
              { guard: 'wasGivenUp', target: 'ended' },
              { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'notPaid' } },
            ],
          },
        },
        delivering: {
          always: toOtherPhases('delivering'),
          invoke: {
            src: 'deliver',
            input: ({ context }) => ({ order: orderOf(context), request: context.request }),
            onError: { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'terminalFault' } },
          },
          on: {
            delivering: { actions: assign({ work: ({ event }) => event.work }) },
            pagesOut: { actions: assign({ pagesOut: ({ event }) => event.pages }) },
            deliveryFailed: { actions: assign({ deliveryFault: ({ event }) => event.fault }) },
          },
        },
        confirming: {
          always: toOtherPhases('confirming'),
          after: {
            lateConfirmation: {
              target: '#settlement.done',
              actions: { type: 'endWithOrder', params: 'lateConfirmation' },
            },
          },
        },
        handing: {
          always: toOtherPhases('handing'),
          invoke: {
            src: 'handOver',
            input: ({ context }) => ({ order: orderOf(context) }),
            onError: { target: '#settlement.done', actions: { type: 'endWithOrder', params: 'cardCaptured' } },
          },
          on: {
            cardAtGate: { actions: assign({ cardAtGate: true }) },
            delivering: { actions: assign({ work: ({ event }) => event.work, cardAtGate: false }) },
          },
        },
        givingBack: {
          always: toOtherPhases('givingBack'),
          after: {
            lateConfirmation: {
              target: '#settlement.done',
              actions: { type: 'endWithOrder', params: 'lateConfirmation' },
            },
          },
        },
        arriving: {
          always: toOtherPhases('arriving'),
          after: { arrival: 'fulfilled' },
        },
        refunding: {
          always: toOtherPhases('refunding'),
          after: {
            lateReversal: { target: '#settlement.done', actions: { type: 'endWithOrder', params: undefined } },
          },
        },
        fulfilled: {
          initial: 'handing',
          states: {
            handing: {
              always: [
                { guard: 'hasSlip', target: 'printing' },
                {
                  target: '#settlement.done',
                  actions: assign(({ context }) => ({ ending: doneWith(context, undefined) })),
                },
              ],
            },
            // The order is still followed here, so that its slip is known to be this visit's to print.
            printing: {
              invoke: {
                src: 'printSlip',
                input: ({ context }) => ({ handed: handed(context) }),
                onDone: {
                  target: '#settlement.done',
                  actions: assign(({ context, event }) => ({ ending: doneWith(context, event.output) })),
                },
                onError: {
                  target: '#settlement.done',
                  actions: assign(({ context }) => ({
                    ending: doneWith(context, { ok: false, fault: 'hardwareError' }),
                  })),
                },
              },
            },
          },
        },
        ended: {
          always: [
            {
              guard: 'wasGivenUp',
              target: '#settlement.done',
              actions: { type: 'end', params: { kind: 'givenUp' } },
            },
            { target: '#settlement.done', actions: { type: 'endWithOrder', params: undefined } },
          ],
        },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
