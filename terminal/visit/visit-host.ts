import type { Actor } from 'xstate';
import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { LogEvent } from '../log-event.ts';
import type { Screen, Tap } from '../screen.ts';
import { readTapped } from '../tapped.ts';
import { type Browsing, createBrowsing } from './browsing.ts';
import { createStage, type Scene, type Stage } from './stage.ts';
import { deliverTap } from './tap-delivery.ts';
import type { VisitSnapshot, visitMachine } from './visit-machine.ts';

/** A running visit with its screen: taps go in, screens come out. */
export interface VisitHost extends Pick<Stage, 'shown' | 'subscribe' | 'stop'> {
  /** A message from the page. One made on an older screen, or that is no tap, is dropped and logged. */
  tap(message: unknown): void;
}

export interface VisitHostOptions {
  readonly clock: Clock;
  readonly log: (event: LogEvent) => void;
  readonly scene: (snapshot: VisitSnapshot, browsing: Browsing) => Scene;
  /** Whether there is something to look at; false when the machine is told more first, and moves again. */
  readonly isSettled: (snapshot: VisitSnapshot) => boolean;
  /** Told what stands after every move. */
  readonly seen: (snapshot: VisitSnapshot, screen: Screen) => void;
}

/** Begins to look at a visit that is not started yet. */
export function hostVisit(
  visit: Actor<typeof visitMachine>,
  { clock, log, scene, isSettled, seen }: VisitHostOptions,
): VisitHost {
  const browsing = createBrowsing();
  const stage = createStage(clock, () => scene(visit.getSnapshot(), browsing));
  let delivering = false;
  let moved = false;

  function look(): void {
    moved = false;
    const snapshot = visit.getSnapshot();
    if (!isSettled(snapshot)) return;
    stage.refresh();
    seen(snapshot, stage.shown().screen);
  }

  /** One tap moves the machines several times, the errand first and then whoever watches it: they are looked at once. */
  function deliver(tap: Tap): boolean {
    delivering = true;
    try {
      return deliverTap(tap, visit, browsing);
    } finally {
      delivering = false;
      if (moved) look();
    }
  }

  visit.subscribe(() => {
    moved = true;
    if (!delivering) look();
  });

  return {
    shown: stage.shown,
    subscribe: stage.subscribe,
    stop: stage.stop,
    tap(message) {
      const tapped = readTapped(message);
      if (!tapped) return log({ event: 'tap.dropped', why: 'malformed' });
      if (tapped.revision !== stage.shown().revision) return log({ event: 'tap.dropped', why: 'olderScreen' });
      if (!deliver(tapped.tap)) log({ event: 'tap.dropped', why: 'notOffered' });
    },
  };
}
