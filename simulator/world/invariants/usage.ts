import type { IntakeStore } from '../../../statistics/store/hub-store.ts';
import type { JournalStore } from '../../../terminal/journal/store.ts';
import { usageAfter } from '../../../terminal/usage/reading.ts';
import type { UsageEvent } from '../../../terminal/usage-event.ts';
import { entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** Usage by the epoch it is of. */
export type UsageOfEpochs = ReadonlyMap<string, readonly UsageEvent[]>;

/** Everything the hub has of a terminal. */
export async function heardOf(intake: IntakeStore, terminal: string): Promise<UsageOfEpochs> {
  const epochs = await intake.epochs(terminal);
  const heard = epochs.map(async ({ epoch }) => [epoch, await intake.events(terminal, epoch, 0, 1_000_000)] as const);
  return new Map(await Promise.all(heard));
}

function usageIn(journal: JournalStore, zone: string): UsageOfEpochs {
  const epochs = new Map<string, UsageEvent[]>();
  for (const { epoch, event } of usageAfter(journal, null, zone)) {
    const events = epochs.get(epoch) ?? [];
    events.push(event);
    epochs.set(epoch, events);
  }
  return epochs;
}

/**
 * I5: the hub has the journals' usage events, epoch by epoch, each once. Holds when all is quiet. `journals`: all of one
 * terminal, should its disk have been restored from a backup; of an epoch that is in several, the one that went furthest.
 */
export function usageArrived(journals: readonly JournalStore[], zone: string, atHub: UsageOfEpochs): Violation[] {
  const here = new Map<string, readonly UsageEvent[]>();
  for (const [epoch, events] of journals.flatMap((journal) => [...usageIn(journal, zone)])) {
    if (events.length > (here.get(epoch)?.length ?? 0)) here.set(epoch, events);
  }
  return [...new Set([...here.keys(), ...atHub.keys()])]
    .filter((epoch) => textOf(here.get(epoch)) !== textOf(atHub.get(epoch)))
    .map((epoch) => {
      const counts = `${here.get(epoch)?.length ?? 0} in the journal, ${atHub.get(epoch)?.length ?? 0} at the hub`;
      return violated('I5', `epoch ${epoch}: ${counts}`);
    });
}

/** I5: every start of a terminal opened an epoch that never was before. Holds at any time. */
export function epochsAreNew(journal: Pick<JournalStore, 'read'>): Violation[] {
  const seen = new Set<string>();
  return entriesOf(journal).flatMap((entry) => {
    if (entry.kind !== 'terminal.started') return [];
    const isNew = !seen.has(entry.epoch);
    seen.add(entry.epoch);
    return isNew ? [] : [violated('I5', `epoch ${entry.epoch} was begun twice`)];
  });
}

/** I5: the terminal counts as told only what the hub has. Holds at any time. */
export function cursorIsTold(journal: Pick<JournalStore, 'uploaded'>, atHub: UsageOfEpochs): Violation[] {
  const cursor = journal.uploaded();
  if (!cursor) return [];
  const last = atHub.get(cursor.epoch)?.at(-1)?.sequence ?? 0;
  return cursor.sequence <= last
    ? []
    : [violated('I5', `event ${cursor.sequence} counts as told, and the hub has ${last} of its epoch`)];
}

const textOf = (events: readonly UsageEvent[] = []) => JSON.stringify(events.map((event) => sorted(event)));

const sorted = (event: UsageEvent) => Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1));
