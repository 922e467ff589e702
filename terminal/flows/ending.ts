import type { MoneyWord } from '../screen/parts.ts';
import type { Thing, Trouble } from '../screen/words.ts';
import type { Screen } from '../screen.ts';

type LastScreen<Name extends 'farewell' | 'trouble'> = Omit<Extract<Screen, { name: Name }>, 'name' | 'take'>;

/** How an errand ended, as the last screen of the visit tells it. Masked already. `take`: what is the patient's to take besides the ID card. */
export type Ending =
  | ({ readonly kind: 'done'; readonly take: readonly Thing[] } & LastScreen<'farewell'>)
  | ({ readonly kind: 'trouble' } & LastScreen<'trouble'>)
  /** The patient went back to the start. */
  | { readonly kind: 'left' };

export const untouched: MoneyWord = { money: 'untouched' };
export const troubled = (trouble: Trouble): Ending => ({ kind: 'trouble', trouble, money: untouched });
export const left: Ending = { kind: 'left' };
