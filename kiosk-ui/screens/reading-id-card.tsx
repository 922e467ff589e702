import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';

export const readingIdCard: Draw<'readingIdCard'> = (_screen, { words }) => ({
  sentence: words.sentences.readingIdCard,
  end: 'endVisit',
  body: <Machine act="keepCard" label={words.places.idCard} />,
});
