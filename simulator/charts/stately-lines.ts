import type { Actor, AnyActorLogic, InspectionEvent } from 'xstate';
import { createIntroductions, shortSnapshot } from './introductions.ts';
import { createNewest } from './newest.ts';
import { shortFields } from './short.ts';
import { type EventLine, type Line, type SnapshotLine, version } from './stately-line.ts';

/** What machines do, as lines of JSON that the public inspector draws. */
export interface StatelyLines {
  take(event: InspectionEvent, ref: Actor<AnyActorLogic>): void;
  /** The lines, the oldest first; each actor is introduced before anything is said of it. */
  text(): string;
  clear(): void;
  /** How many actors it has to introduce. */
  readonly actors: number;
}

export interface StatelyLinesOptions {
  readonly now: () => number;
  /** How many lines are kept, introductions not counted. */
  readonly limit: number;
}

export function createStatelyLines({ now, limit }: StatelyLinesOptions): StatelyLines {
  const actors = createIntroductions();
  const said = createNewest<EventLine | SnapshotLine>(limit, (line) =>
    // An introduction says how an actor stood before the first line that is kept.
    actors.release(line.sessionId, line.type === '@xstate.snapshot' ? line.snapshot : undefined),
  );

  return {
    take(event, ref) {
      if (event.type !== '@xstate.event' && event.type !== '@xstate.snapshot') return;
      const { sessionId } = ref;
      const line: Line = { sessionId, rootId: event.rootId, createdAt: String(now()), id: null, _version: version };
      actors.need(ref, line);
      const fields = shortFields(event.event);
      if (event.type === '@xstate.event') {
        const sourceId = event.sourceRef?.sessionId;
        said.push({ type: event.type, ...line, sourceId, event: fields });
        if (sourceId !== undefined && event.event.type.startsWith('xstate.error.actor.')) actors.end(sourceId);
      } else {
        said.push({ type: event.type, ...line, event: fields, snapshot: shortSnapshot(event.snapshot) });
        if (event.snapshot.status !== 'active') actors.end(sessionId);
      }
    },
    text() {
      const introduced = new Set<string>();
      return said.all
        .flatMap((line) => [...actors.of(line.sessionId, introduced), line])
        .map((line) => `${JSON.stringify(line)}\n`)
        .join('');
    },
    clear() {
      said.clear();
      actors.clear();
    },
    get actors() {
      return actors.size;
    },
  };
}
