import { assign, fromPromise, setup } from 'xstate';
import { selfPaid } from '../../hospital/amount.ts';
import type { Booking } from '../../hospital/contract/records.ts';
import type { Purpose } from '../../money/purpose.ts';
import type { Row, Split } from '../../screen/parts.ts';
import type { Option, Trouble } from '../../screen/words.ts';
import { type Ending, left, troubled } from '../ending.ts';
import type { ErrandInput, JournalFailed } from '../errand-input.ts';
import { identifyMachine } from '../identify/identify-machine.ts';
import type { Loaded } from '../loaded.ts';
import type { KnownPatient } from '../patient.ts';
import { appointmentRows } from '../settlement/handed.ts';
import type { OrderRequest } from '../settlement/order-request.ts';
import { settlementMachine } from '../settlement/settlement-machine.ts';
import { known, supplied } from '../supplied.ts';
import type { TapEvent } from '../tap-event.ts';
import { splitOf, type Trial } from '../trial.ts';

/** What can be done with a booking at a terminal. */
type Deed = Extract<Option, 'collect' | 'checkIn' | 'cancelBooking'>;

export interface CollectionContext extends ErrandInput {
  readonly patient: KnownPatient | undefined;
  readonly bookings: readonly Booking[];
  readonly booking: Booking | undefined;
  readonly deed: Deed;
  readonly split: Split;
  readonly ending: Ending;
}

/** What can be done with a booking now, the main thing first. */
export function deedsOf({ collect, mayCheckIn, mayCancel }: Booking): readonly Deed[] {
  const deeds: Deed[] = [];
  if (collect === 'now') deeds.push('collect');
  if (mayCheckIn) deeds.push('checkIn');
  if (mayCancel) deeds.push('cancelBooking');
  return deeds;
}

/** Why nothing can be done with a booking. */
export function troubleOfBooking({ collect, state }: Booking): Trouble {
  switch (collect) {
    case 'tooEarly':
    case 'tooLate':
    case 'wrongDay':
      return collect;
    case 'now':
    case 'done':
      return 'alreadyCollected';
    case 'no':
      if (state === 'cancelled') return 'alreadyCancelled';
      return state === 'missed' ? 'tooLate' : 'clinicCancelled';
  }
}

/** The code of this booking was shown: there is no list to go back to. */
export const isByCode = ({ patient, booking }: CollectionContext): boolean =>
  booking !== undefined && booking.bookingId === patient?.bookingId;

export const bookingRows = (context: CollectionContext): Row[] => [
  { label: 'patient', value: { plain: known(context.patient).masked } },
  ...appointmentRows(known(context.booking)),
];

const nothing = splitOf(selfPaid(0));

/** Nothing for the patient to agree to. What insurance would bear in full is still read over: it may be their account. */
const isNothingDue = ({ payment }: Booking, { total, self }: Split): boolean =>
  self === 0 && (payment !== 'unpaid' || total === 0);

/** What the patient paid for a booking that is given back. */
const paidBefore = ({ paid }: Booking): Split => splitOf(selfPaid(paid));

/** The money in the rows of an order: what is paid now, or was before. A free number says nothing of it. */
function moneyRows({ booking, deed, split }: CollectionContext): Row[] {
  const { payment, price } = known(booking);
  if (payment === 'prepaid') return [{ label: 'price', value: { fen: price } }];
  return deed === 'collect' && split.total > 0 ? [{ label: 'price', value: { fen: split.total } }] : [];
}

export function orderOf(context: CollectionContext): OrderRequest {
  const booking = known(context.booking);
  const { bookingId } = booking;
  const orders: Record<Deed, { readonly purpose: Purpose; readonly split: Split }> = {
    collect: { purpose: { kind: 'booking', bookingId }, split: context.split },
    checkIn: { purpose: { kind: 'checkIn', bookingId }, split: nothing },
    cancelBooking: { purpose: { kind: 'cancel', bookingId }, split: paidBefore(booking) },
  };
  const rows = [...bookingRows(context), ...moneyRows(context)];
  return { patient: known(context.patient), ...orders[context.deed], rows };
}

/** What the chart of the collection is made of: its types, the actors it names, its guards. */
export const collectionSetup = setup({
  types: {
    context: {} as CollectionContext,
    events: {} as TapEvent | JournalFailed,
    input: {} as ErrandInput,
    output: {} as Ending,
    tags: {} as 'patient',
    children: {} as { identify: 'identify'; settlement: 'settlement' },
  },
  actors: {
    identify: identifyMachine,
    settlement: settlementMachine,
    loadBookings: fromPromise<Loaded<{ bookings: readonly Booking[] }>, { recordId: string }>(supplied),
    trial: fromPromise<Loaded<{ split: Split }>, Trial>(supplied),
  },
  guards: {
    isByCode: ({ context }) => isByCode(context),
    isBooking: ({ context }) => context.booking !== undefined,
    mayAnything: ({ context }) => context.booking !== undefined && deedsOf(context.booking).length > 0,
    isOpenBooking: ({ context, event }) =>
      event.type === 'tap.choose' &&
      context.bookings.some((booking) => booking.bookingId === event.id && deedsOf(booking).length > 0),
    may: ({ context, event }, deed: Deed) =>
      event.type === 'tap.choose' && event.id === deed && deedsOf(known(context.booking)).includes(deed),
    isNothingDue: ({ context }) => isNothingDue(known(context.booking), context.split),
    isOption: ({ event }, option: Option) => event.type === 'tap.choose' && event.id === option,
  },
  actions: {
    resolve: assign({ deed: (_, deed: Deed) => deed }),
    keepPatient: assign((_, patient: KnownPatient) => ({ patient })),
    keepSplit: assign((_, split: Split) => ({ split })),
    end: assign((_, ending: Ending) => ({ ending })),
    endWithBooking: assign(({ context }) => ({ ending: troubled(troubleOfBooking(known(context.booking))) })),
  },
});

export const beginning = (input: ErrandInput): CollectionContext => ({
  ...input,
  patient: undefined,
  bookings: [],
  booking: undefined,
  deed: 'collect',
  split: nothing,
  ending: left,
});
