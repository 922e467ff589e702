import type { ComponentChildren } from 'preact';
import { type Period, periodBefore } from '../period.ts';
import { city, unitView, type View } from '../route.ts';
import { periodWords } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { Link } from './link.tsx';
import { PeriodPicker } from './period-picker.tsx';

interface TitleProps {
  readonly title: string;
  /** From the top down to the page above this one. */
  readonly above?: readonly { readonly to: View; readonly name: string }[];
  /** Beside the title, smaller. */
  readonly aside?: ComponentChildren;
  readonly view?: View;
  readonly period?: Period;
  readonly today: string;
}

/** What the page is of, of when, and the way back up. */
export const Title = ({ title, above = [], aside, view, period, today }: TitleProps) => {
  const words = useWords();
  return (
    <div class="title">
      <div>
        {above.length > 0 && (
          <ol class="crumbs">
            {above.map(({ to, name }) => (
              <li key={name}>
                <Link to={to}>{name}</Link>
              </li>
            ))}
          </ol>
        )}
        <h1>
          {title} {aside && <span class="aside">{aside}</span>}
        </h1>
        {period && (
          <p class="when">
            {periodWords(words, period)}
            <span class="aside"> · {words.period.comparedWith(periodWords(words, periodBefore(period)))}</span>
          </p>
        )}
      </div>
      {view && period && <PeriodPicker view={view} period={period} today={today} />}
    </div>
  );
};

/** The overview, as the first of the pages above. */
export const top = (name: string): { to: View; name: string } => ({ to: city, name });

/** The pages above one that is of everything, or of one unit. */
export const wayUp = (overview: string, of: { readonly unit: string; readonly name: string } | undefined | '') =>
  of ? [top(overview), { to: unitView(of.unit), name: of.name }] : [top(overview)];
