import { createFate } from '../../simulator/world/fate.ts';
import { pagesOfCheckpoint } from '../kill/ballast.ts';
import type { Death, DeathAtTurn } from '../kill/messages.ts';
import type { Point } from './point.ts';

/** An errand as it goes when nobody is killed. */
export interface Course {
  readonly errand: string;
  readonly writes: number;
  readonly turns: number;
  /** The turns in which there was a commit. */
  readonly writing: readonly number[];
}

export interface Plan {
  readonly points: readonly Point[];
  /** All there are to cover: a write of an errand, before its commit or after it. */
  readonly moments: number;
  /** How many of them the plan covers. */
  readonly covered: number;
}

/** Of the kills of a plan that cannot cover every write, so many fall on one; the others are second deaths, and instants. */
const shareOfWrites = 0.55;
/** Of the others. */
const shareOfInstants = 0.55;
/** Of the runs, so many begin with a write-ahead log that is about to be copied into the file. */
const shareLogged = 0.15;
/** A commit writes about so many pages. */
const pagesOfCommit = 2;
/** A start writes about so much when it finds something to settle, and takes so many turns. */
const startWrites = 8;
const startTurns = 80;
/** The longest that is waited in a turn before the kill, as a power of ten: 20 ms. */
const longestWait = 4.3;

/**
 * Which kills to try, `kills` of them: the same for the same seed. Every write of every errand comes first, each before
 * its commit and after it, the errands in turn; then second deaths in the start that follows, and random instants.
 */
export function planOf(courses: readonly Course[], kills: number, seed: number): Plan {
  const fate = createFate(seed);
  const below = (count: number) => Math.floor(count * fate.draw('plan'));
  const happens = (share: number) => fate.draw('plan') < share;
  const shuffled = <T>(items: readonly T[]): T[] => {
    const left = [...items];
    return Array.from(items, () => left.splice(below(left.length), 1)).flat();
  };
  const wait = () => Math.round(10 ** (longestWait * fate.draw('plan')));
  const writeDeath = (write: number): Death => ({ write, when: happens(0.5) ? 'beforeCommit' : 'afterCommit' });

  const perErrand = courses.map(({ errand, writes }) =>
    shuffled(
      Array.from({ length: writes }, (_, at) =>
        (['beforeCommit', 'afterCommit'] as const).map((when) => ({ errand, death: { write: at + 1, when } })),
      ).flat(),
    ),
  );
  const most = Math.max(0, ...perErrand.map(({ length }) => length));
  const moments = Array.from({ length: most }, (_, at) => perErrand.flatMap((them) => them.slice(at, at + 1))).flat();

  const covered = Math.min(moments.length, Math.ceil(kills * shareOfWrites));
  const instants = Math.ceil((kills - covered) * shareOfInstants);
  const seconds = Math.min(kills - covered - instants, covered + instants);

  /** An instant of an errand: where it writes as often as anywhere. */
  function instantOf({ turns, writing }: Course): DeathAtTurn {
    const written = writing[below(writing.length)];
    if (written !== undefined && happens(0.5)) return { turn: written, after: wait() };
    return { turn: 1 + below(turns), after: happens(0.4) ? 'answer' : wait() };
  }
  /** In the start after a death. */
  const again = (): Death =>
    happens(0.5)
      ? writeDeath(1 + below(startWrites))
      : { turn: 1 + below(startTurns), after: happens(0.3) ? 'answer' : wait() };

  const first: { errand: string; death: Death }[] = moments.slice(0, covered);
  for (let at = 0; at < instants; at++) {
    const course = courses[at % courses.length];
    if (course) first.push({ errand: course.errand, death: instantOf(course) });
  }
  const dieAgain = new Set(shuffled(first.map((_, at) => at)).slice(0, seconds));
  const courseOf = new Map(courses.map((course) => [course.errand, course]));

  const points = first.map(({ errand, death }, at): Point => {
    const writing = courseOf.get(errand)?.writing ?? [];
    const commits = 'write' in death ? death.write : writing.filter((turn) => turn <= death.turn).length;
    const logged = pagesOfCheckpoint - pagesOfCommit * commits - below(10);
    return {
      errand,
      deaths: dieAgain.has(at) ? [death, again()] : [death],
      lingers: happens(0.5),
      ...(happens(shareLogged) && { logged }),
    };
  });
  return { points, moments: moments.length, covered };
}
