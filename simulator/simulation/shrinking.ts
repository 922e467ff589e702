import type { Violation } from '../world/invariants/violation.ts';
import type { Lifetime, StrikeAt } from '../world/lifetime.ts';

/** As much of a world as is lived: for each terminal the numbers of its sessions, and the faults that happen. */
export interface Excerpt {
  readonly sessions: readonly (readonly number[])[];
  readonly strikes: readonly StrikeAt[];
}

export interface Shrunk extends Excerpt {
  readonly violation: Violation;
  /** Worlds that were lived on the way. */
  readonly lived: number;
}

/** So many worlds at most are lived to shrink one. */
const mostLives = 1500;

/**
 * A smallest part of `items` that still `fails`, taking ever finer pieces out (delta debugging, ddmin): of what is left
 * no single one can be taken out.
 */
export async function fewest<Item>(
  items: readonly Item[],
  fails: (part: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let left = items;
  let pieces = 2;
  if (left.length > 0 && (await fails([]))) return [];
  while (left.length > 1) {
    const size = Math.ceil(left.length / pieces);
    let smaller: readonly Item[] | undefined;
    for (let from = 0; from < left.length && !smaller; from += size) {
      const rest = left.toSpliced(from, size);
      if (await fails(rest)) smaller = rest;
    }
    if (smaller) {
      left = smaller;
      pieces = Math.max(2, pieces - 1);
    } else if (size === 1) break;
    else pieces = Math.min(left.length, pieces * 2);
  }
  return left;
}

/**
 * Shrinks a violated world to the fewest sessions and faults that break the same promise. `live` lives an excerpt of it.
 * Undefined when the world, lived again with all its faults, keeps its promises.
 */
export async function shrink(
  whole: Excerpt,
  { invariant }: Pick<Violation, 'invariant'>,
  live: (part: Excerpt) => Promise<Pick<Lifetime, 'violations'>>,
): Promise<Shrunk | undefined> {
  let lived = 0;
  let best = whole;
  let violation: Violation | undefined;

  async function fails(part: Excerpt): Promise<boolean> {
    if (lived >= mostLives) return false;
    lived++;
    // A part that breaks the program instead is another story.
    const life = await live(part).catch(() => undefined);
    const same = life?.violations.find((it) => it.invariant === invariant);
    if (!same) return false;
    best = part;
    violation = same;
    return true;
  }

  if (!(await fails(whole))) return undefined;
  for (let before: Excerpt | undefined; before !== best; ) {
    before = best;
    await fewest(visitsOf(best), (visits) => fails(withVisits(best, visits)));
    await fewest(best.strikes, (strikes) => fails({ ...best, strikes }));
  }
  return violation && { ...best, violation, lived };
}

interface Visit {
  readonly terminal: number;
  readonly session: number;
}

const visitsOf = ({ sessions }: Excerpt): readonly Visit[] =>
  sessions.flatMap((numbers, terminal) => numbers.map((session) => ({ terminal, session })));

/** Without a session its faults are gone too. */
function withVisits({ sessions, strikes }: Excerpt, visits: readonly Visit[]): Excerpt {
  const isLived = (terminal: number, session: number) =>
    session === 0 || visits.some((visit) => visit.terminal === terminal && visit.session === session);
  return {
    sessions: sessions.map((numbers, terminal) => numbers.filter((session) => isLived(terminal, session))),
    strikes: strikes.filter(({ terminal, session }) => isLived(terminal, session)),
  };
}
