/** Orders a person has to look into, or that have not come to their end: with what the journal has of them. */
import { nextStep } from '../money/next-step.ts';
import type { Order } from '../money/order.ts';
import type { OrderEntry } from '../money/order-entry.ts';
import { dayOf } from '../zone.ts';
import type { History, Noted } from './history.ts';

export type CaseKind = 'refundFailed' | 'insuranceStuck' | 'unfinished';

export interface OpenCase {
  readonly kind: CaseKind;
  readonly order: string;
  /** Refund number, settlement id or order number. */
  readonly reference: string;
  /** Fen that are owed or stand open. */
  readonly amount: number;
  readonly remedy: string;
  /** What was done and what came of it, the oldest first. `at` is ISO 8601, UTC. */
  readonly evidence: readonly { readonly at: string; readonly what: string }[];
}

/** The cases among the orders that moved on a day. */
export function openCasesOf(histories: Iterable<History>, day: string, zone: string): readonly OpenCase[] {
  const cases: OpenCase[] = [];
  for (const { order, notes } of histories) {
    if (!notes.some(({ at }) => dayOf(at, zone) === day)) continue;
    const evidence = notes.flatMap(evident);
    for (const it of casesOf(order, notes)) cases.push({ ...it, order: order.order, evidence });
  }
  return cases;
}

type Case = Omit<OpenCase, 'order' | 'evidence'>;

function casesOf(order: Order, notes: readonly Noted[]): readonly Case[] {
  const found: Case[] = [];
  if (order.refund === 'failed') found.push(failedRefund(order, notes));
  if (order.insurance === 'stuck') {
    found.push({
      kind: 'insuranceStuck',
      reference: order.repayment?.settlementId ?? order.settlementId,
      amount: order.price - order.self,
      remedy: 'Insurance office: have the fund undo this settlement by hand; the patient has nothing for it.',
    });
  }
  if (found.length === 0 && nextStep(order, Number.NEGATIVE_INFINITY).kind !== 'done') {
    found.push({
      kind: 'unfinished',
      reference: order.order,
      amount: order.price,
      remedy: 'Let the terminal run and reach the hospital: it finishes the order or gives the money back by itself.',
    });
  }
  return found;
}

function failedRefund({ refundNumber, repayment }: Order, notes: readonly Noted[]): Case {
  const base = { kind: 'refundFailed', reference: refundNumber, amount: repayment?.amount ?? 0 } as const;
  const code = notes.flatMap(({ entry }) =>
    entry.kind === 'act.refused' && entry.act === 'refund' ? entry.code : [],
  )[0];
  if (code !== undefined) {
    return {
      ...base,
      remedy: `Window: the refund was refused (${code}). See whether it is owed; if so, give it back by hand.`,
    };
  }
  if (notes.some(({ entry }) => entry.kind === 'payment.disputed')) {
    return {
      ...base,
      remedy: 'Office: somebody else gave some of it back. Find out how much, and give back the rest.',
    };
  }
  return {
    ...base,
    remedy: 'Window: the refund came back. Ask the patient for another account, or pay it out in cash.',
  };
}

/** Slips and pages say nothing about money. */
function evident({ at, entry }: Noted): { readonly at: string; readonly what: string }[] {
  const what = wordsOf(entry);
  return what === undefined ? [] : [{ at: new Date(at).toISOString(), what }];
}

function wordsOf(entry: OrderEntry): string | undefined {
  switch (entry.kind) {
    case 'order.opened':
      return `opened: ${entry.purpose.kind}`;
    case 'order.abandoned':
      return `given up: ${entry.why}`;
    case 'act.intended':
      return `${entry.act} begun`;
    case 'act.unknown':
      return `${entry.act} unknown: ${entry.why}`;
    case 'act.refused':
      return `${entry.act} refused: ${entry.code}`;
    case 'slip.intended':
    case 'slip.printed':
    case 'slip.kept':
    case 'pages.out':
      return undefined;
    default:
      return entry.kind;
  }
}
