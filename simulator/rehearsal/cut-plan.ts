import type { CutAtWrite } from '../world/mortal.ts';

export interface PlannedCut {
  readonly record: 'lost' | 'written';
  /** Writes still to come before it. */
  readonly after: number;
}

/** A power cut that waits for a journal write. */
export interface CutPlan {
  plan(cut: PlannedCut | undefined): void;
  readonly planned: PlannedCut | undefined;
  /** Asked at every journal write. */
  atWrite(): CutAtWrite | undefined;
}

export function createCutPlan(): CutPlan {
  let planned: PlannedCut | undefined;
  return {
    plan(cut) {
      planned = cut;
    },
    get planned() {
      return planned;
    },
    atWrite() {
      if (!planned) return undefined;
      const { record, after } = planned;
      planned = after > 0 ? { record, after: after - 1 } : undefined;
      return planned ? undefined : record === 'lost' ? 'before' : 'after';
    },
  };
}
