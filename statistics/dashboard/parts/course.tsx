import { useState } from 'preact/hooks';
import type { UsageOf } from '../counted.ts';
import { firstOf, lastOf } from '../days.ts';
import { exact, inColumn, type Measure, measures, plain } from '../measures.ts';
import { grainOf, type Period } from '../period.ts';
import { hrefOf, type Place, type View } from '../route.ts';
import { courseOf, timesOf } from '../series.ts';
import { dayShort, monthLong, short } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/zh.ts';
import { Canvas } from './canvas.tsx';
import { Link } from './link.tsx';
import { Panel } from './panel.tsx';
import { Scroll } from './scroll.tsx';

interface CourseProps {
  readonly period: Period;
  readonly before: Period;
  readonly place: Place;
  readonly measure: Measure;
  readonly now: UsageOf<Measure>;
  readonly was?: UsageOf<Measure>;
  readonly old: boolean;
}

const timeWords = (words: Words, time: number | string): string => {
  if (typeof time === 'number') return words.hour(time);
  return time.length === 7 ? monthLong(words, time) : dayShort(words, time);
};

/** Under the axis, where there is little room. */
const axisWords = (time: number | string): string => {
  if (typeof time === 'number') return String(time);
  if (time.length === 7) return time;
  return `${Number(time.slice(5, 7))}/${Number(time.slice(8))}`;
};

/** The period a time is, to look at it alone; nothing for an hour. */
const periodOf = (time: number | string): Period | undefined => {
  if (typeof time === 'number') return undefined;
  return time.length === 7 ? { from: firstOf(time), to: lastOf(time) } : { from: time, to: time };
};

/** A figure through the period, the period before behind it; a day of it can be looked at alone. */
export const Course = ({ period, before, place, measure, now, was, old }: CourseProps) => {
  const words = useWords();
  const [at, point] = useState<number>();
  const times = timesOf(period);
  const timesBefore = timesOf(before);
  const values = courseOf(times, now.rows)(measure);
  const valuesBefore = was && grainOf(before) === grainOf(period) ? courseOf(timesBefore, was.rows)(measure) : [];
  const grain = grainOf(period);
  const view: View = { page: 'place', place, ...(measure !== 'visits' && { measure }) };

  const shown = at === undefined ? undefined : times[at];
  const value = (it: number | undefined) => (it === undefined ? '–' : exact(words, measure, it));
  return (
    <Panel
      size="most"
      title={`${words.panels.course[grain]} · ${words.counts[measure]}`}
      aside={
        <nav class="choices" aria-label={words.panels.measure}>
          {measures.map((it) => (
            <Link
              key={it}
              to={{ page: 'place', place, ...(it !== 'visits' && { measure: it }) }}
              {...(it === measure && { 'aria-current': 'true' })}
            >
              {words.counts[it]}
            </Link>
          ))}
        </nav>
      }
    >
      <div class="body course" aria-busy={old}>
        <p class="reading">
          <span class="key">
            <i />
            {shown === undefined
              ? `${words.period.now} ${value(now.total[measure])}`
              : `${timeWords(words, shown)} ${value(values[at ?? 0])}`}
          </span>
          {valuesBefore.length > 0 && (
            <span class="key was">
              <i />
              {shown === undefined || timesBefore[at ?? 0] === undefined
                ? words.period.before
                : `${timeWords(words, timesBefore[at ?? 0] ?? '')} ${value(valuesBefore[at ?? 0])}`}
            </span>
          )}
        </p>
        <Canvas
          data={{
            labels: times.map(axisWords),
            now: values.map((it) => plain(measure, it)),
            before: times.map((_, index) => {
              const it = valuesBefore[index];
              return it === undefined ? null : plain(measure, it);
            }),
            bars: grain === 'hour',
          }}
          label={`${words.panels.course[grain]} ${words.counts[measure]}`}
          write={(it) => {
            const { figure, scale } = short(words, it);
            return `${figure.replace(/\.0+$/, '')}${scale}`;
          }}
          pointed={point}
          picked={(index) => {
            const alone = periodOf(times[index] ?? 0);
            if (alone) location.hash = hrefOf({ view, period: alone });
          }}
        />
        <details>
          <summary>{words.panels.courseTable}</summary>
          <Scroll label={words.panels.courseTable}>
            <table class="sheet">
              <thead>
                <tr>
                  <th class="words" scope="col">
                    {words.period.label}
                  </th>
                  <th scope="col">{words.counts[measure]}</th>
                  <th scope="col">{words.period.before}</th>
                </tr>
              </thead>
              <tbody>
                {times.map((time, index) => {
                  const alone = periodOf(time);
                  const was = valuesBefore[index];
                  return (
                    <tr key={time}>
                      <th scope="row">
                        {alone ? (
                          <a href={hrefOf({ view, period: alone })}>{timeWords(words, time)}</a>
                        ) : (
                          timeWords(words, time)
                        )}
                      </th>
                      <td>{inColumn(words, measure, values[index] ?? 0)}</td>
                      <td class="nought">{was === undefined ? '–' : inColumn(words, measure, was)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        </details>
      </div>
    </Panel>
  );
};
