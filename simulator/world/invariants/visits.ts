import { type Books, entriesOf } from './orders.ts';
import { type Violation, violated } from './violation.ts';

/** I6: every visit that began has ended, once. Holds when all is quiet. */
export function visitsEnded(journal: Pick<Books, 'read'>): Violation[] {
  const ends = new Map<string, number>();
  for (const entry of entriesOf(journal)) {
    if (entry.kind === 'visit.started') ends.set(entry.visit, 0);
    if (entry.kind === 'visit.ended') ends.set(entry.visit, (ends.get(entry.visit) ?? 1) + 1);
  }
  return [...ends].flatMap(([visit, times]) =>
    times === 1 ? [] : [violated('I6', `visit ${visit} ended ${times} times`)],
  );
}
