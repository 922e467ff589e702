import type { ComponentChildren } from 'preact';
import type { Line } from './line.ts';

/** What is left out, by the keys of chips, and what is searched. */
export interface Filter {
  readonly without: ReadonlySet<string>;
  readonly sought: string;
}

export const unfiltered: Filter = { without: new Set(), sought: '' };

/** What the timeline and the trace both need: the line, which place on it is looked at, and how to look elsewhere. */
export interface SheetProps {
  readonly line: Line;
  /** IANA name. */
  readonly zone: string;
  readonly chosen: number | undefined;
  readonly choose: (place: number | undefined) => void;
  readonly follows: boolean;
  readonly setFollows: (follows: boolean) => void;
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  /** Draws the head of the drawer, with what one can do on this sheet. */
  readonly head: (tools: ComponentChildren) => ComponentChildren;
}
