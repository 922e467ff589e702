import { createEars, type Ears } from '../trace/ears.ts';
import { createTrace, type Trace } from '../trace/trace.ts';
import { createSeal } from './seal.ts';

/** What was said between a terminal and its devices. */
export interface Heard {
  readonly ears: Ears;
  readonly trace: Trace;
  /** Stands for every byte that was ever said, by whom and when. */
  seal(): string;
}

export function createHeard(now: () => number): Heard {
  const seal = createSeal();
  const trace = createTrace({
    now,
    hear: ({ at, device, direction, hex }) => seal.add(`${at} ${device} ${direction} ${hex}`),
  });
  return { ears: createEars(trace), trace, seal: seal.value };
}
