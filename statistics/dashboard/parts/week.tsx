import { useState } from 'preact/hooks';
import type { Shown } from '../client/use-told.ts';
import type { UsageOf } from '../counted.ts';
import { everyDay, weekdayOf } from '../days.ts';
import type { Period } from '../period.ts';
import { decimal, whole } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { Answer, Panel } from './panel.tsx';
import { Scroll } from './scroll.tsx';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** Mean visits by hour of the week, as many as there were such days; 168 of them, from Monday, midnight. */
export const meanWeek = (usage: UsageOf<'visits'>, { from, to }: Period): number[] => {
  const days = [0, 0, 0, 0, 0, 0, 0];
  for (const day of everyDay(from, to)) days[weekdayOf(day)] = (days[weekdayOf(day)] ?? 0) + 1;
  const week = new Array<number>(168).fill(0);
  for (const { time, counts } of usage.rows) {
    if (typeof time !== 'number') continue;
    const among = days[Math.floor(time / 24)] ?? 0;
    week[time] = among === 0 ? 0 : counts.visits / among;
  }
  return week;
};

/** 0 for nothing, then seven steps; by the root, so that quiet hours can still be told from empty ones. */
export const levelOf = (value: number, top: number): number =>
  value <= 0 || top <= 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(value / top) * 7));

interface WeekProps {
  readonly period: Period;
  readonly shown: Shown<UsageOf<'visits'>>;
}

/** When the week is busy: a row a day, a column an hour, the darker the more. */
export const Week = ({ period, shown }: WeekProps) => {
  const words = useWords();
  const [at, point] = useState<number>();
  const when = (index: number) => `${words.weekdays[Math.floor(index / 24)]} ${words.hour(index % 24)}`;
  return (
    <Panel size="half" title={words.panels.week} aside={<span class="aside">{words.panels.weekUnit}</span>}>
      <Answer shown={shown}>
        {(usage) => {
          const week = meanWeek(usage, period);
          const top = Math.max(...week);
          const written = (value: number) => (value < 10 ? decimal(words, value) : whole(words, Math.round(value)));
          if (top === 0) return <p class="empty">{words.panels.none}</p>;
          return (
            <>
              <Scroll label={words.panels.week}>
                <table class="heat" onMouseLeave={() => point(undefined)}>
                  <colgroup>
                    <col class="days" />
                    <col span={24} />
                  </colgroup>
                  <thead>
                    <tr>
                      <td aria-hidden="true" class="corner" />
                      {hours.map((hour) => (
                        <th key={hour} scope="col">
                          {hour % 3 === 0 ? hour : <span class="told">{hour}</span>}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {weekdays.map((day) => (
                      <tr key={day}>
                        <th scope="row">{words.weekdays[day]}</th>
                        {hours.map((hour) => {
                          const index = day * 24 + hour;
                          const value = week[index] ?? 0;
                          return (
                            <td key={hour} data-level={levelOf(value, top)} onMouseEnter={() => point(index)}>
                              <span class="told">{written(value)}</span>
                            </td>
                          );
                        })}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
              <p class="aside">
                {at === undefined
                  ? words.panels.busiest(when(week.indexOf(top)), written(top))
                  : `${when(at)} · ${written(week[at] ?? 0)}`}
              </p>
            </>
          );
        }}
      </Answer>
    </Panel>
  );
};
