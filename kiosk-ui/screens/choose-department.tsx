import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import { dayInWords } from '../texts/day.ts';
import type { Draw } from '../view.ts';
import './lists.css';

export const chooseDepartment: Draw<'chooseDepartment'> = ({ patient, day, departments, page }, stage) => {
  const { words, say, tap } = stage;
  return {
    sentence: words.sentences.chooseDepartment,
    hint: `${patient} · ${dayInWords(day, words.locale)}`,
    back: true,
    end: 'endVisit',
    body: (
      <>
        <ul class="tiles tiles-pair" style={{ '--count': departments.length }}>
          {departments.map(({ id, name, place, left }) => (
            <li key={id}>
              <button type="button" class="tile" disabled={left === 0} onClick={() => tap({ kind: 'choose', id })}>
                <span class="tile-name">{say(name)}</span>
                <span class="tile-detail">{say(place)}</span>
                <NumbersLeft left={left} words={words} />
              </button>
            </li>
          ))}
        </ul>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
