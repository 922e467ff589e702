/** What a day's books say, for reconciliation; and what the hospital and the platform tell terminals of their own accord. */
import * as v from 'valibot';
import { Fen } from '../amount.ts';
import { verb } from '../verb.ts';
import { Count, Day, Digits, Id, Instant, LocalText } from './words.ts';

export const ledgerNames = ['hospital', 'platform', 'insurance'] as const;
export type LedgerName = (typeof ledgerNames)[number];

export const LedgerRow = v.object({
  orderNumber: v.pipe(
    Id,
    v.description('of the order at the terminal; for a refund of another channel’s payment, the refund number'),
  ),
  kind: v.picklist(['confirmation', 'payment', 'refund', 'settlement']),
  reference: v.pipe(Id, v.description('order number, refund number or settlement id')),
  state: v.pipe(
    v.picklist(['confirmed', 'paid', 'closed', 'accepted', 'arrived', 'failed', 'settled', 'undoing', 'undone']),
  ),
  amount: v.pipe(Fen, v.description('total of a confirmation, paid or refunded fen, what insurance bears')),
  at: Instant,
  test: v.pipe(v.boolean(), v.description('made to try things out; counts nowhere')),
});
export type LedgerRow = v.InferOutput<typeof LedgerRow>;

export const Notice = v.object({
  sequence: v.pipe(Count, v.description('grows by at least 1')),
  terminal: Id,
  at: Instant,
  kind: v.pipe(
    v.picklist(['orderMoved', 'announcement']),
    v.description('orderMoved: something happened to an order; it is a reason to ask, never an answer'),
  ),
  orderNumber: v.exactOptional(Id),
  text: v.exactOptional(LocalText),
  until: v.pipe(v.exactOptional(Instant), v.description('an announcement is shown until then')),
});
export type Notice = v.InferOutput<typeof Notice>;

export const SignedNotice = v.object({
  notice: v.pipe(v.string(), v.description('the notice as JSON; the signature is over these very bytes, in UTF-8')),
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/), v.description('Ed25519, hexadecimal')),
});
export type SignedNotice = v.InferOutput<typeof SignedNotice>;

export const ledgerVerbs = {
  getLedger: verb({
    method: 'GET',
    path: '/ledgers/{ledger}',
    summary:
      'What one of the books has of a terminal on a day (of the hospital, the payment platform, or the insurance fund), at most 200 rows after a place',
    input: v.object({ ledger: v.picklist(ledgerNames), terminal: Id, day: Day, after: Digits }),
    reply: v.object({
      ledger: v.picklist(ledgerNames),
      rows: v.array(LedgerRow),
      next: v.pipe(v.nullable(Digits), v.description('the place to go on after; null at the end')),
    }),
    refusals: [],
  }),
  listNotices: verb({
    method: 'GET',
    path: '/notices/{terminal}',
    summary: 'Signed notices for a terminal, after the one with this sequence; at most 50',
    input: v.object({ terminal: Id, after: Digits }),
    reply: v.object({ terminal: Id, notices: v.array(SignedNotice) }),
    refusals: [],
  }),
} as const;
