import type { TerminalConfig } from '../config.ts';
import { payUntil } from '../flows/settlement/settlement-screen.ts';
import type { LocalText } from '../screen/parts.ts';
import type { Surround } from '../screen.ts';
import { timeOf } from '../zone.ts';
import type { Browsing } from './browsing.ts';
import { progressOf } from './progress.ts';
import { errandOf, type Facts, screenOf } from './screen-of.ts';
import type { Scene } from './stage.ts';
import { doingIn, insideOf, type VisitSnapshot } from './visit-machine.ts';

type Place = Pick<TerminalConfig, 'place' | 'zone' | 'screen'>;

/** The screen and what stands around it: place, time, language, seconds left. `now` in UTC milliseconds. */
export function sceneOf(
  snapshot: VisitSnapshot,
  facts: Facts,
  { show }: Pick<Browsing, 'show'>,
  hospital: LocalText,
  config: Place,
  now: number,
): Scene {
  const whole = screenOf(snapshot, facts);
  const screen = show(whole, snapshot.context);
  // The letters of a list belong where the list does.
  const progress = progressOf(whole, errandOf(snapshot));
  const until = endOf(snapshot);
  const secondsLeft = until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
  const warned = snapshot.matches({ present: { watch: 'warned' } });
  const surround: Surround = {
    hospital,
    place: config.place,
    time: timeOf(now, config.zone),
    language: snapshot.context.language,
    modes: snapshot.context.modes,
    ppi: config.screen.ppi,
    ...(secondsLeft !== undefined && (warned ? { warning: { secondsLeft } } : { secondsLeft })),
    ...(progress && { progress }),
  };
  return { screen, surround };
}

/** When what stands on the screen ends by itself: the payer's time, the last screen's, or the patient's silence. */
function endOf(snapshot: VisitSnapshot): number | undefined {
  const doing = doingIn(snapshot);
  if (!doing) return undefined;
  const until = payUntil(insideOf(snapshot).settlement?.getSnapshot());
  if (until !== undefined) return until;
  if (doing === 'farewell') return snapshot.context.farewellUntil;
  return snapshot.context.silentUntil;
}
