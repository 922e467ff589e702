import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { Confirmation } from '../hospital/contract/locks.ts';
import { type Journal, JournalError } from '../journal/journal.ts';
import type { Log } from '../log-event.ts';
import type { Counterpart, Finding } from './counterpart.ts';
import type { Money, MoneyPolicy, Watched } from './money-port.ts';
import { nextStep, type Step } from './next-step.ts';
import type { Order } from './order.ts';
import type { Act, OrderEntry } from './order-entry.ts';
import { hasSlip, isDelivered } from './purpose.ts';

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
  /** Scanned codes that wait to be charged. They are kept here and nowhere else. */
  const payerCodes = new Map<string, string>();
  const charges = new Map<string, Watched['charge']>();
  const confirmations = new Map<string, Confirmation>();
  let stopped = false;

  function watchedOf(order: Order): Watched {
    const confirmation = confirmations.get(order.order);
    return {
      order,
      payerBusy: payerBusy.has(order.order),
      charge: charges.get(order.order) ?? 'none',
      ...(confirmation && { confirmation }),
    };
  }

  function notify(number: string): void {
    const order = journal.order(number);
    if (!order) return;
    const watched = watchedOf(order);
    for (const listener of [...(listeners.get(number) ?? [])]) listener(watched);
  }

  const isWatched = (number: string) => (listeners.get(number)?.size ?? 0) > 0;

  function write(entry: OrderEntry): void {
    const before = journal.order(entry.order)?.state;
    journal.append(entry);
    const after = journal.order(entry.order)?.state;
    if (after !== undefined && after !== before) log({ event: 'order.state', order: entry.order, state: after });
    notify(entry.order);
  }

  /** The same, from outside an order's own run: a journal that cannot be written has said so itself. */
  function writeIfPossible(entry: OrderEntry): void {
    try {
      write(entry);
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
    }
  }

  async function act(order: Order, it: Act, payerCode?: string): Promise<Finding> {
    const reverseFrom = it === 'charge' ? { reverseFrom: clock.now() + policy().reverseAfter } : {};
    write({ kind: 'act.intended', order: order.order, act: it, ...reverseFrom });
    const finding = await counterpart.act(order, it, payerCode);
    if (finding.kind === 'unknown' && !stopped) {
      write({ kind: 'act.unknown', order: order.order, act: it, why: finding.why });
    }
    return finding;
  }

  async function charge(order: Order, payerCode: string): Promise<Finding> {
    payerCodes.delete(order.order);
    charges.set(order.order, 'running');
    notify(order.order);
    const finding = await act(order, 'charge', payerCode);
    const refused = finding.kind === 'entry' && finding.entry.kind === 'act.refused';
    charges.set(order.order, refused ? 'refused' : 'none');
    return finding;
  }

  async function carryOut(
    order: Order,
    step: Exclude<Step, { kind: 'done' | 'wait' }>,
    signal: AbortSignal,
  ): Promise<Finding> {
    switch (step.kind) {
      case 'abandon':
        return { kind: 'entry', entry: { kind: 'order.abandoned', order: order.order, why: step.why } };
      case 'act':
        return act(order, step.act);
      case 'ask': {
        const payerCode = step.about === 'payment' ? payerCodes.get(order.order) : undefined;
        return payerCode === undefined ? counterpart.ask(order, step.about, signal) : charge(order, payerCode);
      }
      case 'resolve': {
        const finding = await counterpart.ask(order, step.act, signal);
        return finding.kind === 'absent' && !stopped ? act(order, step.act) : finding;
      }
    }
  }

  /** How long to leave an order alone after a finding; 0 goes on at once. */
  function pauseAfter(step: Step, finding: Finding, fruitless: number): number {
    if (finding.kind === 'entry') {
      const { kind } = finding.entry;
      return kind === 'payment.open' || kind === 'payment.charged' ? policy().firstQuery : 0;
    }
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
      if (step.kind === 'wait') {
        if (!(await waited(order, step.until, wake.signal))) return;
        continue;
      }
      const finding = await carryOut(order, step, wake.signal);
      if (stopped) return;
      setPayerBusy(number, finding.kind === 'unchanged' && finding.payerBusy);
      if (finding.kind === 'unchanged' && finding.declined) noteDecline(number);
      if (finding.kind === 'entry') {
        if (finding.confirmation) confirmations.set(number, finding.confirmation);
        write(finding.entry);
      }
      const pause = pauseAfter(step, finding, fruitless);
      fruitless = finding.kind === 'entry' ? 0 : fruitless + 1;
      if (pause > 0) await sleep(clock, untilDue(number, pause), wake.signal);
      if (stopped) return;
    }
  }

  /** Waits for a moment, or for a device; a flow that is gone moves no device any more. Returns whether to go on. */
  async function waited(order: Order, until: number | undefined, signal: AbortSignal): Promise<boolean> {
    if (until !== undefined) await sleep(clock, until - clock.now(), signal);
    else if (isWatched(order.order))
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    else write(undeliverable(order));
    return !stopped;
  }

  /** A pause never outlasts the time the payer was given: then the order is given up on the dot. */
  function untilDue(number: string, pause: number): number {
    const order = journal.order(number);
    if (order?.state !== 'awaitingPayer' || order.payUntil === undefined || order.abandoned) return pause;
    return Math.max(0, Math.min(pause, order.payUntil - clock.now()));
  }

  /** The payer's bank said no to the code that was scanned. */
  function noteDecline(number: string): void {
    if (charges.get(number) !== 'none') return;
    charges.set(number, 'refused');
    notify(number);
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
    if (order?.state !== 'fulfilled' || !hasSlip(order.purpose)) return;
    if (order.slip === 'printed' || order.slip === 'kept' || isWatched(number)) return;
    write({ kind: 'slip.kept', order: number, why: 'nobodyThere' });
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
      payerCodes.delete(number);
      charges.delete(number);
      if (!isWatched(number)) confirmations.delete(number);
    }
  }

  const wake = (number: string) => running.get(number)?.abort();

  return {
    open(opening) {
      write({ kind: 'order.opened', ...opening });
      void run(opening.order);
    },
    abandon(number, why) {
      const order = journal.order(number);
      if (!order || order.abandoned) return;
      writeIfPossible({ kind: 'order.abandoned', order: number, why });
      wake(number);
    },
    charge(number, payerCode) {
      if (journal.order(number)?.state !== 'awaitingPayer') return;
      payerCodes.set(number, payerCode);
      wake(number);
    },
    delivered(entry) {
      write(entry);
      wake(entry.order);
    },
    nudge: wake,
    watch(number, listener) {
      const group = listeners.get(number) ?? new Set();
      listeners.set(number, group.add(listener));
      const order = journal.order(number);
      if (order) listener(watchedOf(order));
      return () => {
        group.delete(listener);
        if (group.size > 0) return;
        listeners.delete(number);
        if (!running.has(number)) confirmations.delete(number);
        // A device that was waited for has nobody to move it now.
        wake(number);
      };
    },
    async recover(cardInside) {
      const takeUp = async (order: Order) => {
        if (isPatientNeeded(order) && !order.abandoned) {
          write({ kind: 'order.abandoned', order: order.order, why: 'powerCut' });
        }
        if (order.purpose.kind === 'card' && order.confirmation === 'done' && !order.card) {
          const state = (await cardInside) ? 'captured' : 'handedOver';
          write({ kind: 'card.delivered', order: order.order, state });
        }
        await run(order.order);
      };
      await Promise.all(journal.openOrders().map(takeUp));
    },
    get running() {
      return running.size;
    },
    stop() {
      stopped = true;
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** What cannot go on without the patient at the screen. A written card was captured at the start; printed pages are out. */
function isPatientNeeded(order: Order): boolean {
  const { state, purpose, delivery } = order;
  if (state === 'created' || state === 'locked' || state === 'awaitingPayer') return purpose.kind !== 'cancel';
  return state === 'paid' && isDelivered(purpose) && (purpose.kind === 'card' || delivery !== 'done');
}

/** An order that waits for a device nobody moves any more. */
const undeliverable = ({ order, confirmation }: Order): OrderEntry =>
  confirmation === 'done'
    ? { kind: 'card.delivered', order, state: 'captured' }
    : { kind: 'order.abandoned', order, why: 'notDelivered' };
