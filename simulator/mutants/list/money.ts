import type { Mutant } from '../mutant.ts';

const counterpart = 'terminal/money/counterpart.ts';
const nextStep = 'terminal/money/next-step.ts';
const order = 'terminal/money/order.ts';
const money = 'terminal/money/money.ts';

/** What is owed to whom, in which order it goes back, and what no answer means. */
export const moneyMutants: readonly Mutant[] = [
  {
    name: 'silence-is-a-refusal',
    file: counterpart,
    line: "if (reply.failure === 'unknown') return { kind: 'unknown', why: reply.why };",
    mutated:
      "if (reply.failure === 'unknown') return found({ kind: 'act.refused', order: order.order, act, code: 'noAnswer' });",
    promise: 'An answer that says nothing is unknown, never failed.',
    slip: 'Whoever thinks of a time-out as one more way to say no.',
  },
  {
    name: 'closed-because-asked-to',
    file: counterpart,
    line: 'return paymentMoved(order, reply.value.state) ?? unchanged;',
    mutated: "return found({ kind: 'payment.closed', order: order.order });",
    promise: 'A payment that was quicker than its closing is given back.',
    slip: 'The call to close it succeeded, so it is taken to be closed.',
  },
  {
    name: 'undone-because-accepted',
    file: counterpart,
    line: "? found({ kind: 'insurance.undoing', order: order.order })",
    mutated: "? found({ kind: 'insurance.undone', order: order.order })",
    promise: 'Insurance is asked until it is undone.',
    slip: 'The fund said yes; that it only took the request is in its manual.',
  },
  {
    name: 'whole-price-given-back',
    file: order,
    line: "owing({ ...order, payment: 'paid' }, { transaction: order.order, amount: order.self });",
    mutated: "owing({ ...order, payment: 'paid' }, { transaction: order.order, amount: order.price });",
    promise: 'What was taken from the patient is given back to the patient, to the fen.',
    slip: 'Without insurance the two are the same.',
  },
  {
    name: 'refund-before-undoing',
    file: nextStep,
    line: 'const steps = refundFirst ? [repaying, undoing] : [undoing, repaying];',
    mutated: 'const steps = refundFirst ? [undoing, repaying] : [repaying, undoing];',
    promise: 'What was taken last is given back first.',
    slip: 'Two arms of a conditional, the wrong way round.',
  },
  {
    name: 'lock-released-first',
    file: nextStep,
    line: "if (order.payment === 'open' || order.payment === 'opening') {",
    mutated:
      "if (order.lock === 'held' && order.releasesFailed < releaseTries) return act('releaseLock'); if (order.payment === 'open' || order.payment === 'opening') {",
    promise: 'The lock is released when everything else has been given back.',
    slip: 'What is given up need not be held any longer, one would think.',
  },
  {
    name: 'confirmed-undelivered',
    file: nextStep,
    line: "if (isDelivered(order.purpose) && order.delivery !== 'done') return { kind: 'wait' };",
    mutated: "if (isDelivered(order.purpose) && order.delivery === 'begun') return { kind: 'wait' };",
    promise: 'A card is written and pages are printed before the hospital confirms.',
    slip: 'It waits for the device, and forgets that the device has not begun.',
  },
  {
    name: 'charge-reversed-too-soon',
    file: nextStep,
    line: "if (order.reverseFrom !== undefined && now < order.reverseFrom) return { kind: 'wait', until: order.reverseFrom };",
    mutated: '',
    promise: 'A charge is not reversed while the payer’s bank may still take it.',
    slip: 'Reversing at once looks kinder to the patient.',
  },
  {
    name: 'insured-amount-whole',
    file: counterpart,
    line: "if (state === 'settled') return found({ kind: 'insurance.settled', order, amount: price - self });",
    mutated: "if (state === 'settled') return found({ kind: 'insurance.settled', order, amount: price });",
    promise: 'The journal has what insurance paid, to the fen.',
    slip: 'Price and insured part are mixed up.',
  },
  {
    name: 'slip-kept-of-nobody',
    file: money,
    line: "if (order.slip === 'printed' || order.slip === 'kept' || isWatched(number)) return;",
    mutated: 'return;',
    promise: 'An order whose patient has left keeps its slip, and is over.',
    slip: 'The slip is the screen’s matter, it seems.',
  },
  {
    name: 'arrived-because-accepted',
    file: counterpart,
    line: "if (state === 'arrived') return found({ kind: 'refund.arrived', order: order.order, amount });",
    mutated: "if (state !== 'failed') return found({ kind: 'refund.arrived', order: order.order, amount });",
    promise: 'A refund is over when the money has arrived, and not when it was accepted.',
    slip: 'Everything but a failure looks like success.',
  },
  {
    name: 'released-once-in-vain',
    file: nextStep,
    line: 'const releaseTries = 3;',
    mutated: 'const releaseTries = 1;',
    promise: 'A release whose answer was lost is tried again.',
    slip: 'Locks expire by themselves, so once seems enough.',
  },
  {
    name: 'unknown-lock-kept',
    file: nextStep,
    line: "const mayHold = order.lock === 'held' || order.lock === 'unknown';",
    mutated: "const mayHold = order.lock === 'held';",
    promise: 'What may be held is released, also when nobody heard that it is.',
    slip: 'What one does not know to have, one does not give back.',
  },
  {
    name: 'refund-number-of-each-try',
    file: counterpart,
    line: 'const { refundNumber, repayment } = order;',
    mutated:
      "const { repayment } = order; const refundNumber = order.refundNumber + (order.refund === 'unknown' ? '-1' : '');",
    promise: 'What is tried again is tried under the same number.',
    slip: 'Every request gets a number of its own, as in most interfaces.',
  },
];
