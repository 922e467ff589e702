/** A promise of the terminal that was not kept: which, and the numbers of the things it was not kept for. */
export interface Violation {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8';
  readonly what: string;
}

export const violated = (invariant: Violation['invariant'], what: string): Violation => ({ invariant, what });
