import { type Clock, sleep } from '../../device-drivers/contract/clock.ts';
import type { IdCard } from '../../device-drivers/contract/id-card-reader.ts';
import type { Screen, Shown, Tap } from '../../terminal/screen.ts';
import type { Controls } from '../hospital/controls.ts';
import type { Fate } from './fate.ts';

/** What a patient can do at a terminal: look, tap, put a card on the reader, pay with a phone, take a slip. */
export interface AtTheTerminal {
  readonly clock: Clock;
  readonly fate: Fate;
  shown(): Shown | undefined;
  tap(message: unknown): void;
  putCard(card: IdCard): void;
  takeCard(): void;
  takeSlips(): void;
  readonly platform: Pick<Controls, 'pay' | 'startPaying' | 'decline'>;
}

/** A patient who has looked at screens for this long leaves, whatever stands there. */
const mostLooks = 60;

/**
 * Comes, registers, and leaves; or walks away, taps twice, goes back, forgets the card, pays late or not at all, as the
 * fate of the session has it. Resolves when the patient has left.
 */
export async function visitBy(card: IdCard, at: AtTheTerminal): Promise<void> {
  const { clock, fate } = at;
  let began = false;
  for (let looks = 0; looks < mostLooks; looks++) {
    await sleep(clock, 300 + 2500 * fate.draw('patient.thinking'));
    const shown = at.shown();
    if (!shown) break;
    if (shown.screen.name === 'attract' && began) break;
    began ||= shown.screen.name === 'menu';
    if (began && fate.strikes('patient.walksAway', 0.01)) break;
    const next = await answerTo(shown.screen, card, at);
    if (next === 'leave') break;
    if (next !== 'wait') touch(next, shown.revision, at);
  }
  at.takeCard();
  at.takeSlips();
}

function touch(tap: Tap, revision: number, { fate, tap: send }: AtTheTerminal): void {
  if (fate.strikes('patient.tapsStale', 0.03)) send({ tap, revision: revision - 1 });
  send({ tap, revision });
  if (fate.strikes('patient.tapsTwice', 0.05)) send({ tap, revision });
}

type Answer = Tap | 'wait' | 'leave';

async function answerTo(screen: Screen, card: IdCard, at: AtTheTerminal): Promise<Answer> {
  const { fate } = at;
  const goesBack = () => fate.strikes('patient.goesBack', 0.05);
  switch (screen.name) {
    case 'attract':
      return { kind: 'begin' };
    case 'menu':
      return screen.errands.some(({ errand, open }) => errand === 'registration' && open)
        ? { kind: 'errand', errand: 'registration' }
        : 'leave';
    case 'presentIdCard':
      at.takeCard();
      await sleep(at.clock, 400);
      at.putCard(card);
      return 'wait';
    case 'readingIdCard':
      if (fate.strikes('patient.takesCardEarly', 0.1)) at.takeCard();
      return 'wait';
    case 'chooseDepartment':
      if (screen.page.at < screen.page.of && fate.draw('patient.turnsPage') < 0.2) return { kind: 'nextPage' };
      return chosen(fate.pick('patient.department', screen.departments));
    case 'chooseDoctor':
      if (goesBack()) return { kind: 'back' };
      return chosen(fate.pick('patient.doctor', screen.doctors));
    case 'choosePeriod': {
      if (goesBack()) return { kind: 'back' };
      const free = screen.periods.filter(({ left }) => left > 0);
      return free.length > 0 ? chosen(fate.pick('patient.period', free)) : { kind: 'back' };
    }
    case 'confirmAppointment':
      return goesBack() ? { kind: 'back' } : { kind: 'confirm' };
    case 'pay':
      return pay(screen.orderNumber, at);
    case 'farewell':
      at.takeCard();
      at.takeSlips();
      return { kind: 'finish' };
    case 'trouble':
      return { kind: 'finish' };
    case 'starting':
    case 'working':
    case 'confirming':
    case 'printing':
      return 'wait';
  }
}

const chosen = (item: { readonly id: string } | undefined): Answer =>
  item ? { kind: 'choose', id: item.id } : { kind: 'cancel' };

/** Each look at the payment screen ends in one thing done; a payer who does nothing is asked again at the next look. */
async function pay(orderNumber: string, { clock, fate, platform }: AtTheTerminal): Promise<Answer> {
  if (fate.strikes('patient.neverPays', 0.1)) {
    await sleep(clock, 130_000);
    return 'wait';
  }
  if (fate.strikes('patient.cancelsPaying', 0.1)) {
    // The phone and the finger may be quicker than one another.
    if (fate.draw('patient.paysAndCancels') < 0.5) platform.pay(orderNumber);
    return { kind: 'cancel' };
  }
  platform.startPaying(orderNumber);
  await sleep(clock, 4000 * fate.draw('patient.password'));
  if (fate.strikes('patient.declines', 0.1)) {
    platform.decline(orderNumber);
    return 'wait';
  }
  if (fate.strikes('patient.paysLate', 0.1)) await sleep(clock, 110_000 + 30_000 * fate.draw('patient.lateness'));
  platform.pay(orderNumber);
  await sleep(clock, 6000);
  return 'wait';
}
