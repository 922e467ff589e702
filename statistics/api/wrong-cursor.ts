import { malformed, type Problem } from '../problem.ts';

/** A cursor of another question, or of nobody's. */
export const wrongCursor = (): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: malformed([{ path: 'cursor', message: 'expected the `next` of an answer to the same question' }]),
});
