import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Screen, Shown, Surround } from '../screen.ts';

/** What stands on the screen now, and who is told when it changes. */
export interface Stage {
  shown(): Shown;
  /** Tells `listener` what is shown, now and after every change. Returns how to stop. */
  subscribe(listener: (shown: Shown) => void): () => void;
  /** The machines moved: look again. */
  refresh(): void;
  stop(): void;
}

export interface Scene {
  readonly screen: Screen;
  readonly surround: Surround;
}

/** `scene` folds the present into a screen. The revision grows when what can be tapped changes, not when a second passes. */
export function createStage(clock: Clock, scene: () => Scene): Stage {
  const listeners = new Set<(shown: Shown) => void>();
  let revision = 0;
  let tappable = '';
  let current: Shown = compose();
  let surround = JSON.stringify(current.surround);
  let cancelTick: (() => void) | undefined;

  function compose(): Shown {
    const { screen, surround } = scene();
    const now = JSON.stringify([screen, surround.language, surround.modes, surround.warning !== undefined]);
    if (now !== tappable) {
      revision += 1;
      tappable = now;
    }
    return { revision, screen, surround };
  }

  function refresh(): void {
    const next = compose();
    const around = JSON.stringify(next.surround);
    if (next.revision === current.revision && around === surround) return;
    surround = around;
    current = next;
    for (const listener of [...listeners]) listener(current);
  }

  /** Seconds on the screen are looked at once a second, and only while somebody is looking. */
  function tick(): void {
    cancelTick = clock.after(1000 - (clock.now() % 1000), () => {
      refresh();
      tick();
    });
  }

  return {
    shown: () => current,
    subscribe(listener) {
      refresh();
      listeners.add(listener);
      if (!cancelTick) tick();
      listener(current);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelTick?.();
        cancelTick = undefined;
      };
    },
    refresh,
    stop() {
      cancelTick?.();
      listeners.clear();
    },
  };
}
