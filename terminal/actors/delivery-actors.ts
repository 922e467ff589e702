import { fromCallback } from 'xstate';
import type { CardDispenser } from '../../device-drivers/contract/card-dispenser.ts';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import { sleep } from '../../device-drivers/contract/clock.ts';
import { type Fault, failed, type Outcome } from '../../device-drivers/contract/fault.ts';
import type { ReportPrinter } from '../../device-drivers/contract/report-printer.ts';
import { countedBy } from '../card-custody.ts';
import type { Devices } from '../device-bay.ts';
import type { OrderRequest } from '../flows/settlement/order-request.ts';
import type { DeliveryEvent } from '../flows/settlement/settlement-setup.ts';
import type { TapEvent } from '../flows/tap-event.ts';
import type { Hospital } from '../hospital/client.ts';
import { type Journal, unlessLost } from '../journal/journal.ts';
import type { Money } from '../money/money-port.ts';
import type { Order } from '../money/order.ts';
import { askPatiently } from './patient-asking.ts';

export interface DeliveryPorts {
  readonly devices: Devices;
  readonly hospital: Hospital;
  readonly money: Money;
  readonly journal: Journal;
  readonly clock: Clock;
}

interface Delivery {
  readonly order: Order;
  readonly request: OrderRequest;
  readonly signal: AbortSignal;
  readonly tell: (event: DeliveryEvent) => void;
}

/** Bad cards one after the other that are captured before the stack is given up. */
const mostBadCards = 3;
/** Faults of one card, not of the machine: the next one may be good. */
const ofTheCard: readonly Fault[] = ['cardInvalid', 'cardUnreadable', 'cardWriteFailed'];
/** After these a machine resets itself, into the bin: it has done so when the card is gone, or does so soon. */
const resetsItself: readonly Fault[] = ['cardRemoved', 'cardJammed', 'cardInvalid'];
/** How long a card waits at the gate, in milliseconds. */
const cardWaits = 30_000;
/** How often a card that cannot be taken back is offered. */
const mostOffers = 2;

/** Writes the card or prints the reports of an order that is paid; the order goes on when this has said what came of it. */
export const deliverWith = (ports: DeliveryPorts) =>
  fromCallback<TapEvent, { readonly order: Order; readonly request: OrderRequest }>(({ input, sendBack }) => {
    const stop = new AbortController();
    const { order } = input.order;
    const tell = (event: DeliveryEvent) => sendBack(event);
    const delivery: Delivery = { ...input, signal: stop.signal, tell };
    const deliver = input.order.purpose.kind === 'card' ? writeCard : printReports;
    const run = async () => {
      ports.money.delivered({ kind: 'delivery.begun', order });
      const { outcome, pages } = await deliver(ports, delivery);
      // Stopped means that the order has gone another way already.
      if (stop.signal.aborted) return;
      if (!outcome.ok) tell({ type: 'deliveryFailed', fault: outcome.fault });
      ports.money.delivered(
        outcome.ok
          ? { kind: 'delivery.done', order, pages }
          : { kind: 'delivery.failed', order, fault: outcome.fault, pages },
      );
    };
    run().catch(unlessLost);
    return () => stop.abort();
  });

interface Delivered {
  readonly outcome: Outcome;
  readonly pages: number;
}

const without = (outcome: Outcome): Delivered => ({ outcome, pages: 0 });

async function writeCard(ports: DeliveryPorts, { order, signal, tell }: Delivery): Promise<Delivered> {
  const { devices, journal } = ports;
  const dispenser = devices.cardDispenser;
  if (!dispenser?.writeNumber) return without(failed('noDevice'));
  const number = await cardNumberOf(ports, order, signal);
  if (number === undefined) return without(failed('cancelled'));
  for (let bad = 0; ; bad++) {
    tell({ type: 'delivering', work: 'takingCard' });
    const taken = await dispenser.takeFromStack();
    if (taken.ok) tell({ type: 'delivering', work: 'writingCard' });
    const written = taken.ok ? await dispenser.writeNumber(number) : taken;
    if (written.ok) return without(written);
    // Where a card left the stack, or stood in the way, there is one to capture.
    if (taken.ok || taken.fault === 'cardJammed' || taken.fault === 'cardInvalid') {
      await capture(dispenser, journal, order.order, written.fault);
    }
    const isStuck = dispenser.status().device !== 'online';
    if (isStuck || !ofTheCard.includes(written.fault) || bad + 1 === mostBadCards) return without(written);
  }
}

/** The number the hospital has for the card, or nothing when it does not say. */
async function cardNumberOf({ hospital, clock }: DeliveryPorts, { lockId }: Order, signal: AbortSignal) {
  const reply = await askPatiently(() => hospital.call('getLock', { lockId }, signal), clock, signal);
  return reply?.ok && reply.value.state === 'held' ? reply.value.cardNumber : undefined;
}

/**
 * Takes the card that is in the machine into the bin, and writes down that it is there. One that is `left` cannot be moved
 * now: it is found before the next card is taken, or at the next start. One that was offered may be `taken` after all.
 */
export async function capture(
  dispenser: CardDispenser,
  journal: Journal,
  order: string,
  why: Fault | 'notTaken' | 'notBound',
): Promise<'captured' | 'taken' | 'left'> {
  const counted = await countedBy(dispenser);
  journal.append({ kind: 'card.capturing', order, why, ...(counted !== undefined && { counted }) });
  const retained = await dispenser.retain();
  const fault = retained.ok ? undefined : retained.fault;
  if (fault === 'cardRemoved' && why === 'notTaken') return 'taken';
  if (fault !== undefined && !resetsItself.includes(fault)) return 'left';
  journal.append({ kind: 'card.captured', order, why });
  return 'captured';
}

async function printReports(ports: DeliveryPorts, delivery: Delivery): Promise<Delivered> {
  const { order, signal, tell } = delivery;
  const printer = ports.devices.reportPrinter;
  if (!printer || order.purpose.kind !== 'reports') return without(failed('noDevice'));
  let pages = 0;
  const out = (printed: number) => {
    if (printed <= 0 || signal.aborted) return;
    tell({ type: 'pagesOut', pages: pages + printed });
    ports.money.delivered({ kind: 'pages.out', order: order.order, pages: pages + printed });
  };
  for (const [at, reportId] of order.purpose.reportIds.entries()) {
    const document = await documentOf(ports, delivery, reportId);
    if (!document) return { outcome: failed('jobRefused'), pages };
    const printed = await print(printer, `${order.order}-${at + 1}`, document, signal, out);
    pages += printed.ok ? document.pages : printed.delivered;
    if (!printed.ok) return { outcome: printed, pages };
  }
  return { outcome: { ok: true }, pages };
}

interface Document {
  readonly pages: number;
  readonly pdf: string;
}

/** The document of this very patient's report; anybody else's, however it came here, is none. */
async function documentOf(
  { hospital, clock }: DeliveryPorts,
  { order: { lockId, recordId }, signal }: Delivery,
  reportId: string,
): Promise<Document | undefined> {
  const ask = () => hospital.call('getReportDocument', { reportId, recordId, lockId }, signal);
  const reply = await askPatiently(ask, clock, signal, (document) => document.recordId === recordId);
  return reply?.ok ? reply.value : undefined;
}

const print = (
  printer: ReportPrinter,
  jobName: string,
  { pages, pdf }: Document,
  signal: AbortSignal,
  out: (pages: number) => void,
) =>
  printer.print(
    { jobName, document: Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0)), pages },
    signal,
    out,
  );

/** Whether the patient takes the card at the gate. Nothing is known of it while the line is lost: the machine is waited for. */
async function isTaken(dispenser: CardDispenser, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const waited = await dispenser.waitUntilTaken(signal, cardWaits);
  if (waited.ok || (waited.fault !== 'offline' && waited.fault !== 'noDevice')) return waited.ok && waited.taken;
  const back = new AbortController();
  const stop = dispenser.subscribe(({ device }) => device === 'online' && back.abort());
  await sleep(clock, cardWaits, signal, back.signal);
  stop();
  const again = await dispenser.waitUntilTaken(signal, cardWaits);
  return again.ok && again.taken;
}

/** Hands a bound card over at the gate, and takes it back when nobody takes it. */
export const handOverWith = ({ devices, money, journal, clock }: DeliveryPorts) =>
  fromCallback<TapEvent, { readonly order: Order }>(({ input, sendBack }) => {
    const { order } = input.order;
    const tell = (event: DeliveryEvent) => sendBack(event);
    const watching = new AbortController();

    async function handOver(dispenser: CardDispenser | undefined): Promise<'handedOver' | 'captured'> {
      if (!dispenser) return 'captured';
      const offered = await dispenser.offer();
      for (let offers = 1; ; offers++) {
        if (offered.ok) tell({ type: 'cardAtGate' });
        if (offered.ok && (await isTaken(dispenser, clock, watching.signal))) return 'handedOver';
        tell({ type: 'delivering', work: 'capturingCard' });
        const came = await capture(dispenser, journal, order, offered.ok ? 'notTaken' : offered.fault);
        if (came === 'taken') return 'handedOver';
        // One that cannot be taken back, as into a full bin, still hangs where the patient can take it.
        if (came === 'captured' || !offered.ok || offers === mostOffers) return 'captured';
      }
    }

    handOver(devices.cardDispenser)
      .then((state) => money.delivered({ kind: 'card.delivered', order, state }))
      .catch(unlessLost);
    return () => watching.abort();
  });
