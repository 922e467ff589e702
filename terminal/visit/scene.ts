import type { TerminalConfig } from '../config.ts';
import { type LocalText, registrationSteps, type Surround } from '../screen.ts';
import { timeOf } from '../zone.ts';
import { screenOf, stepOf } from './screen-of.ts';
import type { Scene } from './stage.ts';
import type { VisitSnapshot } from './visit-machine.ts';

type Place = Pick<TerminalConfig, 'place' | 'zone' | 'screen'>;

/** The screen and what stands around it: place, time, language, seconds left. `now` in UTC milliseconds. */
export function sceneOf(snapshot: VisitSnapshot, hospital: LocalText, config: Place, now: number): Scene {
  const screen = screenOf(snapshot);
  const step = stepOf(screen);
  const until = endOf(snapshot);
  const secondsLeft = until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
  const warned = snapshot.matches({ present: { watch: 'warned' } });
  const surround: Surround = {
    hospital,
    place: config.place,
    time: timeOf(now, config.zone),
    language: snapshot.context.language,
    ppi: config.screen.ppi,
    ...(secondsLeft !== undefined && (warned ? { warning: { secondsLeft } } : { secondsLeft })),
    ...(step !== undefined && { step: registrationSteps.indexOf(step) }),
  };
  return { screen, surround };
}

/** When what stands on the screen ends by itself: the payer's time, the last screen's, or the patient's silence. */
function endOf(snapshot: VisitSnapshot): number | undefined {
  if (!snapshot.matches('present')) return undefined;
  const errand = snapshot.children.errand?.getSnapshot();
  if (errand?.matches({ ordering: 'paying' })) return errand.context.order?.payUntil;
  if (snapshot.matches({ present: { doing: 'farewell' } })) return snapshot.context.farewellUntil;
  return snapshot.context.silentUntil;
}
