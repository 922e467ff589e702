/** Cards since they were last counted. `loaded` is `issued`, `captured` and `left` together. */
export interface CardSupply {
  readonly loaded: number;
  readonly issued: number;
  readonly captured: number;
  readonly left: number;
}

/** Sheets since they were last counted. `loaded` is `printed` and `left` together. */
export interface SheetSupply {
  readonly loaded: number;
  readonly printed: number;
  readonly left: number;
}

export interface Supplies {
  /** Absent until somebody has counted. */
  readonly cards?: CardSupply;
  readonly sheets?: SheetSupply;
  /** Cards in the bin since it was last emptied. */
  readonly bin: number;
  /** Pages that are out of orders still being printed, by order: the journal tells the sum each time. */
  readonly printing: Readonly<Record<string, number>>;
}

export const uncounted: Supplies = { bin: 0, printing: {} };
