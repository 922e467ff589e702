import { sleep } from '../../../device-drivers/contract/clock.ts';
import type { Answer, ScreenOf, Visiting } from './at-the-terminal.ts';

/** How long a new card is left at the gate by somebody who looks elsewhere: about as long as it waits there. */
const lateness = { from: 26_000, to: 33_000 };

/** Takes the new card; or late, about when the machine loses patience; or never. */
export async function takeNewCard(it: Visiting): Promise<Answer> {
  const { fate, clock } = it;
  if (fate.strikes('patient.leavesCardAtGate', 0.3)) return 'leave';
  if (fate.strikes('patient.takesCardLate', 0.3)) {
    await sleep(clock, lateness.from + (lateness.to - lateness.from) * fate.draw('patient.lateForCard'));
  }
  it.takeCard();
  return 'wait';
}

/** Takes what is the patient's from the machine. */
export function takeThings(it: Visiting): void {
  it.takePapers();
  takeCards(it);
}

export function takeCards({ shelf }: Visiting): void {
  shelf.idCardReader.take();
  shelf.chipCardReader.take();
  shelf.barcodeScanner.hide();
}

/** The last screen: takes what it names, and taps it away or lets it go by itself. */
export function finish(_: ScreenOf<'farewell' | 'trouble'>, it: Visiting): Answer {
  if (it.fate.strikes('patient.forgetsThings', 0.1)) return 'leave';
  takeThings(it);
  return it.fate.draw('patient.finishes') < 0.7 ? { kind: 'finish' } : 'leave';
}
