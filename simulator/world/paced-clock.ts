import type { Clock } from '../../device-drivers/contract/clock.ts';
import { createDeadlines } from './deadlines.ts';
import { settle } from './settle.ts';
import type { WorldClock } from './world-clock.ts';

/**
 * The time of a world that people watch: it runs along with a real clock, slower or faster, stands still, or is run ahead.
 * What happens in it happens as on a virtual clock, one deadline after another, everything settled in between; so the
 * same hands at the same times bring about the same world again.
 */
export interface PacedClock extends WorldClock {
  /** Milliseconds of this world in one of the real clock. 0: it stands still. */
  readonly pace: number;
  setPace(pace: number): void;
  /** Runs through everything until an instant (UTC milliseconds) as fast as it goes. One in the past is now. */
  runTo(instant: number): Promise<void>;
  /** Where it is being run to. */
  readonly runningTo: number | undefined;
  /** Whether something is due that has not been run yet. */
  readonly behind: boolean;
  /** Something from outside the world comes in, now, at a time of its own that no deadline has. Told that time. */
  enter(task: (at: number) => void): void;
  stop(): void;
}

/** Later than this behind the real clock, in its milliseconds, the world is not hurried any more. */
const mostLag = 200;
/** What comes from outside comes at odd multiples of this, in milliseconds. */
const grain = 1 / 16;

/** It stands still until a pace is set: what a world is made of is put together in no time. */
export function createPacedClock(real: Clock, start: number): PacedClock {
  const deadlines = createDeadlines();
  /** Where this world stands: the last deadline that was run, or the last look. */
  let stood = start;
  /** Where both clocks stood when the pace was set. */
  let since = { world: start, real: real.now() };
  let pace = 0;
  let lastEntered = start;
  let run: { readonly to: number; readonly done: () => void } | undefined;
  let stepping = false;
  let stopped = false;
  let unsetTimer = () => {};

  const rebase = () => {
    since = { world: stood, real: real.now() };
  };
  /** How far the pace has brought this world by now, and what came in, however still it stands. */
  const reached = () => Math.max(stood, lastEntered, since.world + (real.now() - since.real) * pace);

  function now(): number {
    if (stepping || run) return stood;
    return Math.max(stood, Math.min(reached(), deadlines.next() ?? Number.POSITIVE_INFINITY));
  }

  /** Runs what is due; then sleeps until more is. One of these runs at a time. */
  async function work(): Promise<void> {
    if (stepping || stopped) return;
    stepping = true;
    unsetTimer();
    // What was put together in this world before it went on belongs to the time at which it stood.
    await settle();
    while (!stopped) {
      const due = deadlines.take(run?.to ?? reached());
      if (!due) break;
      stood = Math.max(stood, due.at);
      if (!run && reached() - stood > mostLag * pace) rebase();
      due.task();
      await settle();
    }
    stepping = false;
    if (stopped) return;
    if (run) {
      stood = Math.max(stood, run.to);
      const { done } = run;
      run = undefined;
      rebase();
      done();
      return void work();
    }
    sleep();
  }

  function sleep(): void {
    const next = deadlines.next();
    unsetTimer();
    if (next === undefined || pace === 0) return;
    // A real clock knows whole milliseconds only.
    unsetTimer = real.after(Math.ceil(Math.max(0, (next - reached()) / pace)), () => void work());
  }

  const wake = () => {
    if (stepping || stopped) return;
    if (run) void work();
    else sleep();
  };

  function at(instant: number, task: () => void): () => void {
    const cancel = deadlines.enter(instant, task);
    wake();
    return cancel;
  }

  return {
    now: () => Math.floor(now()),
    after: (delay, task) => at(now() + Math.max(0, delay), task),
    at,
    get pace() {
      return pace;
    },
    setPace(next) {
      stood = now();
      pace = next;
      rebase();
      void work();
    },
    runTo(instant) {
      if (run) return Promise.reject(new RangeError('time is being run ahead already'));
      stood = now();
      return new Promise((done) => {
        run = { to: Math.max(stood, instant), done };
        wake();
      });
    },
    get runningTo() {
      return run?.to;
    },
    get behind() {
      return stepping || (!stopped && (deadlines.next() ?? Number.POSITIVE_INFINITY) <= (run?.to ?? reached()));
    },
    enter(task) {
      // An odd multiple of the grain, later than now and than whatever came in before.
      const next = Math.ceil(Math.max(now(), lastEntered) / (2 * grain)) * 2 * grain + grain;
      lastEntered = next;
      deadlines.enter(next, () => task(next));
      void work();
    },
    stop() {
      stopped = true;
      unsetTimer();
    },
  };
}
