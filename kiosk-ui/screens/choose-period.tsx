import type { PeriodChoice } from '../../terminal/screen/parts.ts';
import { Money } from '../parts/money.tsx';
import { NumbersLeft } from '../parts/numbers-left.tsx';
import { Pager } from '../parts/pager.tsx';
import type { Catalogue } from '../texts/catalogue.ts';
import { crowdOf } from '../texts/crowd.ts';
import { dayInWords, period } from '../texts/day.ts';
import type { Draw, Stage } from '../view.ts';
import './lists.css';
import './choose-period.css';

const halfOf = ({ from }: PeriodChoice, words: Catalogue) => (from < '12:00' ? words.morning : words.afternoon);

/** How many rows so many tiles make in two columns and in three: what a half asks for of the height there is. */
const rowsOf = (tiles: number) => ({ '--in-two': Math.ceil(tiles / 2), '--in-three': Math.ceil(tiles / 3) });

interface PeriodsProps {
  readonly of: readonly PeriodChoice[];
  readonly stage: Stage;
  /** Each says its half of the day itself. */
  readonly alone?: boolean;
}

function Periods({ of, stage, alone = false }: PeriodsProps) {
  const { words, tap } = stage;
  return (
    <ul class="tiles" style={{ '--count': of.length }}>
      {of.map((it) => (
        <li key={it.id}>
          <button
            type="button"
            class="tile tile-period"
            disabled={it.left === 0}
            onClick={() => tap({ kind: 'choose', id: it.id })}
          >
            {alone && <span class="tile-half">{halfOf(it, words)}</span>}
            <span class="tile-time">{period(it)}</span>
            <NumbersLeft left={it.left} words={words} />
            {it.left > 0 && (
              <span class="tile-price">
                <Money fen={it.price} words={words} />
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Who, where and when above; below, the periods of the morning and of the afternoon. */
export const choosePeriod: Draw<'choosePeriod'> = ({ department, doctor, place, day, periods, page }, stage) => {
  const { words, say, surround } = stage;
  const who = `${say(doctor.name)} ${say(doctor.title)}`;
  const where = `${say(department)} ${say(place)}`;
  const few = surround.modes.elder || surround.modes.lowered;
  const halves = [words.morning, words.afternoon]
    .map((half) => ({ half, of: periods.filter((it) => halfOf(it, words) === half) }))
    .filter(({ of }) => of.length > 0);
  return {
    sentence: words.sentences.choosePeriod,
    hint: dayInWords(day, words.locale),
    back: true,
    end: 'endVisit',
    body: (
      <>
        <section class={`who who-${crowdOf(who, where)}`}>
          <p class="who-doctor">
            <b>{say(doctor.name)}</b> <span>{say(doctor.title)}</span>
          </p>
          <p class="who-where">
            <b>{say(department)}</b> <span>{say(place)}</span>
          </p>
        </section>
        {few ? (
          <Periods of={periods} stage={stage} alone />
        ) : (
          halves.map(({ half, of }) => (
            <section key={half} class="half" style={rowsOf(of.length)} aria-label={half}>
              <h2 class="half-name">{half}</h2>
              <Periods of={of} stage={stage} />
            </section>
          ))
        )}
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
