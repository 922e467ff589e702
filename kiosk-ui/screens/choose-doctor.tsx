import { Money } from '../parts/money.tsx';
import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import { widthOf } from '../texts/width.ts';
import type { Draw } from '../view.ts';
import './lists.css';

/** From here on a name stands smaller. */
const long = 20;

export const chooseDoctor: Draw<'chooseDoctor'> = ({ department, doctors, page }, stage) => {
  const { words, say, tap } = stage;
  return {
    sentence: words.sentences.chooseDoctor,
    hint: say(department),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <ul class="tiles tiles-wide" style={{ '--count': doctors.length }}>
          {doctors.map(({ id, name, title, speciality, left, price }) => (
            <li key={id}>
              <button
                type="button"
                class={widthOf(say(name)) > long ? 'tile tile-doctor tile-long' : 'tile tile-doctor'}
                disabled={left === 0}
                onClick={() => tap({ kind: 'choose', id })}
              >
                <span class="tile-name">
                  <span>{say(name)}</span> <span class="tile-title">{say(title)}</span>
                </span>
                <span class="tile-detail" data-clamped>
                  {say(speciality)}
                </span>
                <NumbersLeft left={left} words={words} />
                <span class="tile-price">
                  <Money fen={price} words={words} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
