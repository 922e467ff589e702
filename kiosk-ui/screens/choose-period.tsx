import type { PeriodChoice } from '../../terminal/screen/parts.ts';
import { Money } from '../parts/money.tsx';
import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import { dayInWords, period } from '../texts/day.ts';
import type { Draw } from '../view.ts';
import './lists.css';
import './choose-period.css';

const beforeNoon = ({ from }: PeriodChoice) => from < '12:00';

/** How many rows so many tiles make in two columns and in three: what a half asks for of the height there is. */
const rowsOf = (tiles: number) => ({ '--in-two': Math.ceil(tiles / 2), '--in-three': Math.ceil(tiles / 3) });

/** Who, where and when above; below, the periods of the morning and of the afternoon. */
export const choosePeriod: Draw<'choosePeriod'> = ({ department, doctor, place, day, periods, page }, stage) => {
  const { words, say, tap } = stage;
  const halves = [
    { half: words.morning, of: periods.filter(beforeNoon) },
    { half: words.afternoon, of: periods.filter((it) => !beforeNoon(it)) },
  ].filter(({ of }) => of.length > 0);
  return {
    sentence: words.sentences.choosePeriod,
    hint: dayInWords(day, words.locale),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <section class="who">
          <p class="who-doctor">
            <b>{say(doctor.name)}</b> <span>{say(doctor.title)}</span>
          </p>
          <p class="who-where">
            <b>{say(department)}</b> <span>{say(place)}</span>
          </p>
        </section>
        {halves.map(({ half, of }) => (
          <section key={half} class="half" style={rowsOf(of.length)}>
            <h2 class="half-name">{half}</h2>
            <div class="tiles">
              {of.map((it) => (
                <button
                  key={it.id}
                  type="button"
                  class="tile tile-period"
                  disabled={it.left === 0}
                  onClick={() => tap({ kind: 'choose', id: it.id })}
                >
                  <span class="tile-time">{period(it)}</span>
                  <NumbersLeft left={it.left} words={words} />
                  {it.left > 0 && (
                    <span class="tile-price">
                      <Money fen={it.price} words={words} />
                    </span>
                  )}
                </button>
              ))}
            </div>
          </section>
        ))}
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
