import type { Trouble } from '../screen/words.ts';

/** What was asked of the hospital, or why the errand ends here. */
export type Loaded<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly trouble: Trouble };

/** The trouble of something that was not loaded, for the errand's ending. */
export const troubleIn = (loaded: Loaded<object>): Trouble => (loaded.ok ? 'terminalFault' : loaded.trouble);
