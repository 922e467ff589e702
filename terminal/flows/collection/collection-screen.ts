import type { SnapshotFrom } from 'xstate';
import type { Booking } from '../../hospital/contract/records.ts';
import type { Choice, Row } from '../../screen/parts.ts';
import type { Word } from '../../screen/words.ts';
import type { WholeScreen } from '../../visit/pages.ts';
import { identifyScreen } from '../identify/identify-screen.ts';
import { type PayingAt, settlementScreen } from '../settlement/settlement-screen.ts';
import { known } from '../supplied.ts';
import { working } from '../working.ts';
import type { collectionMachine } from './collection-machine.ts';
import { bookingRows, type CollectionContext, deedsOf } from './collection-setup.ts';

function markOf({ state, collect }: Booking): Word {
  if (state !== 'booked') return state;
  switch (collect) {
    case 'now':
      return 'collectNow';
    case 'done':
      return 'collected';
    case 'no':
      return 'cancelled';
    default:
      return collect;
  }
}

function choiceOf(booking: Booking): Choice {
  const { bookingId, department, day, from, to, doctor, channel, payment, price } = booking;
  return {
    id: bookingId,
    title: { text: department },
    details: [{ day, from, to }, { text: doctor }, { word: channel }],
    ...(payment === 'unpaid' && { amount: price }),
    mark: markOf(booking),
    open: deedsOf(booking).length > 0,
  };
}

/** Whether it is paid, and when its number can be had; of one that has its number, how far it is. */
function stateRows({ state, payment, collectFrom }: Booking): Row[] {
  if (state !== 'booked') return [{ label: 'state', value: { word: state } }];
  return [
    { label: 'state', value: { word: payment } },
    { label: 'collectFrom', value: { plain: collectFrom } },
  ];
}

/** What would be given back. */
function givenBackRows({ booking }: CollectionContext): Row[] {
  const { payment, paid } = known(booking);
  const state: Row = { label: 'state', value: { word: payment } };
  return paid > 0 ? [state, { label: 'refund', value: { fen: paid } }] : [state];
}

export function collectionScreen(snapshot: SnapshotFrom<typeof collectionMachine>, at: PayingAt): WholeScreen {
  const { context } = snapshot;
  if (snapshot.matches('identifying')) return identifyScreen(snapshot.children.identify?.getSnapshot());
  if (snapshot.matches('settling')) return settlementScreen(snapshot.children.settlement?.getSnapshot(), at);
  if (snapshot.matches('choosing')) {
    const patient = known(context.patient).masked;
    return { name: 'chooseOne', what: 'booking', patient, choices: context.bookings.map(choiceOf) };
  }
  if (snapshot.matches('reviewing')) {
    const booking = known(context.booking);
    const channel: Row = { label: 'channel', value: { word: booking.channel } };
    const rows = [...bookingRows(context), channel, ...stateRows(booking)];
    return { name: 'review', what: 'booking', rows, options: deedsOf(booking) };
  }
  if (snapshot.matches('reviewingPrice')) {
    return { name: 'review', what: 'booking', rows: bookingRows(context), split: context.split, options: ['pay'] };
  }
  if (snapshot.matches('reviewingCancellation')) {
    const rows = [...bookingRows(context), ...givenBackRows(context)];
    return { name: 'review', what: 'cancellation', rows, options: ['cancelBooking', 'keepBooking'] };
  }
  return working(snapshot.matches('asking') ? 'asking' : 'loadingRecords', snapshot);
}
