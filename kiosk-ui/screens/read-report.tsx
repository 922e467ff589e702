import { ArrowDown, ArrowUp } from 'lucide-preact';
import type { ReportLine } from '../../terminal/screen/parts.ts';
import { Pager } from '../parts/pager.tsx';
import type { Catalogue } from '../texts/catalogue.ts';
import { dayInWords } from '../texts/day.ts';
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

export const readReport: Draw<'readReport'> = ({ title, hospital, day, lines, conclusion, page }, stage) => {
  const { words, say } = stage;
  return {
    sentence: say(title),
    hint: `${dayInWords(day, words.locale)}${words.comma}${say(hospital)}`,
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
                  <th scope="row">{say(name)}</th>
                  <td class="number">
                    <b>{value}</b> <span class="report-unit">{unit}</span>
                  </td>
                  <td>
                    <Mark mark={mark} words={words} />
                  </td>
                  <td>{range}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {conclusion && (
          <section class="card conclusion">
            <h2 class="label">{words.table.conclusion}</h2>
            <p>{say(conclusion)}</p>
          </section>
        )}
        <Pager page={page} stage={stage} />
      </>
    ),
  };
};
