import type { Actor } from 'xstate';
import { type TapEvent, tapEvent } from '../flows/tap-event.ts';
import type { Tap } from '../screen.ts';
import type { Browsing } from './browsing.ts';
import { insideOf, type visitMachine } from './visit-machine.ts';

type Visit = Actor<typeof visitMachine>;

interface Taker {
  getSnapshot(): { can(event: TapEvent): boolean };
  send(event: TapEvent): void;
}

/** Hands a tap to the list on the screen, or to the machine that takes it. Returns whether there was one. */
export function deliverTap(tap: Tap, visit: Visit, browsing: Pick<Browsing, 'take'>): boolean {
  const taken = browsing.take(tap);
  if (taken === 'notOffered') return false;
  if (taken === 'passedOn') return deliver(visit, tapEvent(tap));
  visit.send({ type: 'touched' });
  return true;
}

function deliver(visit: Visit, event: TapEvent): boolean {
  if (visit.getSnapshot().can(event)) {
    visit.send(event);
    return true;
  }
  const taker = takersIn(visit).find((actor) => actor.getSnapshot().can(event));
  taker?.send(event);
  if (taker) visit.send({ type: 'touched' });
  return taker !== undefined;
}

/** The machines inside the visit that may take a tap: the errand, and what runs inside that. */
function takersIn(visit: Visit): readonly Taker[] {
  const { errand, technician } = visit.getSnapshot().children;
  const { identify, settlement } = insideOf(visit.getSnapshot());
  const takers: readonly (Taker | undefined)[] = [errand, identify, settlement, technician];
  return takers.filter((taker) => taker !== undefined);
}
