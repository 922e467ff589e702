import { useEffect, useState } from 'preact/hooks';
import { addDays, addMonths, isDay } from '../days.ts';
import { monthPeriod, type Period, presetNames, presets, samePeriod, wholeMonth } from '../period.ts';
import { hrefOf, type View } from '../route.ts';
import { daysIn } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';

interface PeriodPickerProps {
  readonly view: View;
  readonly period: Period;
  readonly today: string;
}

/** The period as long as this one that ends where it begins, or begins where it ends; of a month the month. */
const beside = (period: Period, way: -1 | 1): Period => {
  const month = wholeMonth(period);
  if (month) return monthPeriod(addMonths(month, way));
  const days = daysIn(period) * way;
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
};

/** Of when: a usual period by a link, any other by its two days. */
export const PeriodPicker = ({ view, period, today }: PeriodPickerProps) => {
  const words = useWords();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  useEffect(() => {
    setFrom(period.from);
    setTo(period.to);
  }, [period.from, period.to]);
  const usual = presets(today);
  const go = (chosen: Period) => {
    location.hash = hrefOf({ view, period: chosen });
  };
  const show = (event: Event) => {
    event.preventDefault();
    if (!isDay(from) || !isDay(to)) return;
    go(from <= to ? { from, to } : { from: to, to: from });
  };
  const later = beside(period, 1);
  return (
    <div class="period">
      <nav class="choices" aria-label={words.period.label}>
        {presetNames.map((name) => (
          <a
            key={name}
            href={hrefOf({ view, period: usual[name] })}
            {...(samePeriod(usual[name], period) && { 'aria-current': 'true' as const })}
          >
            {words.period.presets[name]}
          </a>
        ))}
      </nav>
      <form class="range" onSubmit={show}>
        <a class="button" href={hrefOf({ view, period: beside(period, -1) })} aria-label={words.period.earlier}>
          ‹
        </a>
        <input
          type="date"
          aria-label={words.period.from}
          value={from}
          max={today}
          required
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
        –
        <input
          type="date"
          aria-label={words.period.to}
          value={to}
          required
          onInput={(event) => setTo(event.currentTarget.value)}
        />
        <button type="submit">{words.period.show}</button>
        {later.from <= today && (
          <a class="button" href={hrefOf({ view, period: later })} aria-label={words.period.later}>
            ›
          </a>
        )}
      </form>
    </div>
  );
};
