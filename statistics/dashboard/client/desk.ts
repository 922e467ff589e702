import type { Outside } from '../outside.ts';
import type { NoAnswer } from './answer.ts';
import type { Client } from './client.ts';

/** What is known of one question. */
export interface Told {
  readonly value?: unknown;
  /** The last try came to nothing; `value` is then from before. */
  readonly trouble?: NoAnswer;
}

/** A question to the hub: its path, and the name of the rows where the answer comes in pages. */
export interface Question {
  readonly path: string;
  readonly rows?: string;
}

/**
 * Keeps what the page shows true: asks each question once however many show its answer, asks again every minute while the
 * page is looked at, and remembers answers, so that a view one goes back to is there at once.
 */
export interface Desk {
  told(question: Question): Told;
  /** Asks, unless somebody has; what it returns ends the interest, and an answer nobody waits for is called off. */
  listen(question: Question, changed: () => void): () => void;
  /** Asks everything anew that is shown. */
  refresh(): void;
  /** Forgets every answer: another reader has come. */
  forget(): void;
  /** Whether what is shown may be out of date; and being told of changes of that. */
  stale(): boolean;
  listenStale(changed: () => void): () => void;
}

interface Entry {
  told: Told;
  readonly listeners: Set<() => void>;
  call?: AbortController;
}

const refreshEvery = 60_000;
/** Answers kept of questions nobody shows any more. */
const mostKept = 80;

export const createDesk = (
  outside: Outside,
  client: Client,
  looked: { atNow(): boolean; whenAgain(task: () => void): void },
  signedOut: () => void,
): Desk => {
  const entries = new Map<string, Entry>();
  const questions = new Map<string, Question>();
  const staleListeners = new Set<() => void>();
  const keyOf = ({ path, rows = '' }: Question) => `${rows} ${path}`;
  let stale = false;
  let missed = false;

  const judgeStale = () => {
    const now = [...entries.values()].some(({ told, listeners }) => told.trouble && listeners.size > 0);
    if (now === stale) return;
    stale = now;
    for (const changed of staleListeners) changed();
  };

  const ask = async (key: string) => {
    const entry = entries.get(key);
    const question = questions.get(key);
    if (!entry || !question || entry.call) return;
    const call = new AbortController();
    entry.call = call;
    const { path, rows } = question;
    const answer = await (rows ? client.getAll(path, rows, call.signal) : client.get(path, call.signal));
    if (call.signal.aborted) return;
    delete entry.call;
    if (!answer.ok && answer.trouble === 'signedOut') return signedOut();
    entry.told = answer.ok ? { value: answer.value } : { ...entry.told, trouble: answer };
    for (const changed of entry.listeners) changed();
    judgeStale();
  };

  const refresh = () => {
    missed = !looked.atNow();
    if (missed) return;
    for (const [key, { listeners }] of entries) if (listeners.size > 0) void ask(key);
  };
  const again = () => {
    refresh();
    outside.after(refreshEvery, again);
  };
  outside.after(refreshEvery, again);
  looked.whenAgain(() => missed && refresh());

  const drop = () => {
    for (const [key, { listeners }] of entries) {
      if (entries.size <= mostKept) return;
      if (listeners.size > 0) continue;
      entries.delete(key);
      questions.delete(key);
    }
  };

  return {
    told: (question) => entries.get(keyOf(question))?.told ?? {},
    listen(question, changed) {
      const key = keyOf(question);
      const entry = entries.get(key) ?? { told: {}, listeners: new Set() };
      // Put last again: the longest unused goes first.
      entries.delete(key);
      entries.set(key, entry);
      questions.set(key, question);
      entry.listeners.add(changed);
      if (entry.listeners.size === 1) void ask(key);
      drop();
      return () => {
        entry.listeners.delete(changed);
        if (entry.listeners.size > 0) return;
        entry.call?.abort();
        delete entry.call;
        judgeStale();
      };
    },
    refresh,
    forget() {
      for (const { call } of entries.values()) call?.abort();
      entries.clear();
      questions.clear();
      judgeStale();
    },
    stale: () => stale,
    listenStale(changed) {
      staleListeners.add(changed);
      return () => staleListeners.delete(changed);
    },
  };
};
