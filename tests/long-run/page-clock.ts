import type { VirtualClock } from '../../simulator/world/virtual-clock.ts';

export interface PageClock {
  /** Virtual time that goes on when the page has caught up. */
  readonly clock: VirtualClock;
  /** Has something real done, after what was asked for before; virtual time stands still meanwhile. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A virtual clock that waits for the real world: for all that is held, and after each deadline for `catchUp` when it is
 * `behind`.
 */
export function createPageClock(clock: VirtualClock, behind: () => boolean, catchUp: () => Promise<void>): PageClock {
  let held = 0;
  let last: Promise<unknown> = Promise.resolve();

  function hold<T>(work: () => Promise<T>): Promise<T> {
    held += 1;
    const done = last.then(work).finally(() => {
      held -= 1;
    });
    last = done.catch(() => {});
    return done;
  }

  const isHeld = () => held > 0;
  async function settle(): Promise<void> {
    while (isHeld() || behind()) {
      if (isHeld()) await last;
      else await catchUp();
    }
  }

  return {
    clock: {
      ...clock,
      get pending() {
        return clock.pending;
      },
      async runUntil(condition, limit) {
        const end = clock.now() + limit;
        for (;;) {
          await settle();
          await clock.runUntil(() => isHeld() || behind() || condition(), end - clock.now());
          if (!isHeld() && !behind()) return condition();
        }
      },
    },
    hold,
  };
}
