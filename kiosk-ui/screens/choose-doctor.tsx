import { Money } from '../parts/money.tsx';
import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Draw } from '../view.ts';
import './lists.css';

export const chooseDoctor: Draw<'chooseDoctor'> = ({ department, doctors, page }, stage) => {
  const { words, say, tap } = stage;
  return {
    sentence: words.sentences.chooseDoctor,
    hint: say(department),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <div class="tiles tiles-wide">
          {doctors.map(({ id, name, title, speciality, left, price }) => (
            <button
              key={id}
              type="button"
              class="tile tile-doctor"
              disabled={left === 0}
              onClick={() => tap({ kind: 'choose', id })}
            >
              <span class="tile-name">
                <span>{say(name)}</span>
                <span class="tile-title">{say(title)}</span>
              </span>
              <span class="tile-detail">{say(speciality)}</span>
              <span class="tile-price">
                <Money fen={price} words={words} />
              </span>
              <NumbersLeft left={left} words={words} />
            </button>
          ))}
        </div>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
