import type { ProcessMeasure } from './gauge.ts';
import type { PageMeasure } from './glass.ts';

/** What page and process held at one moment, nobody standing there. */
export interface Reading {
  /** Milliseconds since the first. */
  readonly at: number;
  /** How many had come by then. */
  readonly visits: number;
  /** Who listens to the terminal, and its deadlines to come: only where both are in this process. */
  readonly listeners?: number;
  readonly deadlines?: number;
  readonly page: PageMeasure;
  readonly process: ProcessMeasure;
}
