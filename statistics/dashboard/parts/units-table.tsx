import { useState } from 'preact/hooks';
import type { Unit } from '../../api/shapes.ts';
import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { noCounts } from '../counted.ts';
import { grainOf, type Period } from '../period.ts';
import { useReading } from '../reader.ts';
import { type Place, unitView } from '../route.ts';
import { byPlace, countsByPlace, timesOf } from '../series.ts';
import { whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';
import { Answer, Panel } from './panel.tsx';
import { barColumn, changeColumn, countColumn, type PlaceRow, shareColumn, trendColumn } from './place-columns.tsx';
import { type Column, Sorted } from './sorted.tsx';

/** What is told of each unit. */
const told = [
  'visits',
  'completed',
  'registrations',
  'registrationAmount',
  'payments',
  'paymentAmount',
  'reports',
] as const;
type UnitRow = PlaceRow<(typeof told)[number], 'visits'> & { readonly unit: Unit };
type Which = 'all' | 'hospital' | 'district';

const of: Place = { kind: 'city' };

/** Every unit of the register beside the others, those without a use too. */
export const UnitsTable = ({ period, before }: { readonly period: Period; readonly before: Period }) => {
  const words = useWords();
  const language = useLanguage();
  const { units } = useReading();
  const [which, choose] = useState<Which>('all');
  const now = useTold(ask.usage({ period, of, place: 'unit', counts: told }));
  const was = useTold(ask.usage({ period: before, of, place: 'unit', counts: ['visits'] }));
  const course = useTold(ask.usage({ period, of, place: 'unit', time: grainOf(period), counts: ['visits'] }));
  const alarms = useTold(ask.openAlarms(of));
  const { filter } = words.panels;
  const filters: readonly Which[] = ['all', 'hospital', 'district'];
  return (
    <Panel
      title={words.panels.units}
      long
      aside={
        <fieldset class="choices" aria-label={filter.label}>
          {filters.map((it) => (
            <button key={it} type="button" aria-pressed={it === which} onClick={() => choose(it)}>
              {filter[it]}
            </button>
          ))}
        </fieldset>
      }
    >
      <Answer shown={now}>
        {(usage) => {
          const counts = countsByPlace(usage);
          const countsBefore = countsByPlace(was.old ? undefined : was.value);
          const courses = byPlace(course.old ? undefined : course.value);
          const open = new Map<string, number>();
          for (const { unit } of alarms.value?.alarms ?? []) open.set(unit, (open.get(unit) ?? 0) + 1);
          const rows = units
            .filter(({ grouping }) => which === 'all' || grouping === which)
            .map((unit): UnitRow => {
              const earlier = countsBefore.get(unit.unit);
              return {
                unit,
                place: unit.unit,
                counts: counts.get(unit.unit) ?? noCounts(usage.total),
                ...(earlier && { before: earlier }),
                course: courses.get(unit.unit) ?? [],
              };
            });
          const total = which === 'all' ? usage.total : undefined;
          const columns: Column<UnitRow>[] = [
            {
              name: 'unit',
              heading: words.places.unit,
              words: true,
              by: ({ unit }) => unit.name[language],
              cell: ({ unit }) => <Link to={unitView(unit.unit)}>{unit.name[language] || unit.name.zh}</Link>,
              ...(total && { foot: words.bulletin.total }),
            },
            {
              name: 'terminals',
              heading: words.bulletin.columns.terminals,
              by: ({ unit }) => unit.terminals,
              cell: ({ unit }) => whole(words, unit.terminals),
              ...(total && {
                foot: whole(
                  words,
                  rows.reduce((sum, { unit }) => sum + unit.terminals, 0),
                ),
              }),
            },
            countColumn(words, 'visits', total),
            barColumn(words, 'visits', rows),
            changeColumn(words, 'visits'),
            trendColumn(words, 'visits', timesOf(period)),
            shareColumn(words.rates.completed, words, 'completed', 'visits', total),
            countColumn(words, 'registrations', total),
            countColumn(words, 'registrationAmount', total),
            countColumn(words, 'payments', total),
            countColumn(words, 'paymentAmount', total),
            countColumn(words, 'reports', total),
            {
              name: 'alarms',
              heading: words.panels.alarms,
              by: ({ unit }) => open.get(unit.unit) ?? 0,
              cell: ({ unit }) => {
                const count = open.get(unit.unit) ?? 0;
                return count === 0 ? (
                  <span class="nought">0</span>
                ) : (
                  <span class="state stop">{whole(words, count)}</span>
                );
              },
            },
          ];
          return (
            <Sorted
              label={words.panels.units}
              rows={rows}
              columns={columns}
              keyOf={(row) => row.place}
              first="visits"
              groupOf={({ unit }) => words.bulletin.groupings[unit.grouping]}
            />
          );
        }}
      </Answer>
    </Panel>
  );
};
