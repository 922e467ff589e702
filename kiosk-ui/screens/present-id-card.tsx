import { Machine } from '../pictures/machine.tsx';
import type { Draw } from '../view.ts';

export const presentIdCard: Draw<'presentIdCard'> = ({ again }, { words }) => ({
  sentence: words.sentences.presentIdCard,
  hint: again ? words.again[again] : words.idCardPlace,
  hintMatters: again !== undefined,
  back: true,
  end: 'endVisit',
  body: <Machine act="placeCard" label={words.places.idCard} />,
});
