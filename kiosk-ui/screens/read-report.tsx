import { ArrowDown, ArrowUp } from 'lucide-preact';
import type { ReportLine } from '../../terminal/screen/parts.ts';
import { Pager } from '../parts/pager.tsx';
import type { Catalogue } from '../texts/catalogue.ts';
import { crowdOf } from '../texts/crowd.ts';
import { dayInShort } from '../texts/day.ts';
import { widthOf } from '../texts/width.ts';
import type { Draw } from '../view.ts';
import './tables.css';

/** Never by colour alone: an arrow and a word. */
function Mark({ mark, words }: { readonly mark: ReportLine['mark']; readonly words: Catalogue }) {
  if (mark === 'normal') return <>{words.marks.normal}</>;
  const Arrow = mark === 'high' ? ArrowUp : ArrowDown;
  return (
    <span class="out-of-range">
      <Arrow class="icon" />
      {words.marks[mark]}
    </span>
  );
}

/** A number is never broken; words, and a long range, may be. */
const whole = (text: string) => (widthOf(text) <= 10 ? <span class="whole">{text}</span> : text);

/** A finding is never cut: the longer, the smaller its letters. */
function sizeOf(conclusion: string): string {
  const width = widthOf(conclusion);
  return width > 400 ? ' conclusion-longest' : width > 160 ? ' conclusion-long' : '';
}

export const readReport: Draw<'readReport'> = ({ title, hospital, day, lines, conclusion, page }, stage) => {
  const { words, say } = stage;
  return {
    sentence: say(title),
    hint: `${dayInShort(day, words.locale)}${words.comma}${say(hospital)}`,
    back: true,
    end: 'endVisit',
    body: (
      <>
        {lines.length > 0 && (
          <table class="table table-report">
            <thead>
              <tr>
                <th scope="col">{words.table.item}</th>
                <th scope="col" class="number">
                  {words.table.result}
                </th>
                <th scope="col">{words.labels.state}</th>
                <th scope="col">{words.table.range}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, value, unit, range, mark }) => (
                <tr key={name.zh} class={mark === 'normal' ? undefined : 'marked'}>
                  <th scope="row" class={`name-${crowdOf(say(name))}`}>
                    <span data-clamped>{say(name)}</span>
                  </th>
                  <td class="number">
                    <b>{whole(value)}</b> <span class="report-unit whole">{unit}</span>
                  </td>
                  <td>
                    <Mark mark={mark} words={words} />
                  </td>
                  <td>{whole(range)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {conclusion && (
          <section class={`card conclusion${sizeOf(say(conclusion))}`} aria-label={words.table.conclusion}>
            <h2 class="label">{words.table.conclusion}</h2>
            <p>{say(conclusion)}</p>
          </section>
        )}
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
