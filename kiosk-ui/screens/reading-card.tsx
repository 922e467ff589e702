import { HeldCard } from '../pictures/held-card.tsx';
import type { Draw } from '../view.ts';

export const readingCard: Draw<'readingCard'> = (_screen, { words }) => ({
  sentence: words.sentences.readingCard,
  end: 'endVisit',
  body: <HeldCard />,
});
