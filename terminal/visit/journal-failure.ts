import type { Actor } from 'xstate';
import { insideOf, type visitMachine } from './visit-machine.ts';

/** Whatever is under way ends with what became of the patient's money. */
export function tellJournalFailed(visit: Actor<typeof visitMachine>): void {
  const { errand, technician } = visit.getSnapshot().children;
  (insideOf(visit.getSnapshot()).settlement ?? errand ?? technician)?.send({ type: 'journalFailed' });
}
