/** The columns in which places stand beside each other, whatever kind of place it is. */
import type { CountName } from '../../intake/roll-up.ts';
import type { CountsOf, UsageRowOf } from '../counted.ts';
import { inColumn } from '../measures.ts';
import { courseOf } from '../series.ts';
import { change, percent } from '../words/format.ts';
import type { Words } from '../words/zh.ts';
import { Bar } from './bar.tsx';
import type { Column } from './sorted.tsx';
import { Spark } from './spark.tsx';

/** A place with what it did; of what is compared what it did before, and its course. */
export interface PlaceRow<Name extends CountName, Compared extends CountName = Name> {
  readonly place: string;
  readonly counts: CountsOf<Name>;
  readonly before?: CountsOf<Compared>;
  readonly course: readonly UsageRowOf<Compared>[];
}
type Counted<Name extends CountName> = Pick<PlaceRow<Name>, 'counts'>;
type Compared<Name extends CountName> = Pick<PlaceRow<Name>, 'counts' | 'before' | 'course'>;

export const barColumn = <Name extends CountName, Row extends Counted<Name>>(
  words: Words,
  count: Name,
  rows: readonly Row[],
): Column<Row> => {
  const top = Math.max(1, ...rows.map((row) => row.counts[count]));
  return {
    name: `${count} bar`,
    heading: words.figures.bar(words.counts[count]),
    unseen: true,
    class: 'wide',
    cell: (row) => <Bar share={row.counts[count] / top} />,
  };
};

export const countColumn = <Name extends CountName, Row extends Counted<Name>>(
  words: Words,
  count: Name,
  total?: NoInfer<CountsOf<Name>>,
): Column<Row> => ({
  name: count,
  heading: words.counts[count],
  by: (row) => row.counts[count],
  cell: (row) => (
    <span class={row.counts[count] === 0 ? 'nought' : undefined}>{inColumn(words, count, row.counts[count])}</span>
  ),
  ...(total && { foot: inColumn(words, count, total[count]) }),
});

export const changeColumn = <Name extends CountName, Row extends Compared<Name>>(
  words: Words,
  count: Name,
): Column<Row> => ({
  name: 'change',
  heading: words.period.change,
  by: (row) => (row.before && row.before[count] > 0 ? row.counts[count] / row.before[count] : null),
  cell: (row) => (row.before && change(words, row.counts[count], row.before[count])) ?? <span class="nought">–</span>,
});

export const trendColumn = <Name extends CountName, Row extends Compared<Name>>(
  words: Words,
  count: Name,
  times: readonly (number | string)[],
): Column<Row> => ({
  name: 'trend',
  heading: words.panels.trend,
  class: 'trend',
  cell: (row) => <Spark values={courseOf(times, row.course)(count)} />,
});

export const shareColumn = <Name extends CountName, Row extends Counted<Name>>(
  heading: string,
  words: Words,
  part: Name,
  whole: Name,
  total?: NoInfer<CountsOf<Name>>,
): Column<Row> => ({
  name: `${part} of ${whole}`,
  heading,
  by: (row) => (row.counts[whole] === 0 ? null : row.counts[part] / row.counts[whole]),
  cell: (row) =>
    row.counts[whole] === 0 ? <span class="nought">–</span> : percent(words, row.counts[part] / row.counts[whole]),
  ...(total && total[whole] > 0 && { foot: percent(words, total[part] / total[whole]) }),
});
