import { assign } from 'xstate';
import { troubled } from '../ending.ts';
import { troubleIn } from '../loaded.ts';
import { asking, identifying, settling } from '../stages.ts';
import { known } from '../supplied.ts';
import { trialOf } from '../trial.ts';
import { beginning, type CollectionContext, collectionSetup, orderOf } from './collection-setup.ts';

/** A booking or a number: collected, checked in with, or given back. Identify, choose, read over, settlement. */
export const collectionMachine = collectionSetup.createMachine({
  id: 'collection',
  context: ({ input }) => beginning(input),
  initial: 'identifying',
  on: { journalFailed: { target: '.done', actions: { type: 'end', params: troubled('terminalFault') } } },
  states: {
    identifying: identifying('loading'),
    loading: {
      invoke: {
        src: 'loadBookings',
        input: ({ context }) => ({ recordId: known(context.patient).recordId }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.bookings.length > 0,
            target: 'deciding',
            actions: assign(({ context, event }) => {
              const bookings = event.output.ok ? event.output.bookings : [];
              const booking = bookings.find(({ bookingId }) => bookingId === context.patient?.bookingId);
              return { bookings, booking };
            }),
          },
          {
            target: 'done',
            actions: {
              type: 'end',
              params: ({ event }) => troubled(event.output.ok ? 'noBookings' : troubleIn(event.output)),
            },
          },
        ],
      },
      on: { 'tap.cancel': 'done' },
    },
    /** The code of a booking says which one it is about. */
    deciding: {
      always: [
        { guard: 'mayAnything', target: 'reviewing' },
        { guard: 'isBooking', target: 'done', actions: 'endWithBooking' },
        { target: 'choosing' },
      ],
    },
    choosing: {
      tags: 'patient',
      on: {
        'tap.choose': {
          guard: 'isOpenBooking',
          target: 'reviewing',
          actions: assign({
            booking: ({ context, event }) => context.bookings.find(({ bookingId }) => bookingId === event.id),
          }),
        },
        'tap.back': 'done',
        'tap.cancel': 'done',
      },
    },
    reviewing: {
      tags: 'patient',
      on: {
        'tap.choose': [
          {
            guard: { type: 'may', params: 'collect' },
            target: 'asking',
            actions: { type: 'resolve', params: 'collect' },
          },
          {
            guard: { type: 'may', params: 'checkIn' },
            target: 'settling',
            actions: { type: 'resolve', params: 'checkIn' },
          },
          {
            guard: { type: 'may', params: 'cancelBooking' },
            target: 'reviewingCancellation',
            actions: { type: 'resolve', params: 'cancelBooking' },
          },
        ],
        'tap.back': [{ guard: 'isByCode', target: 'done' }, { target: 'choosing' }],
        'tap.cancel': 'done',
      },
    },
    /** What is still to be paid for the number, and what insurance would bear of it. */
    asking: asking(
      ({ patient, booking }: CollectionContext) =>
        trialOf(known(patient), { kind: 'booking', bookingId: known(booking).bookingId }),
      'pricing',
    ),
    pricing: { always: [{ guard: 'isNothingDue', target: 'settling' }, { target: 'reviewingPrice' }] },
    reviewingPrice: {
      tags: 'patient',
      on: {
        'tap.choose': { guard: { type: 'isOption', params: 'pay' }, target: 'settling' },
        'tap.back': 'reviewing',
        'tap.cancel': 'done',
      },
    },
    reviewingCancellation: {
      tags: 'patient',
      on: {
        'tap.choose': [
          { guard: { type: 'isOption', params: 'cancelBooking' }, target: 'settling' },
          { guard: { type: 'isOption', params: 'keepBooking' }, target: 'reviewing' },
        ],
        'tap.back': 'reviewing',
        'tap.cancel': 'done',
      },
    },
    settling: settling(orderOf, 'loading'),
    done: { type: 'final' },
  },
  output: ({ context }) => context.ending,
});
