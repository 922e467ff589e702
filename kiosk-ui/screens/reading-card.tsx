import { HeldCard } from '../pictures/held-card.tsx';
import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';

export const readingCard: Draw<'readingCard'> = ({ way }, { words }) => ({
  sentence: words.sentences.readingCard,
  end: 'endVisit',
  body: way === 'idCard' ? <Machine act="placeCard" label={words.places.idReader} /> : <HeldCard />,
});
