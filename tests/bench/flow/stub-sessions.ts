import { createVirtualClock } from '../../../simulator/world/virtual-clock.ts';
import { mondayMorning } from '../../../simulator/world/world.ts';
import { hostedSide } from './sides.ts';
import { steps } from './stub-hospital.ts';

/** Milliseconds a patient looks at a screen. */
const look = 3_000;

/** Registrations one after another at a terminal that is flows and screens and nothing else. Gives the virtual seconds. */
export async function liveStub(sessions: number): Promise<number> {
  const clock = createVirtualClock(mondayMorning);
  const side = hostedSide(clock);
  await clock.advance(look);
  for (let session = 0; session < sessions; session++) {
    for (const step of steps) {
      side.take(step);
      await clock.advance(look);
    }
    if (!side.isOver()) throw new Error('the visit did not come to its end');
  }
  return (clock.now() - mondayMorning) / 1_000;
}
