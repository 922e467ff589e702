import type { Moment, TerminalView } from './message.ts';

/** What terminals looked like, so that the bench can be asked about a moment of the past. */
export interface Moments {
  /** `at` in UTC milliseconds; what looks as before is not kept again. */
  keep(at: number, terminal: TerminalView): void;
  /** The last look at or before an instant. */
  at(terminal: string, instant: number): Moment | undefined;
}

/** Characters that are kept of each terminal: hours of an ordinary day. */
const most = 16_000_000;

export function createMoments(limit = most): Moments {
  const looks = new Map<string, { readonly kept: { at: number; text: string }[]; size: number }>();
  return {
    keep(at, terminal) {
      const text = JSON.stringify(terminal);
      const of = looks.get(terminal.name) ?? { kept: [], size: 0 };
      looks.set(terminal.name, of);
      if (of.kept.at(-1)?.text === text) return;
      of.kept.push({ at, text });
      of.size += text.length;
      // The oldest half at once: one by one would move all the others each time.
      if (of.size > limit)
        of.size -= of.kept.splice(0, of.kept.length >> 1).reduce((sum, it) => sum + it.text.length, 0);
    },
    at(terminal, instant) {
      const found = looks.get(terminal)?.kept.findLast(({ at }) => at <= instant);
      return found && { asked: instant, at: found.at, terminal: JSON.parse(found.text) as TerminalView };
    },
  };
}
