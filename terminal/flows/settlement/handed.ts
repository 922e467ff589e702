import type { Confirmation, Result } from '../../hospital/contract/locks.ts';
import type { Order } from '../../money/order.ts';
import type { Purpose } from '../../money/purpose.ts';
import type { LocalText, Row } from '../../screen/parts.ts';
import type { Done } from '../../screen/words.ts';

/** What a patient has at the end of an errand: the last screen and the slip say the same. Masked. */
export interface Handed {
  readonly done: Done;
  readonly rows: readonly Row[];
  readonly queueNumber?: string;
  readonly bookingCode?: string;
  readonly next: readonly LocalText[];
  readonly invoice?: string;
  readonly orderNumber: string;
}

type OfAppointment = Pick<
  Extract<Result, { kind: 'registration' }>,
  'day' | 'from' | 'to' | 'department' | 'doctor' | 'place'
>;

export const appointmentRows = ({ day, from, to, department, doctor, place }: OfAppointment): Row[] => [
  { label: 'when', value: { day, from, to } },
  { label: 'department', value: { text: department } },
  { label: 'doctor', value: { text: doctor } },
  { label: 'where', value: { text: place } },
];

/** The rows a patient paid by, without those an appointment says itself. */
const aside = (rows: readonly Row[]) =>
  rows.filter(({ label }) => label !== 'when' && label !== 'department' && label !== 'doctor' && label !== 'where');

/** What the hospital confirmed, as the patient gets it. */
export function handedOf(
  purpose: Purpose['kind'],
  rows: readonly Row[],
  { orderNumber, result, invoice }: Confirmation,
): Handed {
  const receipt = { orderNumber, ...(invoice !== undefined && { invoice }) };
  switch (result.kind) {
    case 'registration': {
      const done = purpose === 'booking' ? 'collected' : purpose === 'checkIn' ? 'checkedIn' : 'registered';
      const { queueNumber, place } = result;
      return { done, rows: [...aside(rows), ...appointmentRows(result)], queueNumber, next: [place], ...receipt };
    }
    case 'booking': {
      const { bookingCode } = result;
      return { done: 'booked', rows: [...aside(rows), ...appointmentRows(result)], bookingCode, next: [], ...receipt };
    }
    case 'bills':
      return { done: 'paid', rows, next: result.next, ...receipt };
    case 'card':
      return { done: 'cardIssued', rows, next: [], ...receipt };
    case 'reports':
      return { done: 'reportsPrinted', rows, next: [], ...receipt };
  }
}

/** What came of giving something back. */
export function givenBack(order: Order, rows: readonly Row[]): Handed {
  const { repayment, refund, purpose } = order;
  const word = refund === 'arrived' ? 'arrived' : 'accepted';
  const refundRows: Row[] = repayment
    ? [
        { label: 'refund', value: { fen: repayment.amount } },
        { label: 'state', value: { word } },
      ]
    : [];
  const returned = refund === 'arrived' ? 'refunded' : 'refundAccepted';
  return {
    done: purpose.kind === 'cancel' ? 'cancelled' : returned,
    rows: [...rows, ...refundRows],
    next: [],
    orderNumber: order.order,
  };
}
