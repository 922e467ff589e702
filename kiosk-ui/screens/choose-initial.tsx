import type { Draw } from '../view.ts';
import './choose-initial.css';

/** So many keys beside one another: few are large, a whole alphabet fits. */
const columnsOf = (letters: number): number => (letters <= 6 ? 3 : letters <= 12 ? 4 : letters <= 20 ? 5 : 6);

/** The letters that a long list has names under, each a key. */
export const chooseInitial: Draw<'chooseInitial'> = ({ letters }, { words, tap }) => ({
  sentence: words.sentences.chooseInitial,
  hint: words.chooseInitialHint,
  back: true,
  end: 'endVisit',
  body: (
    <ul class="letters" style={{ '--columns': columnsOf(letters.length) }}>
      {letters.map((letter) => (
        <li key={letter}>
          <button type="button" class="letter" onClick={() => tap({ kind: 'choose', id: letter })}>
            {letter}
          </button>
        </li>
      ))}
    </ul>
  ),
});
