import type { Clock } from '../../device-drivers/contract/clock.ts';
import { randomLetters } from '../identifier.ts';
import type { VisitEnding } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../ports.ts';
import type { ScreenName } from '../screen.ts';

export interface Recorder {
  /** The visit going on; none while nobody is here. */
  readonly visit: string | undefined;
  /** A screen stands (before a technician, when `serviced`): begins a visit, adds a step to it, or ends it in `ending` when nobody is here any more. */
  see(screen: ScreenName, ending: VisitEnding, serviced: boolean): void;
}

/** Nobody is here, or somebody who is no patient. */
const isNoVisit = (screen: ScreenName, serviced: boolean) =>
  serviced || screen === 'starting' || screen === 'attract' || screen === 'outOfService';

/**
 * Writes visits and their steps into the journal, as the screens tell them: kinds of screens, never what stood on them.
 * `ended` is called when the end of a visit is written.
 */
export function createRecorder(journal: Journal, clock: Clock, chance: Chance, ended: () => void): Recorder {
  let visit: { readonly id: string; readonly since: number } | undefined;
  let last: ScreenName = 'starting';

  return {
    get visit() {
      return visit?.id;
    },
    see(screen, ending, serviced) {
      if (screen === last || journal.broken !== undefined) return;
      if (isNoVisit(screen, serviced)) {
        if (visit) {
          const seconds = Math.max(0, Math.round((clock.now() - visit.since) / 1000));
          journal.append({ kind: 'visit.ended', visit: visit.id, ending, screen: last, seconds });
          ended();
        }
        visit = undefined;
      } else {
        if (!visit) {
          visit = { id: randomLetters(chance, 12), since: clock.now() };
          journal.append({ kind: 'visit.started', visit: visit.id });
        }
        journal.append({ kind: 'visit.step', visit: visit.id, screen });
      }
      last = screen;
    },
  };
}
