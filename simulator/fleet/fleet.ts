import { collector } from '../../statistics/intake/collecting.ts';
import type { Seals } from '../../statistics/intake/seals.ts';
import type { IntakeStore } from '../../statistics/store/hub-store.ts';
import { hubPaths, type UsageCursor } from '../../terminal/hub-contract.ts';
import type { Signer } from '../../terminal/ports.ts';
import { dayAfter, dayOf } from '../../terminal/zone.ts';
import type { InventedTerminal } from './city.ts';
import { dayOfSequence, type InventedEpoch } from './day.ts';
import type { InventedMonth } from './month.ts';
import { batchesOf } from './outbox.ts';

export interface FleetParts {
  readonly month: InventedMonth;
  readonly intake: IntakeStore;
  readonly seals: Seals;
  readonly signer: Signer;
  /** Told after each terminal. */
  readonly progress?: (done: number, terminals: number) => void;
}

/** The invented terminals as the hub hears them. They remember nothing: what they sent already the hub knows. */
export interface Fleet {
  /** Tells the hub what has happened by an instant and it has not heard. Resolves with how many events that were. */
  reportUpTo(instant: number): Promise<number>;
}

/** Terminals that speak at the same time. */
const abreast = 64;

export function createFleet({ month, intake, seals, signer, progress = () => {} }: FleetParts): Fleet {
  const { from, zone } = month.plan;
  const cursors = new Map<string, UsageCursor | null>();

  async function cursorOf(terminal: string): Promise<UsageCursor | null> {
    const known = cursors.get(terminal);
    if (known !== undefined) return known;
    const last = (await intake.epochs(terminal)).at(-1);
    return last ? { epoch: last.epoch, sequence: last.sequence, hash: last.hash } : null;
  }

  async function report(terminal: InventedTerminal, instant: number): Promise<number> {
    const name = terminal.terminal;
    let heardAt = 0;
    // Taken at the time at which it happened: a past that is told now would change months that are closed.
    const receive = collector({ clock: { now: () => heardAt }, store: intake, seals, log: () => {} });
    const before = await cursorOf(name);
    const told = before ? dayOfSequence(before.sequence) : from;
    const first = told > from ? told : from;
    let events = 0;
    const epochs = epochsOf(month, terminal, first, dayOf(instant, zone), instant);
    for (const { batch, body, signature, cursor } of batchesOf(name, epochs, before, { ...seals, signer })) {
      heardAt = batch.events.at(-1)?.at ?? heardAt;
      const received = await receive({ path: hubPaths.usage, body, signature });
      if (!received.ok) {
        const { title, detail = title } = received.problem;
        throw new Error(`the hub refused what ${name} told: ${detail}`);
      }
      cursors.set(name, cursor);
      events += batch.events.length;
    }
    return events;
  }

  return {
    async reportUpTo(instant) {
      let events = 0;
      let done = 0;
      const waiting = month.terminals.values();
      const oneAfterAnother = async () => {
        for (const terminal of waiting) {
          const told = await report(terminal, instant);
          events += told;
          done += 1;
          progress(done, month.terminals.length);
        }
      };
      await Promise.all(Array.from({ length: abreast }, oneAfterAnother));
      return events;
    },
  };
}

/** What a terminal did from one day to another, as far as it has happened. */
function* epochsOf(
  month: InventedMonth,
  terminal: InventedTerminal,
  from: string,
  to: string,
  instant: number,
): Generator<InventedEpoch> {
  for (let day = from; day <= to; day = dayAfter(day, 1)) {
    for (const { epoch, events } of month.day(terminal, day).epochs) {
      yield { epoch, events: day < to ? events : events.filter(({ at }) => at <= instant) };
    }
  }
}
