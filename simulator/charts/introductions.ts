import { Actor, type AnyActorLogic, isMachineSnapshot, type Snapshot, StateMachine } from 'xstate';
import { shortFields, written } from './short.ts';
import type { ActorLine, Line } from './stately-line.ts';

/** Who the actors are of whom lines are kept. One is forgotten when it runs no more and nothing kept speaks of it. */
export interface Introductions {
  /** One more kept line is about this actor. `line` is what every line about it says. */
  need(ref: Actor<AnyActorLogic>, line: Line): void;
  /** One kept line less; where it told how the actor stood, the introduction says so from now on. */
  release(sessionId: string, snapshot?: unknown): void;
  end(sessionId: string): void;
  clear(): void;
  /** What introduces an actor to those who know nobody yet: those it runs in first. */
  of(sessionId: string, introduced: Set<string>): readonly ActorLine[];
  readonly size: number;
}

interface Met {
  line: ActorLine;
  /** Kept lines about it, and actors met that run in it. */
  needed: number;
  over: boolean;
}

export function createIntroductions(): Introductions {
  const met = new Map<string, Met>();

  function meet(ref: Actor<AnyActorLogic>, line: Line): Met {
    const known = met.get(ref.sessionId);
    if (known) return known;
    const { sessionId } = ref;
    if (ref._parent instanceof Actor) meet(ref._parent, line).needed += 1;
    // A start anew: what ran before lost its power and says so to nobody.
    else for (const before of [...met.keys()]) end(before);
    const snapshot: Snapshot<unknown> = ref.getSnapshot();
    const it: Met = {
      line: { type: '@xstate.actor', ...line, sessionId, ...whoIs(ref), snapshot: shortSnapshot(snapshot) },
      needed: 0,
      over: snapshot.status !== 'active',
    };
    met.set(sessionId, it);
    return it;
  }

  function release(sessionId: string, snapshot?: unknown): void {
    const it = met.get(sessionId);
    if (!it) return;
    it.needed -= 1;
    if (snapshot !== undefined) it.line = { ...it.line, snapshot };
    forgetIfDone(it);
  }

  function end(sessionId: string): void {
    const it = met.get(sessionId);
    if (!it) return;
    it.over = true;
    forgetIfDone(it);
  }

  function forgetIfDone({ line, over, needed }: Met): void {
    if (!over || needed > 0) return;
    met.delete(line.sessionId);
    if (line.parentId !== undefined) release(line.parentId);
  }

  const introductions: Introductions = {
    need(ref, line) {
      meet(ref, line).needed += 1;
    },
    release,
    end,
    clear: () => met.clear(),
    of(sessionId, introduced) {
      const it = introduced.has(sessionId) ? undefined : met.get(sessionId);
      if (!it) return [];
      introduced.add(sessionId);
      const { parentId } = it.line;
      return [...(parentId === undefined ? [] : introductions.of(parentId, introduced)), it.line];
    },
    get size() {
      return met.size;
    },
  };
  return introductions;
}

function whoIs(ref: Actor<AnyActorLogic>): Pick<ActorLine, 'name' | 'parentId' | 'definition'> {
  const config = ref.logic instanceof StateMachine ? ref.logic.config : undefined;
  const name = config?.id !== undefined && ref.id === ref.sessionId ? config.id : ref.id;
  return {
    name,
    parentId: ref._parent?.sessionId,
    definition: config ? definitionText(config) : JSON.stringify({ id: name }),
  };
}

/** By what a machine is made of, which is large and stays as it is. */
const definitionTexts = new WeakMap<object, string>();

function definitionText(config: object): string {
  const text = definitionTexts.get(config) ?? written(config) ?? '{}';
  definitionTexts.set(config, text);
  return text;
}

/** A machine's state and whether it runs are whole, and of its context what is short. */
export function shortSnapshot(snapshot: Snapshot<unknown>): unknown {
  if (!isMachineSnapshot(snapshot)) return shortFields(snapshot);
  const { context, value, ...rest } = snapshot.toJSON() as unknown as Readonly<Record<string, unknown>>;
  return { ...shortFields(rest), value: JSON.parse(JSON.stringify(value)), context: shortFields(Object(context)) };
}
