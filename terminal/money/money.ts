import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import { type Journal, JournalError } from '../journal/journal.ts';
import type { Log } from '../log-event.ts';
import type { Counterpart, Finding } from './counterpart.ts';
import { nextStep, type Step } from './next-step.ts';
import type { Abandonment, Act, Opening, Order, OrderEntry } from './order.ts';

export interface MoneyPolicy {
  /** Milliseconds from the code being shown to the first question whether it is paid. */
  readonly firstQuery: number;
  /** Milliseconds between two such questions. */
  readonly queryEvery: number;
}

/** An order as a flow sees it: what the journal says, and whether the payer is just typing a password. */
export interface Watched {
  readonly order: Order;
  readonly payerBusy: boolean;
}

/** The only place that moves money. Every order it was given runs to its end, whoever is or is not at the screen. */
export interface Money {
  /** Writes the order down and begins it. Throws `JournalError` when it could not be written; then nothing was begun. */
  open(opening: Opening): void;
  /** Asks for an order to be given up. What has been paid by then is given back. */
  abandon(number: string, why: Abandonment): void;
  /** Calls `listener` with the order now and after every change of it. Returns how to stop. */
  watch(number: string, listener: (watched: Watched) => void): () => void;
  /** Takes up every order a former run left open. Resolves when all of them have come to their end. */
  recover(): Promise<void>;
  /** Orders still being worked on. */
  readonly running: number;
  /** Stops asking and acting; what is open stays open in the journal. */
  stop(): void;
}

export interface MoneyPorts {
  readonly journal: Journal;
  readonly counterpart: Counterpart;
  readonly clock: Clock;
  readonly log: Log;
}

/** Pauses after answers that told nothing: 1 s, doubling, at most a minute. */
const backOff = (fruitless: number) => Math.min(60_000, 1000 * 2 ** Math.min(fruitless, 6));

export function createMoney({ journal, counterpart, clock, log }: MoneyPorts, policy: () => MoneyPolicy): Money {
  const listeners = new Map<string, Set<(watched: Watched) => void>>();
  /** Running orders; aborting one's controller wakes it from a pause or a question. */
  const running = new Map<string, AbortController>();
  const payerBusy = new Set<string>();
  let stopped = false;

  function notify(number: string): void {
    const order = journal.order(number);
    if (!order) return;
    const watched = { order, payerBusy: payerBusy.has(number) };
    for (const listener of [...(listeners.get(number) ?? [])]) listener(watched);
  }

  function write(entry: OrderEntry): void {
    const before = journal.order(entry.order)?.state;
    journal.append(entry);
    const after = journal.order(entry.order)?.state;
    if (after !== undefined && after !== before) log({ event: 'order.state', order: entry.order, state: after });
    notify(entry.order);
  }

  async function act(order: Order, it: Act): Promise<Finding> {
    write({ kind: 'act.intended', order: order.order, act: it });
    const finding = await counterpart.act(order, it);
    if (finding.kind === 'unknown' && !stopped) {
      write({ kind: 'act.unknown', order: order.order, act: it, why: finding.why });
    }
    return finding;
  }

  async function carryOut(order: Order, step: Exclude<Step, { kind: 'done' }>, signal: AbortSignal): Promise<Finding> {
    switch (step.kind) {
      case 'abandon':
        return { kind: 'entry', entry: { kind: 'order.abandoned', order: order.order, why: step.why } };
      case 'act':
        return act(order, step.act);
      case 'ask':
        return counterpart.ask(order, step.about, signal);
      case 'resolve': {
        const finding = await counterpart.ask(order, step.act, signal);
        return finding.kind === 'absent' && !stopped ? act(order, step.act) : finding;
      }
    }
  }

  /** How long to leave an order alone after a finding; 0 goes on at once. */
  function pauseAfter(step: Step, finding: Finding, fruitless: number): number {
    if (finding.kind === 'entry') return finding.entry.kind === 'payment.open' ? policy().firstQuery : 0;
    const waitsForPayer = step.kind === 'ask' && step.about === 'payment';
    return waitsForPayer && finding.kind === 'unchanged' ? policy().queryEvery : backOff(fruitless);
  }

  /** Takes steps until none is left. */
  async function drive(number: string): Promise<void> {
    let fruitless = 0;
    for (;;) {
      const order = journal.order(number);
      const step = order && nextStep(order, clock.now());
      if (!order || !step || step.kind === 'done') return;
      const wake = new AbortController();
      running.set(number, wake);
      const finding = await carryOut(order, step, wake.signal);
      if (stopped) return;
      setPayerBusy(number, finding.kind === 'unchanged' && finding.payerBusy);
      if (finding.kind === 'entry') write(finding.entry);
      const pause = pauseAfter(step, finding, fruitless);
      fruitless = finding.kind === 'entry' ? 0 : fruitless + 1;
      if (pause > 0) await sleep(clock, untilDue(number, pause), wake.signal);
      if (stopped) return;
    }
  }

  /** A pause never outlasts the time the payer was given: then the order is given up on the dot. */
  function untilDue(number: string, pause: number): number {
    const order = journal.order(number);
    if (order?.state !== 'awaitingPayer' || order.payUntil === undefined) return pause;
    return Math.max(0, Math.min(pause, order.payUntil - clock.now()));
  }

  function setPayerBusy(number: string, busy: boolean): void {
    if (payerBusy.has(number) === busy) return;
    if (busy) payerBusy.add(number);
    else payerBusy.delete(number);
    notify(number);
  }

  /** When nobody watches an order that came to its end, its slip is kept for printing later. */
  function keepSlip(number: string): void {
    const order = journal.order(number);
    if (order?.state !== 'fulfilled' || order.slip === 'printed' || order.slip === 'kept') return;
    if ((listeners.get(number)?.size ?? 0) === 0) write({ kind: 'slip.kept', order: number, why: 'nobodyThere' });
  }

  async function run(number: string): Promise<void> {
    running.set(number, new AbortController());
    try {
      await drive(number);
      if (!stopped) keepSlip(number);
    } catch (error) {
      // Without its journal the terminal does nothing outward; the journal itself has said so.
      if (!(error instanceof JournalError)) throw error;
    } finally {
      running.delete(number);
      payerBusy.delete(number);
    }
  }

  return {
    open(opening) {
      write({ kind: 'order.opened', ...opening });
      void run(opening.order);
    },
    abandon(number, why) {
      const order = journal.order(number);
      if (!order || order.abandoned) return;
      try {
        write({ kind: 'order.abandoned', order: number, why });
      } catch (error) {
        if (!(error instanceof JournalError)) throw error;
      }
      running.get(number)?.abort();
    },
    watch(number, listener) {
      const group = listeners.get(number) ?? new Set();
      listeners.set(number, group.add(listener));
      const order = journal.order(number);
      if (order) listener({ order, payerBusy: payerBusy.has(number) });
      return () => {
        group.delete(listener);
        if (group.size === 0) listeners.delete(number);
      };
    },
    async recover() {
      const left = journal.openOrders();
      for (const order of left) {
        const patientIsGone = order.state === 'created' || order.state === 'locked' || order.state === 'awaitingPayer';
        if (patientIsGone && !order.abandoned) write({ kind: 'order.abandoned', order: order.order, why: 'powerCut' });
      }
      await Promise.all(left.map((order) => run(order.order)));
    },
    get running() {
      return running.size;
    },
    stop() {
      stopped = true;
      for (const wake of running.values()) wake.abort();
    },
  };
}
