import { type Clock, sleep } from '../device-drivers/contract/clock.ts';
import { cameToEnd, followCards } from './card-custody.ts';
import type { DeviceBay } from './device-bay.ts';
import { randomLetters } from './identifier.ts';
import type { Entry } from './journal/entry.ts';
import { brokenAt, entryOf, genesis, type Journal, JournalError } from './journal/journal.ts';
import type { JournalRecord, JournalStore } from './journal/store.ts';
import type { Log } from './log-event.ts';
import type { Money } from './money/money-port.ts';
import type { Chance } from './ports.ts';

export interface RecoveryPorts {
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly money: Money;
  /** Empties the devices of what an earlier run left in them; tells whether a card was in the machine. */
  readonly drain: DeviceBay['drain'];
  /** Is shown every record of the journal, in order. */
  readonly takeUp: (record: JournalRecord) => void;
  /** The start is written: from now on others may write. */
  readonly begun: () => void;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Aborts when the terminal is stopped, which may be before it has opened. */
  readonly life: AbortSignal;
}

/**
 * What a start does before anybody sees the welcome screen: the journal's chain is followed, the visit a power cut
 * interrupted is ended, the devices are drained, and every order left open is asked about and finished or reversed.
 * An order that needs longer than `patience` (milliseconds) goes on behind the welcome screen.
 *
 * Rejects with `JournalError` when the chain is broken: such a terminal must not take money.
 */
export async function recover(ports: RecoveryPorts, patience: number): Promise<void> {
  const { store, journal, money, drain, takeUp, begun, clock, chance, log, life } = ports;
  const visit = followVisits();
  const cards = followCards();
  const fault = brokenAt(store, (record) => {
    visit.see(record);
    cards.see(entryOf(record));
    takeUp(record);
  });
  if (fault) {
    const why = `record ${fault.sequence}: ${fault.why}`;
    log({ event: 'journal.failed', cause: why });
    throw new JournalError(why);
  }
  const last = store.last();
  const interrupted = visit.interrupted();
  const epoch = randomLetters(chance, 16);
  journal.append({ kind: 'terminal.started', epoch, after: last?.sequence ?? 0, hash: last?.hash ?? genesis });
  log({ event: 'terminal.started', sequence: last?.sequence ?? 0 });
  if (interrupted) journal.append(interrupted);
  begun();

  const capturing = (counted: number | undefined) =>
    journal.append({ kind: 'card.capturing', why: 'foundAtStart', ...(counted !== undefined && { counted }) });
  const isKept = drain(capturing).then(({ card, counted }) => {
    if (card === 'captured') journal.append({ kind: 'card.captured', why: 'foundAtStart' });
    const { begun } = cards;
    const isInBin = card === 'none' && begun !== undefined && cameToEnd(begun, counted);
    if (isInBin) {
      const { order, why } = begun;
      journal.append({ kind: 'card.captured', ...(order !== undefined && { order }), why });
    }
    // Nobody has taken a card that was still inside; of one that nobody can ask about, the same is taken to be true.
    return card !== 'none' || isInBin || journal.openOrders().some(({ order }) => cards.isInBin(order));
  });
  const settled = Promise.all([isKept, money.recover(isKept)]);
  const waited = new AbortController();
  const patient = sleep(clock, patience, waited.signal, life);
  await Promise.race([settled, patient]).finally(() => waited.abort());
  if (life.aborted) return;
  log({ event: 'terminal.open' });
}

type VisitEnded = Extract<Entry, { kind: 'visit.ended' }>;

/**
 * Follows the visits of a journal, record by record. `interrupted` is the end of the one during which the terminal
 * stopped, if it stopped during one; it lasted until its last step, and was no first try.
 */
function followVisits() {
  let ended: VisitEnded | undefined;
  let since = 0;
  return {
    see(record: JournalRecord): void {
      const entry = entryOf(record);
      if (entry.kind === 'visit.started') {
        since = record.at;
        const { visit } = entry;
        // Every visit begins at the menu, whether or not that was written down in time.
        ended = { kind: 'visit.ended', visit, ending: 'interrupted', screen: 'menu', seconds: 0, firstTry: false };
      }
      if (entry.kind === 'visit.ended') ended = undefined;
      if (entry.kind === 'visit.step' && ended) {
        const seconds = Math.max(0, Math.round((record.at - since) / 1000));
        const { screen, errand } = entry;
        ended = { ...ended, screen, seconds, ...(errand !== undefined && { errand }) };
      }
    },
    interrupted: () => ended,
  };
}
