import type { Clock } from '../contract/clock.ts';
import { failed, type Outcome } from '../contract/fault.ts';

/**
 * Asks for a feature report, and again when it failed or was not answered in time. Ends with the last attempt's outcome,
 * `timeOut` for one that was not answered, or `offline` at once when the link has closed.
 */
export async function requestInTime<T extends object>(plan: {
  readonly clock: Clock;
  /** Milliseconds to wait for each answer. */
  readonly timeOut: number;
  /** At least 1. */
  readonly tries: number;
  readonly ask: () => Promise<Outcome<T>>;
  readonly onRetry: (attempt: number) => void;
}): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1) plan.onRetry(attempt);
    const late = Promise.withResolvers<Outcome<T>>();
    const cancel = plan.clock.after(plan.timeOut, () => late.resolve(failed('timeOut')));
    const outcome = await Promise.race([late.promise, plan.ask()]);
    cancel();
    if (outcome.ok || outcome.fault === 'offline' || attempt >= plan.tries) return outcome;
  }
}
