import type { M1Card } from '../../simulator/devices/m1-card.ts';
import type { VirtualShelf } from '../../simulator/devices/virtual-shelf.ts';
import type { AtTheTerminal } from '../../simulator/world/patient/at-the-terminal.ts';

/** Cards that are put in when few are left. */
const fewCards = 10;
const newStack = 50;

export interface HandsAt extends Pick<AtTheTerminal, 'shelf' | 'takePapers' | 'takeCard' | 'emptyBin'> {
  /** Puts cards in where few are left, and takes those out that were kept. */
  refill(): void;
}

/** Hands at the devices, which keep nothing of what they take: a long day makes much paper. */
export function handsAt(shelf: VirtualShelf, newCards: (count: number) => readonly M1Card[]): HandsAt {
  const { receiptPrinter, reportPrinter, cardDispenser } = shelf;
  return {
    shelf,
    takePapers() {
      receiptPrinter.take();
      reportPrinter.take();
    },
    takeCard: () => cardDispenser.take() !== undefined,
    emptyBin: () => void cardDispenser.emptyBin(),
    refill() {
      cardDispenser.emptyBin();
      if (cardDispenser.state().stack.length < fewCards) cardDispenser.load(newCards(newStack));
    },
  };
}
