import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import type { Period } from '../period.ts';
import type { Place } from '../route.ts';
import { countsByPlace } from '../series.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Answer, Panel } from './panel.tsx';
import { barColumn, changeColumn, countColumn, type PlaceRow, shareColumn } from './place-columns.tsx';
import { type Column, Sorted } from './sorted.tsx';

const counts = ['visits', 'completed', 'registrations', 'paymentAmount'] as const;
type WardRow = PlaceRow<(typeof counts)[number], 'visits'> & { readonly name: string };

interface WardsTableProps {
  readonly unit: string;
  readonly period: Period;
  readonly before: Period;
}

/** A unit's wards beside each other. */
export const WardsTable = ({ unit, period, before }: WardsTableProps) => {
  const words = useWords();
  const language = useLanguage();
  const of: Place = { kind: 'unit', unit };
  const now = useTold(ask.usage({ period, of, place: 'ward', counts }));
  const was = useTold(ask.usage({ period: before, of, place: 'ward', counts: ['visits'] }));
  return (
    <Panel title={words.panels.wards} size="half">
      <Answer shown={now}>
        {(usage) => {
          const countsBefore = countsByPlace(was.old ? undefined : was.value);
          const rows = usage.rows.map((row): WardRow => {
            const earlier = countsBefore.get(row.place);
            return {
              place: row.place,
              name: row.name[language] || row.place.slice(unit.length + 1),
              counts: row.counts,
              ...(earlier && { before: earlier }),
              course: [],
            };
          });
          if (rows.length === 0) return <p class="empty">{words.panels.none}</p>;
          const columns: Column<WardRow>[] = [
            {
              name: 'ward',
              heading: words.places.ward,
              words: true,
              by: ({ name }) => name,
              cell: ({ name }) => name || '–',
            },
            countColumn(words, 'visits'),
            barColumn(words, 'visits', rows),
            changeColumn(words, 'visits'),
            shareColumn(words.rates.completed, words, 'completed', 'visits'),
            countColumn(words, 'registrations'),
            countColumn(words, 'paymentAmount'),
          ];
          return (
            <Sorted
              label={words.panels.wards}
              rows={rows}
              columns={columns}
              keyOf={(row) => row.place}
              first="visits"
            />
          );
        }}
      </Answer>
    </Panel>
  );
};
