/** Time as a port: nothing below a main file asks the machine what time it is, or waits by itself. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
  /** Runs `task` once, `delay` milliseconds from now. The returned function cancels it; calling it later is harmless. */
  after(delay: number, task: () => void): () => void;
}

/**
 * Resolves after `delay` milliseconds of the clock, or as soon as one of the signals aborts. It never rejects: whoever
 * waits looks at the signals, because being called off is an ordinary way for a wait to end.
 */
export function sleep(clock: Clock, delay: number, ...signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    if (signals.some((signal) => signal?.aborted)) return resolve();
    const done = () => {
      cancel();
      for (const signal of signals) signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delay, done);
    for (const signal of signals) signal?.addEventListener('abort', done);
  });
}
