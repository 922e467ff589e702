import { UsageBatch, type UsageReceipt } from '../terminal/usage-event.ts';
import { isDay } from './calendar.ts';
import type { HubPorts } from './ports.ts';
import { check, type Mistake, malformed, type Problem, problem } from './problem.ts';
import type { Register } from './register.ts';
import { rollUp } from './roll-up.ts';

/** What became of a batch: the receipt the terminal may move its cursor to, or why nothing was taken. */
export type Received =
  | { readonly ok: true; readonly receipt: UsageReceipt }
  | { readonly ok: false; readonly problem: Problem };

/**
 * The most one event may carry: 100 million yuan, ten thousand sheets. Nothing real comes near it, and with it a sum of
 * years stays an exact integer in the store and in JavaScript.
 */
const mostFen = 10_000_000_000;
const mostPages = 10_000;

/** What the shape of a batch does not say: order, real days, amounts that can be summed. */
const mistakesIn = ({ after, events }: UsageBatch): Mistake[] => {
  const mistakes: Mistake[] = [];
  let last = after;
  for (const [at, event] of events.entries()) {
    if (event.sequence <= last) {
      const message = `expected a sequence above ${last}, received ${event.sequence}`;
      mistakes.push({ path: `events.${at}.sequence`, message });
    }
    last = event.sequence;
    if (!isDay(event.businessDay)) {
      mistakes.push({ path: `events.${at}.businessDay`, message: `there is no day ${event.businessDay}` });
    }
    if ('amount' in event && event.amount > mostFen) {
      mistakes.push({
        path: `events.${at}.amount`,
        message: `expected at most ${mostFen} fen, received ${event.amount}`,
      });
    }
    if ('pages' in event && event.pages > mostPages) {
      mistakes.push({
        path: `events.${at}.pages`,
        message: `expected at most ${mostPages} pages, received ${event.pages}`,
      });
    }
  }
  return mistakes;
};

type Taken =
  | { readonly gap: true; readonly had: number }
  | { readonly gap: false; readonly fresh: number; readonly upTo: number };

/**
 * Takes usage batches, each event exactly once: what the hub has already is dropped, a batch that would leave a gap is
 * refused with the `after` the hub waits for. The promise rejects only when the store failed.
 */
export const collector = ({ clock, store, log }: HubPorts, register: Register) => {
  const known = new Set(register.terminals.map(({ terminal }) => terminal));

  const refuse = (it: Problem, terminal?: string): Received => {
    log({ event: 'usage.refused', code: it.code, ...(terminal !== undefined && { terminal }) });
    return { ok: false, problem: it };
  };

  return async (body: unknown): Promise<Received> => {
    const read = check(UsageBatch, body, mistakesIn);
    if (!read.ok) return refuse(malformed(read.mistakes));
    const { terminal, after, events } = read.value;
    if (!known.has(terminal)) return refuse(problem('terminalUnknown', { detail: terminal }));

    const taken = await store.take<Taken>(terminal, ({ upTo: had }) => {
      if (after > had) return { answer: { gap: true, had } };
      const fresh = events.filter(({ sequence }) => sequence > had);
      const last = fresh.at(-1);
      if (!last) return { answer: { gap: false, fresh: 0, upTo: had } };
      return {
        answer: { gap: false, fresh: fresh.length, upTo: last.sequence },
        intake: { events: fresh, days: rollUp(fresh), upTo: last.sequence, heardAt: clock.now() },
      };
    });

    if (taken.gap) {
      const detail = `this batch follows ${after}; the hub has everything up to ${taken.had}`;
      return refuse(problem('gap', { detail, expected: taken.had }), terminal);
    }
    const { fresh, upTo } = taken;
    log({ event: 'usage.taken', terminal, fresh, repeated: events.length - fresh, upTo });
    return { ok: true, receipt: { upTo } };
  };
};
