import type { UsageOf } from '../counted.ts';
import { type HeadlineCount, headlines } from '../measures.ts';
import type { Period } from '../period.ts';
import { behindView, type Place, type View } from '../route.ts';
import { courseOf, sharesOf, timesOf } from '../series.ts';
import { useWords } from '../words/use-words.ts';
import { CountFigure, ShareFigure } from './figure.tsx';

interface HeadlineProps {
  readonly period: Period;
  readonly place: Place;
  readonly now: UsageOf<HeadlineCount>;
  readonly before?: UsageOf<HeadlineCount>;
}

/** What happened, in a row of figures; each leads to who is behind it. */
export const Headline = ({ period, place, now, before }: HeadlineProps) => {
  const words = useWords();
  const course = courseOf(timesOf(period), now.rows);
  const total = now.total;
  const was = before?.total;
  const behind = (count: Parameters<typeof behindView>[0]): { to?: View } =>
    place.kind === 'terminal' ? {} : { to: behindView(count, place.kind === 'unit' ? { unit: place.unit } : {}) };
  const [visits, ...rest] = headlines;
  return (
    <div class="figures">
      <CountFigure
        count={visits}
        now={total.visits}
        {...(was && { before: was.visits })}
        course={course(visits)}
        {...behind(visits)}
      />
      <ShareFigure
        label={words.rates.completed}
        part={total.completed}
        whole={total.visits}
        {...(was && { before: { part: was.completed, whole: was.visits } })}
        course={sharesOf(course('completed'), course('visits'))}
        {...behind('completed')}
      />
      <ShareFigure
        label={words.rates.firstTry}
        part={total.firstTries}
        whole={total.completed}
        {...(was && { before: { part: was.firstTries, whole: was.completed } })}
        course={sharesOf(course('firstTries'), course('completed'))}
        {...behind('firstTries')}
      />
      {rest.map((count) => (
        <CountFigure
          key={count}
          count={count}
          now={total[count]}
          {...(was && { before: was[count] })}
          course={course(count)}
          {...behind(count)}
        />
      ))}
    </div>
  );
};
