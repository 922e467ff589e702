import type { TerminalNow } from '../../api/shapes.ts';
import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { noCounts } from '../counted.ts';
import { grainOf, type Period } from '../period.ts';
import { type Place, terminalView } from '../route.ts';
import { byPlace, countsByPlace, timesOf } from '../series.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';
import { Answer, Panel } from './panel.tsx';
import { barColumn, changeColumn, countColumn, type PlaceRow, shareColumn, trendColumn } from './place-columns.tsx';
import { type Column, Sorted } from './sorted.tsx';
import { stateOf, TerminalState } from './terminal-state.tsx';

/** What is told of each terminal. */
const told = ['visits', 'completed', 'registrations', 'payments', 'paymentAmount', 'deviceFaults'] as const;
type TerminalRow = PlaceRow<(typeof told)[number], 'visits'> & {
  readonly name: string;
  readonly terminal?: TerminalNow;
};

interface TerminalsTableProps {
  readonly unit: string;
  readonly period: Period;
  readonly before: Period;
}

/** Every terminal of a unit: how it is now and what it did, one moved away in the period too. */
export const TerminalsTable = ({ unit, period, before }: TerminalsTableProps) => {
  const words = useWords();
  const language = useLanguage();
  const of: Place = { kind: 'unit', unit };
  const here = useTold(ask.terminals(of));
  const now = useTold(ask.usage({ period, of, place: 'terminal', counts: told }));
  const was = useTold(ask.usage({ period: before, of, place: 'terminal', counts: ['visits'] }));
  const course = useTold(ask.usage({ period, of, place: 'terminal', time: grainOf(period), counts: ['visits'] }));
  return (
    <Panel title={words.panels.terminals} long>
      <Answer shown={now}>
        {(usage) => {
          const counts = countsByPlace(usage);
          const names = new Map(usage.rows.map((row) => [row.place, row.name[language]]));
          const countsBefore = countsByPlace(was.old ? undefined : was.value);
          const courses = byPlace(course.old ? undefined : course.value);
          const standing = new Map(here.value?.terminals.map((it) => [it.terminal, it]));
          const rows = [...new Set([...standing.keys(), ...counts.keys()])].map((place): TerminalRow => {
            const terminal = standing.get(place);
            const earlier = countsBefore.get(place);
            return {
              place,
              name: terminal?.place[language] ?? names.get(place) ?? '',
              counts: counts.get(place) ?? noCounts(usage.total),
              ...(earlier && { before: earlier }),
              course: courses.get(place) ?? [],
              ...(terminal && { terminal }),
            };
          });
          const columns: Column<TerminalRow>[] = [
            {
              name: 'terminal',
              heading: words.places.terminal,
              words: true,
              by: ({ place }) => place,
              cell: ({ place, name }) => (
                <Link to={terminalView(place)}>
                  {place} <span class="aside">{name !== place && name}</span>
                </Link>
              ),
              foot: words.bulletin.total,
            },
            {
              name: 'ward',
              heading: words.places.ward,
              words: true,
              by: ({ terminal }) => terminal?.ward ?? null,
              cell: ({ terminal }) => terminal?.ward ?? '–',
            },
            {
              name: 'state',
              heading: words.panels.now,
              words: true,
              by: ({ terminal }) => (terminal ? stateOf(words, terminal).weight : null),
              cell: ({ terminal }) => (terminal ? <TerminalState terminal={terminal} /> : '–'),
            },
            countColumn(words, 'visits', usage.total),
            barColumn(words, 'visits', rows),
            changeColumn(words, 'visits'),
            trendColumn(words, 'visits', timesOf(period)),
            shareColumn(words.rates.completed, words, 'completed', 'visits', usage.total),
            countColumn(words, 'registrations', usage.total),
            countColumn(words, 'payments', usage.total),
            countColumn(words, 'paymentAmount', usage.total),
            countColumn(words, 'deviceFaults', usage.total),
          ];
          return (
            <Sorted
              label={words.panels.terminals}
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
