import type { Clock } from '../../device-drivers/contract/clock.ts';
import { randomLetters } from '../identifier.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../ports.ts';
import type { ErrandName } from '../screen/errands.ts';
import type { Screen, ScreenName } from '../screen.ts';
import type { VisitEnding } from '../usage-event.ts';

/** What stands now, and before whom. */
export interface Sight {
  readonly screen: Screen;
  readonly errand: ErrandName | undefined;
  /** A technician is here, who is no patient. */
  readonly serviced: boolean;
  /** How the visit ended, if nobody is here any more. */
  readonly ending: VisitEnding;
}

export interface Recorder {
  /** The visit going on; none while nobody is here. */
  readonly visit: string | undefined;
  /** Begins a visit, adds a step to it, or ends it. */
  see(sight: Sight): void;
}

interface Visit {
  readonly id: string;
  readonly since: number;
  errand?: ErrandName;
  firstTry: boolean;
}

/** Nobody is here, or somebody who is no patient. */
const isNoVisit = ({ screen: { name }, serviced }: Sight) =>
  serviced || name === 'starting' || name === 'attract' || name === 'outOfService';

/** Something has to be shown, typed or tried once more, or it came to trouble. */
const isStumble = (screen: Screen) => screen.name === 'trouble' || ('again' in screen && screen.again !== undefined);

/**
 * Writes visits and their steps into the journal, as the screens tell them: kinds of screens, never what stood on them.
 * `ended` is called when the end of a visit is written.
 */
export function createRecorder(journal: Journal, clock: Clock, chance: Chance, ended: () => void): Recorder {
  let visit: Visit | undefined;
  let last: ScreenName = 'starting';

  function end({ id, since, errand, firstTry }: Visit, ending: VisitEnding): void {
    const seconds = Math.max(0, Math.round((clock.now() - since) / 1000));
    const what = { ending, screen: last, seconds, ...(errand !== undefined && { errand }), firstTry };
    journal.append({ kind: 'visit.ended', visit: id, ...what });
    ended();
  }

  function begin(): Visit {
    const begun: Visit = { id: randomLetters(chance, 12), since: clock.now(), firstTry: true };
    journal.append({ kind: 'visit.started', visit: begun.id });
    return begun;
  }

  function move(sight: Sight): void {
    const { screen, errand, ending } = sight;
    if (isNoVisit(sight)) {
      if (visit) end(visit, ending);
      visit = undefined;
      return;
    }
    visit ??= begin();
    const isNew = errand !== undefined && errand !== visit.errand;
    if (isNew) visit.errand = errand;
    journal.append({ kind: 'visit.step', visit: visit.id, screen: screen.name, ...(isNew && { errand }) });
  }

  return {
    get visit() {
      return visit?.id;
    },
    see(sight) {
      if (journal.broken !== undefined) return;
      const { screen } = sight;
      if (screen.name !== last) move(sight);
      if (visit && isStumble(screen)) visit.firstTry = false;
      last = screen.name;
    },
  };
}
