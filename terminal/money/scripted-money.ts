/** Money against a counterpart that finds what a test says it finds, on virtual time and a journal in memory. */
import { expect } from 'vitest';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Confirmation } from '../hospital/contract/locks.ts';
import { createJournal, entryOf, type Journal } from '../journal/journal.ts';
import type { JournalStore } from '../journal/store.ts';
import type { LogEvent } from '../log-event.ts';
import type { Counterpart, Finding } from './counterpart.ts';
import { createMoney } from './money.ts';
import type { Money, Watched } from './money-port.ts';
import type { Question, Resolvable } from './next-step.ts';
import type { Order } from './order.ts';
import type { Act, OrderEntry } from './order-entry.ts';
import type { Opening } from './purpose.ts';

export const order = '20261121-0000000001';
export const opening: Opening = {
  order,
  visit: 'v',
  lockId: 'l',
  refundNumber: 'r',
  settlementId: 'i',
  recordId: 'p',
  purpose: { kind: 'slot', slotId: 's' },
  price: 2500,
  self: 2500,
  settle: 'afterPayment',
};
export const insured: Opening = { ...opening, self: 900, insuranceToken: 't' };
export const card: Opening = { ...opening, purpose: { kind: 'card', replaces: false } };
export const reports: Opening = { ...opening, purpose: { kind: 'reports', reportIds: ['x'] } };
export const payerCode = '134567890123456789';
const self = { fund: 0, account: 0, familyAccount: 0, assistance: 0, hospitalBorne: 0, self: 2500 };
export const confirmation: Confirmation = {
  orderNumber: order,
  recordId: 'p',
  amount: { total: 2500, ...self },
  result: { kind: 'card', replaced: false },
};

type Unnumbered<T> = T extends unknown ? Omit<T, 'order'> : never;
export const entry = (it: Unnumbered<Exclude<OrderEntry, { kind: 'order.opened' }>>): Finding => ({
  kind: 'entry',
  entry: { ...it, order } as OrderEntry,
});
export const unknown: Finding = { kind: 'unknown', why: 'no answer' };
export const absent: Finding = { kind: 'absent' };
export const unchanged: Finding = { kind: 'unchanged', payerBusy: false };

export const heldAt = (total: number, self: number) => entry({ kind: 'lock.held', total, self, lockedUntil: 900_000 });
export const held = heldAt(2500, 2500);
export const released = entry({ kind: 'lock.released' });
export const paid = entry({ kind: 'payment.paid' });
export const closed = entry({ kind: 'payment.closed' });
export const settled = entry({ kind: 'insurance.settled', amount: 1600 });
export const undoing = entry({ kind: 'insurance.undoing' });
export const undone = entry({ kind: 'insurance.undone' });
export const confirmed: Finding = {
  ...{ kind: 'entry', confirmation },
  entry: { kind: 'order.confirmed', order, purpose: 'slot', amount: 2500, paidHere: true },
};
export const reported = entry({ kind: 'card.reported' });
export const refundAccepted = entry({ kind: 'refund.accepted' });
export const refundArrived = entry({ kind: 'refund.arrived', amount: 2500 });
export const refused = (act: Act, code: string) => entry({ kind: 'act.refused', act, code });
export const open = entry({ kind: 'payment.open', code: 'qr', payUntil: 120_000 });
export const paying = { lock: [held], createPayment: [open] };

type Call = Act | `ask ${Question | Resolvable}`;
/** What each call finds, in turn; the last one stays. */
export type Script = Partial<Record<Call, readonly Finding[]>>;

/** Virtual time, and a store in memory whose disk can be full: a test brings them. */
export interface Ground {
  readonly clock: Clock & { advance(ms: number): Promise<void> };
  readonly store: JournalStore & { failAppends(reason: string | undefined): void };
}

/** What one test works with; every test has its own. */
export interface Trial extends Ground {
  readonly journal: Journal;
  readonly money: Money;
  readonly calls: readonly Call[];
  /** What was given with each charge. */
  readonly charged: readonly unknown[];
  readonly watched: Watched | undefined;
  /** Begins a run on the journal there is. */
  start(script: Script): void;
  /** The power fails and comes back: another run on the same journal, to its end. */
  restart(script: Script, cardInside?: boolean): Promise<void>;
  now(): Order | undefined;
  kinds(): readonly string[];
  count(call: Call): number;
  watch(): () => void;
  /** Whatever a test is about: nothing outward is done that the journal does not have, and no payer's code is kept. */
  check(): void;
}

export function createTrial({ clock, store }: Ground): Trial {
  const charged: unknown[] = [];
  const logged: LogEvent[] = [];
  const unintended: Act[] = [];
  let calls: Call[] = [];
  let watched: Watched | undefined;
  let running: { readonly journal: Journal; readonly money: Money };

  function start(script: Script): void {
    const left = new Map(Object.entries(script).map(([call, findings]) => [call, [...findings]]));
    async function next(call: Call): Promise<Finding> {
      calls.push(call);
      const findings = left.get(call);
      const finding = findings && findings.length > 1 ? findings.shift() : findings?.[0];
      if (!finding) throw new Error(`unscripted: ${call}`);
      return finding;
    }
    const counterpart: Counterpart = {
      act(_, act, payerCode) {
        const last = store.last();
        const before = last && entryOf(last);
        if (before?.kind !== 'act.intended' || before.act !== act) unintended.push(act);
        if (act === 'charge') charged.push(payerCode);
        return next(act);
      },
      ask: (_, about) => next(`ask ${about}`),
    };
    const journal = createJournal(store, clock, () => {});
    const policy = () => ({ firstQuery: 5000, queryEvery: 3000, reverseAfter: 15_000 });
    const log = (event: LogEvent) => logged.push(event);
    running = { journal, money: createMoney({ journal, counterpart, clock, log }, policy) };
  }
  start({});

  return {
    clock,
    store,
    charged,
    get journal() {
      return running.journal;
    },
    get money() {
      return running.money;
    },
    get calls() {
      return calls;
    },
    get watched() {
      return watched;
    },
    start,
    async restart(script, cardInside = false) {
      running.money.stop();
      calls = [];
      start(script);
      const recovered = running.money.recover(Promise.resolve(cardInside));
      await clock.advance(120_000);
      await recovered;
    },
    now: () => store.order(order),
    kinds: () => store.read(0, 1000).map((record) => entryOf(record).kind),
    count: (call) => calls.filter((it) => it === call).length,
    watch: () =>
      running.money.watch(order, (it) => {
        watched = it;
      }),
    check() {
      expect(unintended).toEqual([]);
      expect(JSON.stringify([store.read(0, 1000), store.order(order), logged])).not.toContain(payerCode);
    },
  };
}
