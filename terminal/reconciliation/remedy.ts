/** What a person does about a difference: one line each. */
import type { LedgerRow } from '../hospital/contract/ledgers.ts';
import type { DifferenceClass, Side } from './difference.ts';

export interface Found {
  readonly class: DifferenceClass;
  readonly kind: LedgerRow['kind'];
  /** Whether the journal has the order at all. */
  readonly known: boolean;
  readonly here?: Side;
  readonly there?: Side;
}

type ByKind = Readonly<Record<LedgerRow['kind'], string>>;

const onlyHere: ByKind = {
  confirmation:
    'Window: the patient holds a slip for this. Look the order up in the hospital’s system; enter it there, or give the money back.',
  payment:
    'Office: ask the payment platform for this order number. If it took nothing, the hospital delivered unpaid: collect it.',
  refund:
    'Office: ask the payment platform for this refund number. If it never came there, give the money back by hand.',
  settlement: 'Insurance office: ask the fund for this settlement. If it is not there, have it settled again by hand.',
};

const onlyThere: ByKind = {
  confirmation:
    'Window: something was given out that the terminal does not have as done. Ask the patient what they got.',
  payment: 'Office: the payer may have been charged for nothing. Look for what was given for it; else give it back.',
  refund: 'Office: somebody gave this back in the terminal’s name. Find out who, and whether it was owed.',
  settlement:
    'Insurance office: the fund bears something nothing is known of here. Have it undone if nothing was given.',
};

const amounts: ByKind = {
  confirmation: 'Office: compare the slip with the hospital’s prices of that minute; correct the book that is wrong.',
  payment: 'Office: the payer’s own receipt decides. Give back what was too much; correct the book that is wrong.',
  refund: 'Office: the payer’s own receipt decides. Give back what is missing, or ask back what was too much.',
  settlement: 'Insurance office: compare with the settlement’s own receipt; correct it with the fund.',
};

const states: ByKind = {
  confirmation:
    'Window: look the order up in the hospital’s system. What it says holds; the terminal asks when it runs.',
  payment: 'Office: ask the payment platform which holds. If it was paid and nothing was given, give it back.',
  refund: 'Office: ask the payment platform whether the money reached the payer. If not, give it back by hand.',
  settlement: 'Insurance office: ask the fund which holds, and whether the hospital’s system agrees.',
};

/** One side has not heard yet how it went on: the terminal asks until it has. */
const behind: Readonly<Record<string, readonly string[]>> = {
  open: ['closed'],
  accepted: ['arrived'],
  undoing: ['undone'],
};

export const nothingToDo = {
  crossesMidnight: 'Nothing: both have it, on two days. Count it on one of them.',
  test: 'Nothing: it was made to try things out and counts nowhere.',
} as const;

export function remedyOf({ class: found, kind, known, here, there }: Found): string {
  switch (found) {
    case 'onlyHere':
      return onlyHere[kind];
    case 'onlyThere':
      return known
        ? onlyThere[kind]
        : `The journal has nothing of this order: see whether it was exchanged or cut off. ${onlyThere[kind]}`;
    case 'amountDiffers':
      return amounts[kind];
    case 'stateDiffers':
      return here && there && behind[here.state]?.includes(there.state)
        ? 'Nothing is owed by this alone: the terminal has not heard of it yet. Let it run, and reconcile again.'
        : states[kind];
    case 'crossesMidnight':
    case 'test':
      return nothingToDo[found];
  }
}
