import type { Transaction } from '../../hospital/contract/records.ts';
import type { Choice, Masked, Row, Split, Value } from '../../screen/parts.ts';
import { dayOf, timeOf } from '../../zone.ts';

/** When it was, in the hospital's zone (IANA). */
function momentOf({ at }: Transaction, zone: string): Value {
  const instant = Date.parse(at);
  return { day: dayOf(instant, zone), from: timeOf(instant, zone) };
}

/** A past transaction as a tile of a list: what, when, through which channel, what the patient paid of it, its state. */
export const transactionChoice = (transaction: Transaction, zone: string): Choice => ({
  id: transaction.orderNumber,
  title: { text: transaction.title },
  details: [momentOf(transaction, zone), { word: transaction.channel }],
  amount: transaction.amount.self,
  mark: transaction.state,
  open: true,
});

export const splitOf = ({ amount: { total, self } }: Transaction): Split => ({ total, insured: total - self, self });

const factRows = (transaction: Transaction, zone: string): Row[] => [
  { label: 'when', value: momentOf(transaction, zone) },
  { label: 'channel', value: { word: transaction.channel } },
  { label: 'state', value: { word: transaction.state } },
];

const refundRows = ({ refunded }: Transaction): Row[] =>
  refunded > 0 ? [{ label: 'refunded', value: { fen: refunded } }] : [];

/** On the screen, where the amounts stand beside it as a split. */
export const summaryRows = (transaction: Transaction, zone: string): readonly Row[] => [
  { label: 'what', value: { text: transaction.title } },
  ...factRows(transaction, zone),
  ...refundRows(transaction),
  { label: 'order', value: { plain: transaction.orderNumber } },
];

/** What the patient takes along, amounts and all. The order number stands on every slip by itself. */
export function handedRows(masked: Masked, transaction: Transaction, zone: string): readonly Row[] {
  const { total, insured, self } = splitOf(transaction);
  return [
    { label: 'patient', value: { plain: masked } },
    { label: 'what', value: { text: transaction.title } },
    ...factRows(transaction, zone),
    { label: 'total', value: { fen: total } },
    { label: 'insurance', value: { fen: insured } },
    { label: 'self', value: { fen: self } },
    ...refundRows(transaction),
  ];
}

/** On paper only, two rows an item: what it is, and what the patient paid of it. */
export const itemRows = ({ items }: Transaction): readonly Row[] =>
  items.flatMap(({ title, amount }): Row[] => [
    { label: 'items', value: { text: title } },
    { label: 'self', value: { fen: amount } },
  ]);
