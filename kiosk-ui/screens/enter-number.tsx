import { NumberPad } from '../parts/number-pad.tsx';
import type { Draw } from '../view.ts';

export const enterNumber: Draw<'enterNumber'> = ({ what, again }, { words, tap }) => {
  const { sentence, hint } = words.enter[what];
  return {
    part: what,
    sentence,
    hint: again ? words.again[again] : hint,
    hintMatters: again !== undefined,
    back: true,
    end: 'endVisit',
    body: <NumberPad what={what} words={words} enter={(text) => tap({ kind: 'enter', text })} />,
  };
};
