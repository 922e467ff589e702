import type { LogEvent } from '../../terminal/log-event.ts';
import type { Screen, Surround } from '../../terminal/screen.ts';
import { createRing, type Ring } from '../world/ring.ts';
import type { DeviceCommand, TerminalCommand } from './command.ts';

/** What a terminal did and what was done to it; what its devices said stands in its trace, by the same clock. */
export type Happening =
  /** A finger on the glass. */
  | { readonly kind: 'tap'; readonly words: string }
  | {
      readonly kind: 'screen';
      readonly words: string;
      readonly screen: Screen;
      /** What stood around it when it came. */
      readonly surround: Surround;
      readonly revision: number;
    }
  /** A request of the terminal, and what came back; `seconds` after it was asked. */
  | { readonly kind: 'call'; readonly words: string }
  | { readonly kind: 'reply'; readonly words: string; readonly status?: number; readonly seconds: number }
  | { readonly kind: 'entry'; readonly words: string; readonly text: string }
  | { readonly kind: 'log'; readonly words: string; readonly event: LogEvent['event'] }
  /** A technician's hand, or somebody's at the hospital; what it did, where that was at the terminal itself. */
  | { readonly kind: 'hand'; readonly words: string; readonly command?: DeviceCommand | TerminalCommand }
  | { readonly kind: 'power'; readonly words: string }
  | { readonly kind: 'time'; readonly words: string };

export type HappeningKind = Happening['kind'];

export type TimelineEvent = Happening & {
  /** From 1, without gaps. */
  readonly seq: number;
  /** UTC milliseconds of the world's clock. */
  readonly at: number;
};

export interface Timeline extends Pick<Ring<TimelineEvent>, 'last' | 'after'> {
  note(happening: Happening): void;
  /** Told of every event from now on. */
  subscribe(listener: (event: TimelineEvent) => void): void;
}

/** A terminal's line of events; the latest `limit` are kept. */
export function createTimeline(now: () => number, limit: number): Timeline {
  const events = createRing<TimelineEvent>(limit);
  const listeners: ((event: TimelineEvent) => void)[] = [];
  return {
    note(happening) {
      const event = { ...happening, seq: events.last + 1, at: now() };
      events.push(event);
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => void listeners.push(listener),
    get last() {
      return events.last;
    },
    after: events.after,
  };
}
