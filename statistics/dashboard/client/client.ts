import type { Outside } from '../outside.ts';
import { type Answer, answerOf } from './answer.ts';

/** Asks the hub. Nothing here throws: what went wrong is part of the answer. */
export interface Client {
  get<T>(path: string, signal: AbortSignal): Promise<Answer<T>>;
  /** As `get`, of an answer that comes in pages: goes on until there is no next one and puts the rows of all into the first. */
  getAll<T>(path: string, rows: string, signal: AbortSignal): Promise<Answer<T>>;
  /** `body` undefined: nothing is sent but the verb. */
  send<T>(verb: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer<T>>;
}

/** More pages than any view needs: a hub that never ends is no reason for a page that never does. */
const mostPages = 40;

const rowsOf = (answer: Record<string, unknown>, rows: string): unknown[] => {
  const found = answer[rows];
  return Array.isArray(found) ? [...found] : [];
};

export const createClient = (outside: Outside): Client => {
  const ask = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    try {
      const response = await outside.fetch(path, { ...init, credentials: 'same-origin' });
      return await answerOf<T>(response);
    } catch {
      return { ok: false, trouble: 'unreachable' };
    }
  };
  const get = <T>(path: string, signal: AbortSignal) =>
    ask<T>(path, { signal, headers: { accept: 'application/json' } });

  return {
    get,
    async getAll<T>(path: string, rows: string, signal: AbortSignal) {
      const first = await get<Record<string, unknown>>(path, signal);
      if (!first.ok) return first;
      const all = rowsOf(first.value, rows);
      let next = first.value.next;
      for (let page = 1; typeof next === 'string' && page < mostPages; page++) {
        const cursor = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`;
        const more = await get<Record<string, unknown>>(`${path}${cursor}`, signal);
        if (!more.ok) return more;
        all.push(...rowsOf(more.value, rows));
        next = more.value.next;
      }
      return { ok: true, value: { ...first.value, [rows]: all, next: null } as T };
    },
    send: (verb, path, body) =>
      ask(path, {
        method: verb,
        headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      }),
  };
};
