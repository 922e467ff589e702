import type { ErrandName } from '../../seeds/clinic.ts';
import { entryOf } from '../../terminal/journal/journal.ts';
import type { JournalStore } from '../../terminal/journal/store.ts';
import type { ScreenName } from '../../terminal/screen.ts';
import { type VisitEnding, visitEndings } from '../../terminal/usage-event.ts';
import type { FaultSite } from './fate.ts';

/** When the power went: at some time, at a journal write whose record is not or is on the disk, or during a start. */
export const crashKinds = ['anyTime', 'beforeWrite', 'afterWrite', 'recovering'] as const;
export type CrashKind = (typeof crashKinds)[number];

/** How the visit ended that a fault struck, as the journal has it. */
export const outcomes = [...visitEndings, 'noVisit'] as const;
export type Outcome = VisitEnding | 'noVisit';

/** How often each thing was: pairs by `crashOf` and `outcomeOf`. */
export interface Reached {
  readonly screens: Set<ScreenName>;
  /** Errands that came to a good end. */
  readonly errands: Set<ErrandName>;
  readonly crashes: Map<string, number>;
  readonly outcomes: Map<string, number>;
}

export const crashOf = (screen: ScreenName, kind: CrashKind): string => `${screen} ${kind}`;
export const outcomeOf = (site: FaultSite, outcome: Outcome): string => `${site} ${outcome}`;

export const nothingReached = (): Reached => ({
  screens: new Set(),
  errands: new Set(),
  crashes: new Map(),
  outcomes: new Map(),
});

export function count<Key>(counts: Map<Key, number>, key: Key, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

/** Follows one terminal's faults until it is known how the visit ended that each of them struck. */
export function createAftermath(journal: Pick<JournalStore, 'last' | 'read'>, reached: Reached) {
  const place = () => journal.last()?.sequence ?? 0;
  let since = 0;
  let struck: { readonly site: FaultSite; readonly at: number }[] = [];
  return {
    strikes(site: FaultSite): void {
      struck.push({ site, at: place() });
    },
    /** The session is over, and with it every visit of it. */
    sessionEnds(): void {
      const ends = struck.length === 0 ? [] : visitEndsAfter(journal, since);
      for (const { site, at } of struck) {
        const end = ends.find(({ sequence }) => sequence > at);
        count(reached.outcomes, outcomeOf(site, end?.ending ?? 'noVisit'));
      }
      struck = [];
      since = place();
    },
  };
}

function visitEndsAfter(journal: Pick<JournalStore, 'read'>, after: number) {
  return journal.read(after, 10_000).flatMap((record) => {
    if (!record.text.startsWith('{"kind":"visit.ended"')) return [];
    const entry = entryOf(record);
    return entry.kind === 'visit.ended' ? [{ sequence: record.sequence, ending: entry.ending }] : [];
  });
}
