import type { CountName } from '../../intake/roll-up.ts';
import { exact, inHeadline } from '../measures.ts';
import type { View } from '../route.ts';
import { change, percent, pointsChange } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';
import { Spark } from './spark.tsx';

interface CountFigureProps {
  readonly count: CountName;
  readonly now: number;
  /** Absent while it is being read. */
  readonly before?: number;
  readonly course: readonly number[];
  /** What is behind it; absent where it goes no deeper. */
  readonly to?: View;
}

/** A figure of a period beside the same of the period before, and its course between. */
export const CountFigure = ({ count, now, before, course, to }: CountFigureProps) => {
  const words = useWords();
  const { figure, scale, unit } = inHeadline(words, count, now);
  const changed = before === undefined ? undefined : change(words, now, before);
  const shortly = (value: number) => {
    const { figure, scale } = inHeadline(words, count, value);
    return figure + scale;
  };
  const content = (
    <>
      <span class="label">{words.counts[count]}</span>
      <span class="number" title={exact(words, count, now)}>
        {figure}
        {(scale || unit) && <small>{[scale, unit].join(words.locale.startsWith('en') ? ' ' : '').trim()}</small>}
      </span>
      <span class="change" title={before === undefined ? undefined : words.figures.before(exact(words, count, before))}>
        {before === undefined ? ' ' : changed ? <b>{changed}</b> : words.figures.noneBefore}
        {changed && ` ${words.period.before} ${shortly(before ?? 0)}`}
      </span>
      <Spark values={course} />
    </>
  );
  return to ? (
    <Link to={to} class="figure">
      {content}
    </Link>
  ) : (
    <div class="figure">{content}</div>
  );
};

interface ShareFigureProps {
  readonly label: string;
  readonly part: number;
  readonly whole: number;
  readonly before?: { readonly part: number; readonly whole: number };
  /** Shares by time. */
  readonly course: readonly number[];
  readonly to?: View;
}

export const ShareFigure = ({ label, part, whole, before, course, to }: ShareFigureProps) => {
  const words = useWords();
  const compared = before && before.whole > 0 && whole > 0;
  const content = (
    <>
      <span class="label">{label}</span>
      <span class="number">{whole === 0 ? '–' : percent(words, part / whole)}</span>
      <span class="change">
        {compared ? <b>{pointsChange(words, part / whole, before.part / before.whole)}</b> : ' '}
        {compared && ` ${words.period.before} ${percent(words, before.part / before.whole)}`}
      </span>
      <Spark values={course} />
    </>
  );
  return to ? (
    <Link to={to} class="figure">
      {content}
    </Link>
  ) : (
    <div class="figure">{content}</div>
  );
};
