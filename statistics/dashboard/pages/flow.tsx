import type { VisitFlow } from '../../../terminal/usage-event.ts';
import * as ask from '../client/paths.ts';
import { useTold } from '../client/use-told.ts';
import { Bar } from '../parts/bar.tsx';
import { EndingLegend, Stack, stepWords, stops, visitsByEnding } from '../parts/flows.tsx';
import { Link } from '../parts/link.tsx';
import { Answer, Panel } from '../parts/panel.tsx';
import { barColumn, countColumn, type PlaceRow, shareColumn } from '../parts/place-columns.tsx';
import { type Column, Sorted } from '../parts/sorted.tsx';
import { Title, top } from '../parts/title.tsx';
import type { Period } from '../period.ts';
import { unitName, useReading } from '../reader.ts';
import { type Place, terminalView, unitView, type View } from '../route.ts';
import { percent, seconds, whole } from '../words/format.ts';
import { useLanguage, useWords } from '../words/use-words.ts';
import { Lost } from './lost.tsx';

/** What is told of each place. */
const placeCounts = ['visits', 'completed', 'firstTries'] as const;
type PlaceOfFlow = PlaceRow<(typeof placeCounts)[number]> & { readonly name: string };

interface FlowProps {
  readonly flow: string;
  readonly place: Place;
  readonly period: Period;
}

/** One errand: how its visits ended, at which step they stopped, how long they took, and where. */
export const Flow = ({ flow: named, place, period }: FlowProps) => {
  const words = useWords();
  const language = useLanguage();
  const reading = useReading();
  const told = useTold(ask.visits(period, place, named));
  const usage = useTold(
    ask.usage({
      period,
      of: place,
      place: place.kind === 'city' ? 'unit' : 'terminal',
      flow: named,
      counts: placeCounts,
    }),
  );
  if (!(named in words.flows)) return <Lost />;
  const flow = named as VisitFlow;
  const view: View = { page: 'flow', flow, place };
  const above = [top(words.nav.city)];
  if (place.kind === 'unit') above.push({ to: unitView(place.unit), name: unitName(reading, place.unit, language) });
  if (place.kind === 'terminal') above.push({ to: terminalView(place.terminal), name: place.terminal });
  return (
    <>
      <Title title={words.flows[flow]} above={above} view={view} period={period} today={reading.today} />
      <Answer shown={told}>
        {({ flows }) => {
          const it = flows.find((one) => one.flow === flow);
          if (!it || it.visits === 0) return <p class="empty">{words.panels.none}</p>;
          const stopped = stops(it);
          const most = Math.max(1, ...stopped.map(({ visits }) => visits));
          return (
            <>
              <dl class="facts">
                <div>
                  <dt>{words.counts.visits}</dt>
                  <dd>{whole(words, it.visits)}</dd>
                </div>
                <div>
                  <dt>{words.rates.firstTry}</dt>
                  <dd>{it.completed === 0 ? '–' : percent(words, it.firstTries / it.completed)}</dd>
                </div>
                <div>
                  <dt>{`${words.panels.durations} · ${words.panels.half}`}</dt>
                  <dd>{it.median === null ? '–' : seconds(words, it.median)}</dd>
                </div>
                <div>
                  <dt>{words.panels.most}</dt>
                  <dd>{it.p95 === null ? '–' : seconds(words, it.p95)}</dd>
                </div>
              </dl>
              <div class="board">
                <Panel title={words.panels.ways} size="half" aside={<EndingLegend />}>
                  <Stack flow={it} />
                  <table class="sheet">
                    <caption class="told">{words.panels.ways}</caption>
                    <tbody>
                      {visitsByEnding(it)
                        .filter(({ visits }) => visits > 0)
                        .map(({ ending, visits }) => (
                          <tr key={ending}>
                            <th scope="row">{words.endings[ending]}</th>
                            <td>{whole(words, visits)}</td>
                            <td>{percent(words, visits / it.visits)}</td>
                          </tr>
                        ))}
                    </tbody>
                  </table>
                </Panel>
                <Panel title={words.panels.steps} size="half">
                  {stopped.length === 0 ? (
                    <p class="empty">–</p>
                  ) : (
                    <table class="sheet">
                      <caption class="told">{words.panels.steps}</caption>
                      <tbody>
                        {stopped.map(({ step, visits }) => (
                          <tr key={step}>
                            <th scope="row">{stepWords(words, step)}</th>
                            <td class="wide">
                              <Bar share={visits / most} />
                            </td>
                            <td>{whole(words, visits)}</td>
                            <td>{percent(words, visits / it.visits)}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  )}
                </Panel>
              </div>
            </>
          );
        }}
      </Answer>
      {place.kind !== 'terminal' && (
        <div class="board">
          <Panel title={place.kind === 'city' ? words.panels.units : words.panels.terminals} long>
            <Answer shown={usage}>
              {({ rows: all, total }) => {
                const rows = all.map(
                  (row): PlaceOfFlow => ({
                    place: row.place,
                    name: row.name[language],
                    counts: row.counts,
                    course: [],
                  }),
                );
                if (rows.length === 0) return <p class="empty">{words.panels.none}</p>;
                const columns: Column<PlaceOfFlow>[] = [
                  {
                    name: 'place',
                    heading: place.kind === 'city' ? words.places.unit : words.places.terminal,
                    words: true,
                    by: ({ name }) => name,
                    cell: (row) => (
                      <Link
                        to={{
                          page: 'flow',
                          flow,
                          place:
                            place.kind === 'city'
                              ? { kind: 'unit', unit: row.place }
                              : { kind: 'terminal', terminal: row.place },
                        }}
                      >
                        {row.name || row.place}
                      </Link>
                    ),
                    foot: words.bulletin.total,
                  },
                  countColumn(words, 'visits', total),
                  barColumn(words, 'visits', rows),
                  shareColumn(words.rates.completed, words, 'completed', 'visits', total),
                  shareColumn(words.rates.firstTry, words, 'firstTries', 'completed', total),
                ];
                return (
                  <Sorted
                    label={words.panels.units}
                    rows={rows}
                    columns={columns}
                    keyOf={(row) => row.place}
                    first="visits"
                  />
                );
              }}
            </Answer>
          </Panel>
        </div>
      )}
    </>
  );
};
