import type { UsageRow } from '../../api/shapes.ts';
import type { CountName } from '../../intake/roll-up.ts';
import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { exact } from '../measures.ts';
import { AsOf } from '../parts/as-of.tsx';
import { Link } from '../parts/link.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { barColumn, changeColumn, countColumn, type PlaceRow, trendColumn } from '../parts/place-columns.tsx';
import { type Column, Sorted } from '../parts/sorted.tsx';
import { Title, wayUp } from '../parts/title.tsx';
import { grainOf, type Period, periodBefore } from '../period.ts';
import { unitName, useReading } from '../reader.ts';
import { type Place, terminalView, type View } from '../route.ts';
import { byPlace, countsByPlace, timesOf } from '../series.ts';
import { change, percent } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Lost } from './lost.tsx';

type BehindRow = PlaceRow<CountName> & { readonly name: UsageRow['name'] };

interface BehindProps {
  readonly count: string;
  readonly unit?: string;
  readonly flow?: string;
  readonly period: Period;
}

/** One figure, and everybody behind it: units, then the terminals of one. */
export const Behind = ({ count: named, unit, flow, period }: BehindProps) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const of: Place = unit ? { kind: 'unit', unit } : { kind: 'city' };
  const place = unit ? 'terminal' : 'unit';
  const found = named in words.counts;
  const count = found ? (named as CountName) : 'visits';
  const asked = { of, place, counts: [count], ...(flow && { flow }) } as const;
  const before = periodBefore(period);
  const now = useTold(ask.usage({ ...asked, period }));
  const was = useTold(ask.usage({ ...asked, period: before }));
  const course = useTold(ask.usage({ ...asked, period, time: grainOf(period) }));
  if (!found) return <Lost />;
  const flowWords = flow && ((words.flows as Record<string, string>)[flow] ?? flow);
  const view: View = { page: 'behind', count, ...(unit && { unit }), ...(flow && { flow }) };
  return (
    <>
      <Title
        title={flowWords ? `${flowWords} · ${words.counts[count]}` : words.counts[count]}
        above={wayUp(words.nav.city, unit && { unit, name: unitName(reading, unit, language) })}
        view={view}
        period={period}
        today={reading.today}
      />
      <Panel title={words.panels.behind} long>
        <Answer shown={now}>
          {(usage) => {
            const countsBefore = countsByPlace(was.old ? undefined : was.value);
            const courses = byPlace(course.old ? undefined : course.value);
            const total = usage.total[count];
            const rows = usage.rows.map((row): BehindRow => {
              const earlier = countsBefore.get(row.place);
              return {
                place: row.place,
                name: row.name,
                counts: row.counts,
                ...(earlier && { before: earlier }),
                course: courses.get(row.place) ?? [],
              };
            });
            const columns: Column<BehindRow>[] = [
              {
                name: 'place',
                heading: unit ? words.places.terminal : words.places.unit,
                words: true,
                by: ({ name }) => name[language],
                cell: ({ place, name }) =>
                  unit ? (
                    <Link to={terminalView(place)}>
                      {place} <span class="aside">{name[language] !== place && name[language]}</span>
                    </Link>
                  ) : (
                    <Link to={{ page: 'behind', count, unit: place, ...(flow && { flow }) }}>
                      {name[language] || place}
                    </Link>
                  ),
                foot: words.bulletin.total,
              },
              countColumn(words, count, usage.total),
              {
                name: 'share',
                heading: words.figures.share,
                by: (row) => row.counts[count],
                cell: (row) => (total === 0 ? '–' : percent(words, row.counts[count] / total)),
              },
              barColumn(words, count, rows),
              changeColumn(words, count),
              trendColumn(words, count, timesOf(period)),
            ];
            const wasTotal = was.old ? undefined : was.value?.total[count];
            const changed = wasTotal === undefined ? undefined : change(words, total, wasTotal);
            return (
              <>
                <p>
                  <strong>{exact(words, count, total)}</strong>{' '}
                  {changed && <span class="aside">{words.figures.change(changed)}</span>}
                </p>
                {rows.length === 0 ? (
                  <p class="empty">{words.panels.none}</p>
                ) : (
                  <Sorted
                    label={words.panels.behind}
                    rows={rows}
                    columns={columns}
                    keyOf={(row) => row.place}
                    first={count}
                  />
                )}
              </>
            );
          }}
        </Answer>
      </Panel>
      <AsOf usage={now.value} />
    </>
  );
};
