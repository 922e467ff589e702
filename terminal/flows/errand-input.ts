import type { Capabilities } from '../hospital/contract/capabilities.ts';
import type { Way } from '../screen/words.ts';

/** What every errand begins with. */
export interface ErrandInput {
  /** YYYY-MM-DD at the terminal. */
  readonly today: string;
  /** Ways to say who one is: what the hospital takes for this errand and this terminal reads. */
  readonly ways: readonly Way[];
  /** The hospital's policies, as they stood when the errand began. */
  readonly policy: Capabilities;
}

/** The journal cannot be written: nothing more can be done at this terminal. */
export type JournalFailed = { readonly type: 'journalFailed' };
