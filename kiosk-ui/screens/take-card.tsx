import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';

export const takeCard: Draw<'takeCard'> = (_screen, { words }) => ({
  sentence: words.sentences.takeCard,
  hint: words.cardComes,
  secondsMatter: true,
  body: <Machine act="giveCard" label={words.places.cardSlot} />,
});
