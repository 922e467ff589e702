import { addCounts, type Counts, noCounts } from '../../statistics/roll-up.ts';
import type { HubStore, Intake, Watermark } from '../../statistics/store/hub-store.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';

interface Held {
  watermark: Watermark;
  readonly events: Map<number, UsageEvent>;
  readonly days: Map<string, Counts>;
}

/** The hub's store in memory, for virtual time: everything settles without a turn of the event loop. */
export const memoryHubStore = (): HubStore => {
  const terminals = new Map<string, Held>();

  const heldOf = (terminal: string): Held => {
    const held = terminals.get(terminal) ?? { watermark: { upTo: 0 }, events: new Map(), days: new Map() };
    terminals.set(terminal, held);
    return held;
  };

  const write = (held: Held, { events, days, upTo, heardAt }: Intake): void => {
    const sequences = new Set(events.map(({ sequence }) => sequence));
    if (sequences.size < events.length || [...sequences].some((sequence) => held.events.has(sequence))) {
      throw new Error('an event of the intake is there already');
    }
    for (const event of events) held.events.set(event.sequence, event);
    for (const { businessDay, counts } of days) {
      held.days.set(businessDay, addCounts(held.days.get(businessDay) ?? noCounts, counts));
    }
    held.watermark = { upTo, heardAt };
  };

  return {
    take: async (terminal, decide) => {
      const held = heldOf(terminal);
      const { answer, intake } = decide(held.watermark);
      if (intake) write(held, intake);
      return answer;
    },
    usage: async (from, to) => {
      const sums = new Map<string, Counts>();
      for (const [terminal, { days }] of terminals) {
        const within = [...days].filter(([day]) => day >= from && day <= to).map(([, counts]) => counts);
        if (within.length > 0) sums.set(terminal, within.reduce(addCounts));
      }
      return sums;
    },
    lastHeard: async () =>
      new Map(
        [...terminals].flatMap(([terminal, { watermark }]) =>
          watermark.heardAt === undefined ? [] : [[terminal, watermark.heardAt] as const],
        ),
      ),
    events: async (terminal, after, limit) =>
      [...(terminals.get(terminal)?.events.values() ?? [])]
        .filter(({ sequence }) => sequence > after)
        .sort((a, b) => a.sequence - b.sequence)
        .slice(0, limit),
    close: async () => {},
  };
};
