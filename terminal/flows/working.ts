import type { Work } from '../screen/words.ts';
import type { Screen } from '../screen.ts';

/** The machine whose work it is. */
interface Worker {
  can(event: { readonly type: 'tap.cancel' }): boolean;
}

/** Busy; where nothing was begun yet the machine at work lets go of the patient, and the screen says so. */
export const working = (work: Work, worker: Worker): Screen => ({
  name: 'working',
  work,
  ...(worker.can({ type: 'tap.cancel' }) && { canLeave: true as const }),
});
