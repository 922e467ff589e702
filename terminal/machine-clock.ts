import type { Clock } from '../device-drivers/contract/clock.ts';

/** The injected clock in the shape XState asks for. */
export const machineClock = (clock: Clock) => ({
  setTimeout: (task: (...args: unknown[]) => void, delay: number) => clock.after(delay, task),
  clearTimeout: (cancel: () => void) => cancel?.(),
});
