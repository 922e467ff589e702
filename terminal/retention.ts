/** What of the journal is kept, and for how long: days of it, as the hospital decided. */
import type { Clock } from '../device-drivers/contract/clock.ts';
import type { DeviceKind } from '../device-drivers/contract/device-event.ts';
import { followCards } from './card-custody.ts';
import { type Carried, type Entry, isOrderEntry } from './journal/entry.ts';
import { entryOf, isAnchor, recordsAfter } from './journal/journal.ts';
import type { JournalRecord, JournalStore } from './journal/store.ts';
import type { Log } from './log-event.ts';
import { isOpen } from './money/next-step.ts';
import { fold, type Order, opened } from './money/order.ts';
import { untried } from './technician/access-state.ts';
import { accessAfter } from './technician/lock-out.ts';
import { serviceAfter } from './technician/service.ts';
import { suppliesAfter } from './technician/supplies.ts';
import { uncounted } from './technician/supply-state.ts';
import { dayOf } from './zone.ts';

export interface Policy {
  readonly zone: string;
  readonly journalDays: number;
  /** Its usage is told to a hub, and is kept until the hub has it. */
  readonly hasHub: boolean;
}

export interface Retention {
  /** Forgets what is older than the policy, once a business day: at a start, and when the first visit of a day is over. */
  look(): void;
}

export interface RetentionPorts {
  readonly store: JournalStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of the orders that are dropped. */
  readonly forget: (orders: readonly string[]) => void;
}

const day = 86_400_000;

export function createRetention({ store, clock, log, forget }: RetentionPorts, policy: Policy): Retention {
  let lookedOn = '';
  return {
    look() {
      const today = dayOf(clock.now(), policy.zone);
      if (today === lookedOn) return;
      lookedOn = today;
      try {
        const old = outlived(store, clock.now(), policy);
        if (!old) return;
        store.drop(old.anchor, old.orders);
        forget(old.orders);
        log({ event: 'journal.dropped', upTo: old.anchor.sequence, orders: old.orders.length });
      } catch (error) {
        // Nothing of it is gone then, and tomorrow is another day.
        log({ event: 'journal.kept', why: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}

export interface Outlived {
  /** What takes the place of the last record that is to go. */
  readonly anchor: JournalRecord;
  /** The orders that go with them. */
  readonly orders: readonly string[];
}

/** What is older than the policy and nobody needs: whole visits, closed orders, usage that the hub has. */
export function outlived(store: JournalStore, now: number, policy: Policy): Outlived | undefined {
  const first = store.read(0, 1)[0];
  const old = oldRecords(store, now, policy);
  const { cut, orders } = wholeUntil(store, old);
  const last = old.find(({ sequence }) => sequence === cut);
  // An anchor by itself is what the last time left.
  if (!last || !first || (cut === first.sequence && isAnchor(first))) return undefined;
  const carried = carriedFrom(old.slice(0, old.indexOf(last) + 1));
  const entry: Entry = { kind: 'journal.anchored', ...carried };
  return { anchor: { ...last, text: JSON.stringify(entry) }, orders };
}

/** The records of days before the policy's oldest, as far as the hub has them. */
function oldRecords(store: JournalStore, now: number, { zone, journalDays, hasHub }: Policy): readonly JournalRecord[] {
  const oldest = dayOf(now - journalDays * day, zone);
  const uploaded = hasHub ? (store.uploaded()?.sequence ?? 0) : Number.POSITIVE_INFINITY;
  const old: JournalRecord[] = [];
  for (const record of recordsAfter(store, 0)) {
    if (record.sequence > uploaded || dayOf(record.at, zone) >= oldest) break;
    old.push(record);
  }
  return old;
}

interface Life {
  readonly from: number;
  to: number;
}

/** The last of these records before which every visit and every order is whole, and the orders up to it. */
function wholeUntil(store: JournalStore, records: readonly JournalRecord[]) {
  const orders = new Map<string, Life & { state: Order }>();
  const visits: Life[] = [];
  for (const record of records) {
    const { sequence } = record;
    const entry = entryOf(record);
    const visit = visits.at(-1);
    // There is one visit at a time: the next one ends it as well.
    if (visit && (entry.kind === 'visit.ended' || entry.kind === 'visit.started'))
      visit.to = Math.min(visit.to, sequence);
    if (entry.kind === 'visit.started') visits.push({ from: sequence, to: Number.POSITIVE_INFINITY });
    if (!isOrderEntry(entry)) continue;
    if (entry.kind === 'order.opened') {
      orders.set(entry.order, { from: sequence, to: sequence, state: opened(entry) });
      continue;
    }
    const order = orders.get(entry.order);
    if (order) Object.assign(order, { to: sequence, state: fold(order.state, entry) });
  }
  let cut = records.at(-1)?.sequence ?? 0;
  const unfinished = new Set([...orders].flatMap(([number, { state }]) => (isOpen(state) ? [number] : [])));
  for (const [number, to] of lastOf(store, unfinished, cut)) Object.assign(orders.get(number) ?? {}, { to });

  const lives = [...visits, ...orders.values()].sort((one, other) => other.from - one.from);
  for (const { from, to } of lives) if (from <= cut && to > cut) cut = from - 1;
  return { cut, orders: [...orders].flatMap(([number, { to }]) => (to <= cut ? [number] : [])) };
}

/** Where orders end that had not ended by a place: nowhere yet, or with an entry after it, if there is one. */
function lastOf(store: JournalStore, numbers: ReadonlySet<string>, place: number): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  if (numbers.size === 0) return ends;
  for (const record of recordsAfter(store, place)) {
    const entry = entryOf(record);
    if (isOrderEntry(entry) && numbers.has(entry.order)) ends.set(entry.order, record.sequence);
  }
  for (const { order } of store.openOrders()) if (numbers.has(order)) ends.set(order, Number.POSITIVE_INFINITY);
  return ends;
}

/** What these records tell that has to outlive them. */
function carriedFrom(records: readonly JournalRecord[]): Carried {
  const cards = followCards();
  const unable = new Set<DeviceKind>();
  let epoch = '';
  let access = untried;
  let supplies = uncounted;
  let inService = true;
  for (const record of records) {
    const entry = entryOf(record);
    cards.see(entry);
    if ('epoch' in entry) epoch = entry.epoch;
    if (entry.kind === 'journal.anchored') for (const device of entry.unable) unable.add(device);
    if (entry.kind === 'device.changed') unable[entry.available ? 'delete' : 'add'](entry.device);
    access = accessAfter(access, entry, record.at);
    supplies = suppliesAfter(supplies, entry);
    inService = serviceAfter(inService, entry);
  }
  const { printing: _, ...counted } = supplies;
  const { begun } = cards;
  const capturing = begun && { why: begun.why, ...(begun.counted !== undefined && { counted: begun.counted }) };
  return { epoch, access, supplies: counted, inService, unable: [...unable], ...(capturing && { capturing }) };
}
