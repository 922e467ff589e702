import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import { dayInWords } from '../texts/day.ts';
import type { Draw } from '../view.ts';
import './lists.css';

export const chooseDepartment: Draw<'chooseDepartment'> = ({ patient, day, departments, page }, stage) => {
  const { words, say, tap } = stage;
  return {
    sentence: words.sentences.chooseDepartment,
    hint: `${dayInWords(day, words.locale)}${words.comma}${words.greeting(patient)}`,
    back: true,
    end: 'endVisit',
    body: (
      <>
        <div class="tiles">
          {departments.map(({ id, name, place, left }) => (
            <button
              key={id}
              type="button"
              class="tile"
              disabled={left === 0}
              onClick={() => tap({ kind: 'choose', id })}
            >
              <span class="tile-name">{say(name)}</span>
              <span class="tile-detail">{say(place)}</span>
              <NumbersLeft left={left} words={words} />
            </button>
          ))}
        </div>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
