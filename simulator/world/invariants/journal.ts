import type { NetworkRequest } from '../../../terminal/hospital/network.ts';
import { brokenAt } from '../../../terminal/journal/journal.ts';
import type { JournalRecord, JournalStore } from '../../../terminal/journal/store.ts';
import { type Order, settlementToUndo } from '../../../terminal/money/order.ts';
import { entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

type Act = NonNullable<Order['unresolved']>;

/** I4: the chain is whole, and every record whose writing was acknowledged is there. */
export function journalIsWhole(journal: JournalStore, acknowledged: JournalRecord | undefined): Violation[] {
  const broken = brokenAt(journal);
  if (broken) return [violated('I4', `record ${broken.sequence} ${broken.why}`)];
  if (!acknowledged) return [];
  const [there] = journal.read(acknowledged.sequence - 1, 1);
  return there?.hash === acknowledged.hash ? [] : [violated('I4', `record ${acknowledged.sequence} is not there`)];
}

const byOrder = ({ order }: Order) => order;
const byLock = ({ lockId }: Order) => lockId;
const byRefund = ({ refundNumber }: Order) => refundNumber;

/** Every act that changes something outside: how it is asked for, and the number of the order it goes by. */
const outwardActs: Readonly<Record<Act, { readonly request: RegExp; readonly number: (order: Order) => unknown }>> = {
  lock: { request: /^PUT .*\/locks\/([^/]+)$/, number: byLock },
  releaseLock: { request: /^POST .*\/locks\/([^/]+)\/release$/, number: byLock },
  createPayment: { request: /^PUT .*\/payment-orders\/([^/]+)$/, number: byOrder },
  charge: { request: /^PUT .*\/payment-orders\/([^/]+)\/charge$/, number: byOrder },
  closePayment: { request: /^POST .*\/payment-orders\/([^/]+)\/close$/, number: byOrder },
  settleInsurance: {
    request: /^PUT .*\/insurance-settlements\/([^/]+)$/,
    number: ({ settlementId }) => settlementId,
  },
  undoInsurance: { request: /^POST .*\/insurance-settlements\/([^/]+)\/undo$/, number: settlementToUndo },
  confirm: { request: /^PUT .*\/confirmations\/([^/]+)$/, number: byOrder },
  cancelBooking: { request: /^PUT .*\/cancellations\/([^/]+)$/, number: byOrder },
  reportCard: { request: /^PUT .*\/card-deliveries\/([^/]+)$/, number: byOrder },
  refund: { request: /^PUT .*\/refunds\/([^/]+)$/, number: byRefund },
};

const recordRequest = /^PUT .*\/record-requests\/([^/]+)$/;
/** Questions that are asked with a body. */
const question = /^POST .*\/(patients\/find|insurance-trials)$/;

/**
 * I4: no outward act leaves the terminal before its intent is in the journal. Looked at when a request is sent to the
 * hospital; one that is neither known nor a question is an act nobody wrote down.
 */
export function actIsIntended({ method, url }: NetworkRequest, journal: JournalStore): Violation[] {
  if (method === 'GET') return [];
  const asked = `${method} ${url}`;
  if (question.test(asked)) return [];
  for (const [act, { request, number }] of Object.entries(outwardActs)) {
    const named = request.exec(asked)?.[1];
    if (named === undefined) continue;
    const isIntended = journal.openOrders().some((order) => order.unresolved === act && number(order) === named);
    return isIntended ? [] : [violated('I4', `${act} of ${named} was sent before it was written down`)];
  }
  const record = recordRequest.exec(asked)?.[1];
  const isIntended = entriesOf(journal).some((it) => it.kind === 'record.intended' && it.request === record);
  return isIntended ? [] : [violated('I4', `${method} ${new URL(url).pathname} was sent before it was written down`)];
}

/** I4: no card is taken into the bin before that is written down; what a machine does by itself is written down after. */
export function capturesAreIntended(journal: Pick<JournalStore, 'read'>): Violation[] {
  let isBegun = false;
  return entriesOf(journal).flatMap((entry) => {
    if (entry.kind === 'card.capturing') isBegun = true;
    if (entry.kind === 'device.fault' && entry.device === 'cardDispenser') isBegun = true;
    if (entry.kind !== 'card.captured') return [];
    const found = isBegun ? [] : [violated('I4', `a card was captured (${entry.why}) before it was written down`)];
    isBegun = false;
    return found;
  });
}
