/** What came of one world with a mutant in it. Between the threads. */
export type TrialWord =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'lived'; readonly world: number }
  /** `by`: the invariant that was violated, or an error nobody caught. */
  | { readonly kind: 'found'; readonly world: number; readonly by: string; readonly what: string }
  /** The patch does not fit, or the program does not load with it: that is no find. */
  | { readonly kind: 'broken'; readonly why: string };

export interface TrialOrder {
  /** Which mutant, by its place in the list; nothing: the code as it stands. */
  readonly mutant: number | undefined;
  readonly seed: number;
  /** At most so many worlds. */
  readonly worlds: number;
}
