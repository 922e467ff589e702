import { assign } from 'xstate';
import { known } from '../supplied.ts';
import { identifySetup, patientOf } from './identify-setup.ts';

/**
 * Who the patient is: by a card, a code or a typed number, with a guardian's card where the hospital asks for one. What
 * was shown is dropped as soon as the hospital's record is found.
 */
export const identifyMachine = identifySetup.createMachine({
  id: 'identify',
  context: ({ input }) => ({
    ...input,
    shown: undefined,
    guardian: undefined,
    records: [],
    again: undefined,
    reading: 'idCard',
    result: { kind: 'left' },
  }),
  initial: 'presenting',
  states: {
    presenting: {
      initial: 'waiting',
      invoke: { src: 'readCredential', input: ({ context }) => ({ ways: context.ways }) },
      states: {
        waiting: { on: { 'card.found': { target: 'reading', actions: 'noteWay' } } },
        reading: {},
      },
      on: {
        'credential.read': [
          { guard: 'isUsable', target: 'finding', actions: 'keepShown' },
          { guard: 'isAgain', target: 'presenting', reenter: true, actions: 'askAgain' },
          { target: 'done', actions: 'stumble' },
        ],
        'tap.choose': [
          { guard: { type: 'mayType', params: 'typedId' }, target: 'typingId', actions: 'sayNothing' },
          { guard: { type: 'mayType', params: 'booking' }, target: 'typingBooking', actions: 'sayNothing' },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    typingId: {
      on: {
        'tap.enter': [
          {
            guard: 'isIdNumber',
            target: 'finding',
            actions: assign(({ event }) => ({
              shown: { credential: { kind: 'typedId' as const, number: event.text.toUpperCase() } },
              guardian: undefined,
            })),
          },
          { target: 'typingId', reenter: true, actions: { type: 'say', params: 'wrongDigits' } },
        ],
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    typingBooking: {
      on: {
        'tap.enter': [
          {
            guard: 'isBookingCode',
            target: 'finding',
            actions: assign(({ event }) => ({
              shown: { credential: { kind: 'booking' as const, code: event.text } },
              guardian: undefined,
            })),
          },
          { target: 'typingBooking', reenter: true, actions: { type: 'say', params: 'notANumber' } },
        ],
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    finding: {
      invoke: {
        src: 'findPatients',
        input: ({ context }) => ({
          credential: known(context.shown).credential,
          ...(context.guardian && { guardian: context.guardian }),
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.records.length === 1,
            target: 'done',
            actions: assign(({ event }) => {
              const [record] = event.output.ok ? event.output.records : [];
              return record ? { result: { kind: 'patient' as const, patient: patientOf(record) } } : {};
            }),
          },
          {
            guard: ({ event }) => event.output.ok,
            target: 'choosingRecord',
            actions: assign(({ event }) => (event.output.ok ? { records: event.output.records } : {})),
          },
          {
            guard: ({ context, event }) =>
              !event.output.ok && event.output.trouble === 'guardianNeeded' && context.guardian === undefined,
            target: 'presentingGuardian',
            actions: 'sayNothing',
          },
          {
            guard: ({ context, event }) =>
              !event.output.ok &&
              event.output.trouble === 'patientUnknown' &&
              context.newcomers &&
              context.shown?.idCard !== undefined,
            target: 'done',
            actions: assign(({ context }) => ({
              result: {
                kind: 'newcomer' as const,
                newcomer: {
                  card: known(context.shown?.idCard),
                  ...(context.guardian && { guardian: context.guardian }),
                },
              },
            })),
          },
          {
            target: 'done',
            actions: assign(({ event }) => ({
              result: {
                kind: 'trouble' as const,
                trouble:
                  event.output.ok || event.output.trouble === 'guardianNeeded'
                    ? ('guardianUnusable' as const)
                    : event.output.trouble,
              },
            })),
          },
        ],
        onError: { target: 'done', actions: assign({ result: { kind: 'trouble', trouble: 'terminalFault' } }) },
      },
      on: { 'tap.cancel': 'done' },
    },
    presentingGuardian: {
      initial: 'waiting',
      invoke: { src: 'readCredential', input: { ways: ['idCard'] } },
      states: {
        waiting: { on: { 'card.found': { target: 'reading', actions: 'noteWay' } } },
        reading: {},
      },
      on: {
        'credential.read': [
          { guard: 'isIdCard', target: 'finding', actions: 'keepGuardian' },
          { guard: 'isAgain', target: 'presentingGuardian', reenter: true, actions: 'askAgain' },
          { target: 'done', actions: 'stumble' },
        ],
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    choosingRecord: {
      entry: 'forget',
      on: {
        'tap.choose': {
          guard: 'isRecord',
          target: 'done',
          actions: assign(({ context, event }) => {
            const record = context.records.find(({ recordId }) => recordId === event.id);
            return record ? { result: { kind: 'patient' as const, patient: patientOf(record) } } : {};
          }),
        },
        'tap.back': { target: 'presenting', actions: 'sayNothing' },
        'tap.cancel': 'done',
      },
    },
    done: { type: 'final', entry: 'forget' },
  },
  output: ({ context }) => context.result,
});
