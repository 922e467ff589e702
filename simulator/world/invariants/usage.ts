import { recordsAfter } from '../../../terminal/journal/journal.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import { usageOf } from '../../../terminal/usage/reading.ts';
import type { UsageEvent } from '../../../terminal/usage-event.ts';
import { type Violation, violated } from './violation.ts';

/** I5: the hub has the journal's usage events, each once. Holds when all is quiet. */
export function usageArrived(journal: JournalStore, zone: string, atHub: readonly UsageEvent[]): Violation[] {
  const here = [...recordsAfter(journal, 0)].flatMap((record) => usageOf(record, zone) ?? []);
  const text = (events: readonly UsageEvent[]) => JSON.stringify(events.map((event) => sorted(event)));
  return text(here) === text(atHub)
    ? []
    : [violated('I5', `${here.length} in the journal, ${atHub.length} at the hub`)];
}

const sorted = (event: UsageEvent) => Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));
