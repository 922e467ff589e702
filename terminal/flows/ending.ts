import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Appointment, MoneyWord, Trouble } from '../screen.ts';

/** How an errand ended, as the last screen of the visit tells it. Masked already. */
export type Ending =
  | {
      readonly kind: 'registered';
      readonly appointment: Appointment;
      readonly queueNumber: string;
      readonly orderNumber: string;
      readonly slip: { readonly printed: true } | { readonly printed: false; readonly fault: Fault };
    }
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly money: MoneyWord; readonly reference?: string }
  /** The patient went back to the start. */
  | { readonly kind: 'left' };

export const untouched: MoneyWord = { money: 'untouched' };

export const troubled = (trouble: Trouble): Ending => ({ kind: 'trouble', trouble, money: untouched });
