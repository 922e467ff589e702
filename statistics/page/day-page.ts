import { html } from 'hono/html';
import { dayAfter, type ZoneClock } from '../calendar.ts';
import type { Usage, UsageRow } from '../reading.ts';
import { type Counts, countUnits } from '../roll-up.ts';
import { columnGroups, type Words } from './columns.ts';

export interface DayPage {
  /** Of one day: `from` and `to` are the same. */
  readonly usage: Usage;
  /** UTC milliseconds. */
  readonly lastHeard: ReadonlyMap<string, number>;
  /** UTC milliseconds: when the figures were read. */
  readonly now: number;
  readonly clock: ZoneClock;
  readonly zone: string;
}

const whole = new Intl.NumberFormat('en-US');
const yuanForm = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const yuan = (fen: number): string => yuanForm.format(fen / 100);

/** A nought is printed faint, so that what happened stands out of what did not; a group begins with a rule. */
const figures = (counts: Counts) =>
  columnGroups.map(({ columns }) =>
    columns.map(({ count }, at) => {
      const value = counts[count];
      const shape = [...(at === 0 ? ['first'] : []), ...(value === 0 ? ['nought'] : [])].join(' ');
      return html`<td class="${shape}">${countUnits[count] === 'fen' ? yuan(value) : whole.format(value)}</td>`;
    }),
  );

const both = ({ zh, en }: Words) => html`${zh} <span lang="en">${en}</span>`;

const departed = { zh: '已不在册', en: 'no longer registered' };

const rowOf = (row: UsageRow, heard: string | undefined) => html`<tr>
      <th scope="row">${row.terminal}</th>
      <td class="words">${both(row.unit ?? departed)}</td>
      <td class="words">${row.place ? both(row.place) : ''}</td>
      ${figures(row)}
      <td class="first">${heard ?? html`<span class="nought">尚未收到 <span lang="en">never</span></span>`}</td>
    </tr>`;

/** Groups above, what is counted of each below. */
const head = html`<thead>
      <tr>
        <th scope="col" rowspan="2" class="words">${both({ zh: '终端', en: 'Terminal' })}</th>
        <th scope="col" rowspan="2" class="words">${both({ zh: '单位', en: 'Unit' })}</th>
        <th scope="col" rowspan="2" class="words">${both({ zh: '位置', en: 'Place' })}</th>
        ${columnGroups.map(
          (group) =>
            html`<th scope="colgroup" colspan="${group.columns.length}" class="group first">${both(group)}</th>`,
        )}
        <th scope="col" rowspan="2" class="first">${both({ zh: '最近上报', en: 'Last heard' })}</th>
      </tr>
      <tr>${columnGroups.map(({ columns }) =>
        columns.map((column, at) => html`<th scope="col" class="${at === 0 ? 'first' : ''}">${both(column)}</th>`),
      )}</tr>
    </thead>`;

/** One day of every terminal as a page: a table with its sum, in Chinese with English beside it. Names are escaped. */
export const dayPage = ({ usage, lastHeard, now, clock, zone }: DayPage) => {
  const day = usage.from;
  const today = clock(now);
  const heardWords = (terminal: string): string | undefined => {
    const at = lastHeard.get(terminal);
    if (at === undefined) return undefined;
    const heard = clock(at);
    return heard.day === today.day ? heard.time : `${heard.day} ${heard.time}`;
  };
  const data = `/v1/usage?from=${day}&to=${day}`;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${day} 自助终端使用情况 Terminal usage</title>
  <link rel="stylesheet" href="/page.css">
  <script type="module" src="/refresh.js"></script>
</head>
<body>
  <header>
    <h1>自助终端使用情况 <span lang="en">Terminal usage</span></h1>
    <nav aria-label="日期 Day">
      <a href="/?day=${dayAfter(day, -1)}" rel="prev">‹ 前一日 <span lang="en">Previous</span></a>
      <time datetime="${day}">${day}</time>
      <a href="/?day=${dayAfter(day, 1)}" rel="next">后一日 <span lang="en">Next</span> ›</a>
      ${day === today.day ? '' : html`<a href="/">今日 <span lang="en">Today</span></a>`}
    </nav>
  </header>
  <main>
  <table>
    <caption>${whole.format(usage.rows.length)} 台终端 <span lang="en">terminals</span> · 数据截至 <span lang="en">as of</span> ${today.day} ${today.time}（${zone}）</caption>
    ${head}
    <tbody>${usage.rows.map((row) => rowOf(row, heardWords(row.terminal)))}</tbody>
    <tfoot><tr>
      <th scope="row">${both({ zh: '合计', en: 'Total' })}</th>
      <td colspan="2"></td>
      ${figures(usage.total)}
      <td class="first"></td>
    </tr></tfoot>
  </table>
  </main>
  <footer>
    <p id="stale" role="status" hidden>暂时连不上统计中心，表中是较早的数据。<span lang="en">The hub does not answer; these figures are from earlier.</span></p>
    <p>金额以元计，以医院确认为准，不减退费；取号金额只计本机缴费。<span lang="en">Amounts in yuan, as the hospital confirmed them, gross of refunds; collections: of those paid here.</span>
    <a href="${data}">JSON</a> <a href="${data}&format=csv">CSV</a></p>
  </footer>
</body>
</html>
`;
};
