/** What must hold of the journal, the hospital's books and the machine once all is over, whenever the terminal died. */
import { slipText } from '../../simulator/devices/paper.ts';
import { cardsAreAccountedFor } from '../../simulator/world/invariants/cards.ts';
import { moneyIsAccountedFor } from '../../simulator/world/invariants/money.ts';
import { nothingHappenedTwice } from '../../simulator/world/invariants/once.ts';
import { ordersOf } from '../../simulator/world/invariants/orders.ts';
import { pagesAreAccountedFor } from '../../simulator/world/invariants/papers.ts';
import { heardOf, usageArrived } from '../../simulator/world/invariants/usage.ts';
import { brokenAt, recordsAfter } from '../../terminal/journal/journal.ts';
import type { JournalStore } from '../../terminal/journal/store.ts';
import { isOpen } from '../../terminal/money/next-step.ts';
import type { Order } from '../../terminal/money/order.ts';
import { hasSlip, isGivingBack } from '../../terminal/money/purpose.ts';
import type { End } from './errands.ts';
import type { Site } from './site.ts';

/** The records that the terminal was told are on the disk, and that are not. */
export function lostRecords(store: JournalStore, { acknowledged }: Site): number[] {
  const hashes = new Map([...recordsAfter(store, 0)].map(({ sequence, hash }) => [sequence, hash]));
  const lost = [...acknowledged].filter(([sequence, hash]) => hashes.get(sequence) !== hash);
  return lost.map(([sequence]) => sequence);
}

/** The chain is whole, and what the terminal was told is on the disk is there. */
export function journalFaults(store: JournalStore, site: Site): string[] {
  const { uploaded } = site;
  const broken = brokenAt(store);
  const cursor = store.uploaded()?.sequence ?? 0;
  return [
    ...(broken ? [`record ${broken.sequence} ${broken.why}`] : []),
    ...lostRecords(store, site).map((sequence) => `record ${sequence} was acknowledged, and is not there`),
    ...(cursor < uploaded ? [`the usage cursor fell from ${uploaded} to ${cursor}`] : []),
  ];
}

const isThePatients = ({ state, purpose }: Order): boolean =>
  state === 'fulfilled' || (state === 'refunded' && isGivingBack(purpose));

/** How the orders of a visit ended. */
export function endOf(orders: readonly Order[]): End {
  if (orders.length === 0) return 'nothing';
  return orders.some(isThePatients) ? 'done' : 'takenBack';
}

/** Everything that is not as it must be, in words. `orders`: those of the visit that was looked at. */
export async function bookFaults(store: JournalStore, site: Site, orders: readonly Order[]): Promise<string[]> {
  const { hospital, hub, config, shelf } = site.world;
  const { ledgers } = hospital;
  const machine = shelf.cardDispenser.state();
  const cards = { loaded: site.cardsLoaded, machine, inHands: machine.taken, inCustody: [] };
  const paper = { person: undefined, slips: [], sheets: shelf.reportPrinter.state().output };
  const atHub = await heardOf(hub.intake, config.terminal);
  const violations = [
    ...moneyIsAccountedFor(ledgers, store),
    ...nothingHappenedTwice(ledgers),
    ...cardsAreAccountedFor(ledgers, store, cards),
    ...pagesAreAccountedFor(ledgers, store, [paper]),
    ...usageArrived([store], config.zone, atHub),
  ];
  return [
    ...journalFaults(store, site),
    ...ordersOf(store).flatMap(orderFaults),
    ...violations.map(({ invariant, what }) => `${invariant} ${what}`),
    ...hangingFaults(site),
    ...slipFaults(site, orders),
  ];
}

/** Stricter than in a world where anything may go wrong: here only the terminal dies, so every order ends clean. */
function orderFaults(it: Order): string[] {
  const { order, state, purpose, slip } = it;
  const found: string[] = [];
  if (isOpen(it)) found.push('is open');
  if (state !== 'fulfilled' && state !== 'closed' && state !== 'refunded') found.push(`ended ${state}`);
  if (state === 'fulfilled' && hasSlip(purpose) && slip !== 'printed' && slip !== 'kept') {
    found.push('has a slip neither printed nor kept');
  }
  return found.map((fault) => `order ${order} (${purpose.kind}) ${fault}`);
}

/** Nothing is left under way: at the hospital, in the machine. */
function hangingFaults({ world: { hospital, shelf } }: Site): string[] {
  const { ledgers } = hospital;
  const found: string[] = [];
  for (const { settlementId, state } of ledgers.settlements()) {
    if (state === 'undoing') found.push(`settlement ${settlementId} hangs in the undoing`);
  }
  for (const { refundNumber, state } of ledgers.refunds()) {
    if (state !== 'arrived') found.push(`refund ${refundNumber} is ${state}`);
  }
  for (const { orderNumber, state } of ledgers.payments()) {
    if (state !== 'SUCCESS' && state !== 'CLOSED') found.push(`payment ${orderNumber} is left ${state}`);
  }
  for (const { lockId, state } of ledgers.locks()) if (state === 'held') found.push(`lock ${lockId} is left held`);
  const card = shelf.cardDispenser.state().onTheWay;
  if (card) found.push(`a card is left at ${card.place}`);
  const printer = shelf.receiptPrinter.state();
  if (printer.hanging.some(({ kind }) => kind !== 'space')) found.push('something printed hangs from the printer');
  if (printer.buffered > 0) found.push(`${printer.buffered} bytes wait in the printer`);
  if (shelf.reportPrinter.state().printing) found.push('the report printer prints');
  return found;
}

/** At most one slip lies in the outlet, and one that is said to be printed does. */
function slipFaults({ world }: Site, orders: readonly Order[]): string[] {
  const slips = world.shelf.receiptPrinter.state().slips.filter(({ end }) => end === 'cut');
  const texts = slips.map(slipText);
  const missing = orders.filter(({ order, slip }) => slip === 'printed' && !texts.some((text) => text.includes(order)));
  return [
    ...(texts.length > 1 ? [`${texts.length} slips`] : []),
    ...missing.map(({ order }) => `order ${order}: its slip is said to be printed, and is not there`),
  ];
}
