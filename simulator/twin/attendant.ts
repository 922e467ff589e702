import type { TwinKiosk } from './kiosk.ts';

/** A whole roll of slip paper, in millimetres; a slip is never longer than what is left when there is this much. */
const roll = { full: 80_000, low: 3_000 };
const tray = { full: 250, low: 40 };
const toner = { full: 2_000, low: 150 };
const stack = { full: 100, low: 20 };

/** Somebody of the house looks after paper, cards and toner between two visits. */
export function refill({ shelf }: TwinKiosk): void {
  const { receiptPrinter, reportPrinter, cardDispenser } = shelf;
  if (receiptPrinter.state().paperLeft < roll.low) receiptPrinter.set({ paperLeft: roll.full });
  const { sheets, toner: left } = reportPrinter.state();
  if (sheets < tray.low) reportPrinter.set({ sheets: tray.full });
  if (left < toner.low) reportPrinter.set({ toner: toner.full });
  const cards = cardDispenser.state().stack.length;
  if (cards < stack.low) cardDispenser.load(shelf.newCards(stack.full - cards));
}
