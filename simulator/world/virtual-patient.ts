import { sleep } from '../../device-drivers/contract/clock.ts';
import type { Screen, Shown, Tap } from '../../terminal/screen.ts';
import {
  type Answer,
  type AtTheTerminal,
  back,
  cancel,
  type ScreenOf,
  type Visiting,
  type Visitor,
} from './patient/at-the-terminal.ts';
import {
  answerReview,
  chooseDepartment,
  chooseDoctor,
  chooseInitial,
  chooseOne,
  choosePeriod,
  chooseSome,
  readPages,
} from './patient/choosing.ts';
import { present, typeNumber } from './patient/identifying.ts';
import { pay } from './patient/paying.ts';
import { finish, takeCards, takeNewCard, takeThings } from './patient/taking.ts';

/** A patient who has looked at screens for this long leaves, whatever stands there. */
const mostLooks = 70;

/**
 * Comes with an errand, does it, and leaves; or walks away, taps twice, goes back, forgets the card, pays late or not at
 * all, as the fate of the session has it. Resolves when the patient has left.
 */
export async function visitBy(visitor: Visitor, at: AtTheTerminal): Promise<void> {
  const { clock, fate } = at;
  const visiting: Visiting = { ...at, visitor };
  let began = false;
  for (let looks = 0; looks < mostLooks; looks++) {
    await sleep(clock, 300 + 2500 * fate.draw('patient.thinking'));
    const shown = at.shown();
    if (!shown || shown.screen.name === 'outOfService') break;
    if (shown.screen.name === 'attract' && began) break;
    began ||= shown.screen.name === 'menu';
    if (began && fate.strikes('patient.walksAway', 0.015)) break;
    if (began && fate.draw('patient.hasEnough') < 0.007) at.tap({ tap: cancel, revision: shown.revision });
    if (shown.surround.warning) at.tap({ tap: { kind: 'moreTime' }, revision: shown.revision });
    const next = switching(shown, visiting) ?? (await answerTo(shown.screen, visiting));
    if (next === 'leave') break;
    if (next !== 'wait') await touch(next, shown.revision, at);
  }
  if (fate.strikes('patient.forgetsThings', 0.05)) return;
  takeThings(visiting);
}

async function touch(tap: Tap, revision: number, { fate, clock, tap: send }: AtTheTerminal): Promise<void> {
  if (fate.strikes('patient.dozes', 0.01)) {
    await sleep(clock, 55_000 + 40_000 * fate.draw('patient.dozing'));
    return;
  }
  if (fate.strikes('patient.tapsStale', 0.03)) send({ tap, revision: revision - 1 });
  send({ tap, revision });
  if (fate.strikes('patient.tapsTwice', 0.05)) send({ tap, revision });
}

type Mode = Extract<Tap, { kind: 'mode' }>['mode'];
const modes: readonly Mode[] = ['elder', 'contrast', 'lowered', 'voice'];

/** Few need the screens otherwise than they are; some of them notice only in the middle, or have had enough of it. */
function switching({ screen, surround }: Shown, { fate }: Visiting): Tap | undefined {
  if (screen.name === 'starting' || fate.draw('patient.switches') >= (screen.name === 'attract' ? 0.06 : 0.008)) {
    return undefined;
  }
  const mode = fate.pick('patient.mode', modes);
  return mode && { kind: 'mode', mode, on: !surround.modes[mode] };
}

/** What the patient does at a screen; every screen there is has its answer. */
async function answerTo(screen: Screen, it: Visiting): Promise<Answer> {
  switch (screen.name) {
    case 'attract':
      if (it.fate.draw('patient.onlyLooks') < 0.05) return 'leave';
      return it.fate.strikes('patient.findsServiceDoor', 0.03) ? { kind: 'technician' } : begin(it);
    case 'menu':
      return chooseErrand(screen, it);
    case 'presentCredential':
      return present(screen, it);
    case 'readingCard':
      if (it.fate.strikes('patient.takesCardEarly', 0.1)) takeCards(it);
      return 'wait';
    case 'enterNumber':
      return typeNumber(screen, it);
    case 'chooseOne':
      return chooseOne(screen, it);
    case 'chooseSome':
      return chooseSome(screen, it);
    case 'chooseDepartment':
      return chooseDepartment(screen, it);
    case 'chooseDoctor':
      return chooseDoctor(screen, it);
    case 'choosePeriod':
      return choosePeriod(screen, it);
    case 'chooseInitial':
      return chooseInitial(screen, it);
    case 'confirmAppointment':
      return it.fate.strikes('patient.goesBack', 0.05) ? back : { kind: 'confirm' };
    case 'review':
      return answerReview(screen, it);
    case 'prices':
    case 'readReport':
      return readPages(screen, it);
    case 'pay':
      return pay(screen, it);
    case 'takeCard':
      return takeNewCard(it);
    case 'farewell':
    case 'trouble':
      return finish(screen, it);
    case 'working':
      return screen.canLeave && it.fate.draw('patient.losesPatience') < 0.03 ? cancel : 'wait';
    case 'starting':
    case 'confirming':
    case 'printing':
      return 'wait';
    case 'outOfService':
    case 'technician':
      return 'leave';
  }
}

function begin({ fate }: Visiting): Tap {
  return fate.draw('patient.english') < 0.1 ? { kind: 'language', language: 'en' } : { kind: 'begin' };
}

/** The errand they came for, while it is open; else what else can be done, or home. */
function chooseErrand({ errands, page }: ScreenOf<'menu'>, { fate, visitor }: Visiting): Answer {
  const open = errands.filter((tile) => tile.open).map(({ errand }) => errand);
  const wanted = fate.draw('patient.changesErrand') < 0.05 ? fate.pick('patient.instead', open) : visitor.errand;
  if (wanted === undefined) return 'leave';
  if (!errands.some(({ errand }) => errand === wanted))
    return { kind: page.at < page.of ? 'nextPage' : 'previousPage' };
  if (open.includes(wanted)) return { kind: 'errand', errand: wanted };
  if (fate.strikes('patient.tapsClosed', 0.3)) return { kind: 'errand', errand: wanted };
  const other = fate.draw('patient.otherErrand') < 0.3 ? fate.pick('patient.instead', open) : undefined;
  return other ? { kind: 'errand', errand: other } : 'leave';
}
