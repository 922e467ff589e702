import type { Visits } from '../../api/shapes.ts';
import type { Shown } from '../client/use-told.ts';
import type { Place } from '../route.ts';
import { percent, seconds, whole } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { Link } from './link.tsx';
import { Answer, Panel } from './panel.tsx';
import { Scroll } from './scroll.tsx';
import { Span } from './span.tsx';

export type FlowVisits = Visits['flows'][number];
type Ending = FlowVisits['endings'][number]['ending'];

const endings = ['completed', 'abandoned', 'timedOut', 'trouble', 'interrupted'] as const satisfies readonly Ending[];

export const visitsByEnding = (flow: FlowVisits): { ending: Ending; visits: number }[] =>
  endings.map((ending) => ({
    ending,
    visits: flow.endings.filter((it) => it.ending === ending).reduce((sum, it) => sum + it.visits, 0),
  }));

/** A screen's name in words; one this page does not know yet stands as it is. */
export const stepWords = ({ steps }: Words, step: string): string => (steps as Record<string, string>)[step] ?? step;

/** Where those stopped that did not complete, most first. */
export const stops = (flow: FlowVisits): { step: string; visits: number }[] => {
  const steps = new Map<string, number>();
  for (const { ending, step, visits } of flow.endings) {
    if (ending !== 'completed') steps.set(step, (steps.get(step) ?? 0) + visits);
  }
  return [...steps].map(([step, visits]) => ({ step, visits })).sort((a, b) => b.visits - a.visits);
};

export const Stack = ({ flow }: { readonly flow: FlowVisits }) => {
  const words = useWords();
  const parts = visitsByEnding(flow).filter((it) => it.visits > 0);
  const label = parts
    .map(({ ending, visits }) => `${words.endings[ending]} ${percent(words, visits / Math.max(1, flow.visits))}`)
    .join(', ');
  return (
    <span class="stack" role="img" aria-label={label} title={label}>
      {parts.map(({ ending, visits }) => (
        <i key={ending} class={`ending-${ending}`} style={{ flexGrow: visits, flexBasis: 0 }} />
      ))}
    </span>
  );
};

export const EndingLegend = () => {
  const words = useWords();
  return (
    <ul class="legend">
      {endings.map((ending) => (
        <li key={ending}>
          <i class={`ending-${ending}`} />
          {words.endings[ending]}
        </li>
      ))}
    </ul>
  );
};

/** What visits were for, what share of each was completed, where the others stopped, and how long it took. */
export const Flows = ({ shown, place }: { readonly shown: Shown<Visits>; readonly place: Place }) => {
  const words = useWords();
  const { panels, rates } = words;
  return (
    <Panel title={panels.flows} aside={<EndingLegend />}>
      <Answer shown={shown}>
        {(visits) => {
          const flows = visits.flows.filter((it) => it.visits > 0).sort((a, b) => b.visits - a.visits);
          const longest = Math.max(1, ...flows.map((it) => it.p95 ?? 0));
          if (flows.length === 0) return <p class="empty">{panels.none}</p>;
          return (
            <Scroll label={panels.flows}>
              <table class="sheet">
                <thead>
                  <tr>
                    <th class="words" scope="col">
                      {panels.name}
                    </th>
                    <th scope="col">{words.counts.visits}</th>
                    <th class="words wide" scope="col">
                      {panels.ways}
                    </th>
                    <th scope="col">{rates.completed}</th>
                    <th scope="col">{rates.firstTry}</th>
                    <th class="words" scope="col">
                      {panels.stopped}
                    </th>
                    <th scope="col">{panels.half}</th>
                    <th scope="col">{panels.most}</th>
                    <th class="words" scope="col">
                      {panels.durations}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {flows.map((flow) => (
                    <tr key={flow.flow}>
                      <th scope="row">
                        <Link to={{ page: 'flow', flow: flow.flow, place }}>{words.flows[flow.flow]}</Link>
                      </th>
                      <td>{whole(words, flow.visits)}</td>
                      <td class="wide">
                        <Stack flow={flow} />
                      </td>
                      <td>{percent(words, flow.completed / flow.visits)}</td>
                      <td>{flow.completed === 0 ? '–' : percent(words, flow.firstTries / flow.completed)}</td>
                      <td class="words long">
                        {stops(flow)
                          .slice(0, 2)
                          .map(
                            ({ step, visits }) => `${stepWords(words, step)} ${percent(words, visits / flow.visits)}`,
                          )
                          .join(words.locale.startsWith('zh') ? '、' : ', ') || '–'}
                      </td>
                      <td>{flow.median === null ? '–' : seconds(words, flow.median)}</td>
                      <td>{flow.p95 === null ? '–' : seconds(words, flow.p95)}</td>
                      <td>
                        <Span half={(flow.median ?? 0) / longest} most={(flow.p95 ?? 0) / longest} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          );
        }}
      </Answer>
    </Panel>
  );
};
