import { html } from 'hono/html';
import { dayAfter, type ZoneClock } from '../calendar.ts';
import type { Usage, UsageRow } from '../reading.ts';
import type { Counts } from '../roll-up.ts';

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

const columns: readonly { zh: string; en: string; show: (counts: Counts) => string }[] = [
  { zh: '服务人次', en: 'Visits', show: (counts) => whole.format(counts.visits) },
  { zh: '办结', en: 'Completed', show: (counts) => whole.format(counts.completed) },
  { zh: '挂号', en: 'Registrations', show: (counts) => whole.format(counts.registrations) },
  { zh: '挂号金额（元）', en: 'Amount, yuan', show: (counts) => yuan(counts.registrationAmount) },
  { zh: '退费', en: 'Refunds', show: (counts) => whole.format(counts.refunds) },
  { zh: '退费金额（元）', en: 'Refunded, yuan', show: (counts) => yuan(counts.refundAmount) },
  { zh: '设备故障', en: 'Device faults', show: (counts) => whole.format(counts.deviceFaults) },
];

/** A nought is printed faint, so that what happened stands out of what did not. */
const figures = (counts: Counts) =>
  columns.map(({ show }) => {
    const text = show(counts);
    return Number(text) === 0 ? html`<td class="nought">${text}</td>` : html`<td>${text}</td>`;
  });

const both = (name: { readonly zh: string; readonly en: string }) => html`${name.zh} <span lang="en">${name.en}</span>`;

const departed = { zh: '已不在册', en: 'no longer registered' };

const rowOf = (row: UsageRow, heard: string | undefined) => html`<tr>
      <th scope="row">${row.terminal}</th>
      <td class="words">${both(row.unit ?? departed)}</td>
      <td class="words">${row.place ? both(row.place) : ''}</td>
      ${figures(row)}
      <td>${heard ?? html`<span class="nought">尚未收到 <span lang="en">never</span></span>`}</td>
    </tr>`;

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
    <thead><tr>
      <th scope="col" class="words">${both({ zh: '终端', en: 'Terminal' })}</th>
      <th scope="col" class="words">${both({ zh: '单位', en: 'Unit' })}</th>
      <th scope="col" class="words">${both({ zh: '位置', en: 'Place' })}</th>
      ${columns.map((column) => html`<th scope="col">${both(column)}</th>`)}
      <th scope="col">${both({ zh: '最近上报', en: 'Last heard' })}</th>
    </tr></thead>
    <tbody>${usage.rows.map((row) => rowOf(row, heardWords(row.terminal)))}</tbody>
    <tfoot><tr>
      <th scope="row" colspan="3">${both({ zh: '合计', en: 'Total' })}</th>
      ${figures(usage.total)}
      <td></td>
    </tr></tfoot>
  </table>
  </main>
  <footer>
    <p id="stale" role="status" hidden>暂时连不上统计中心，表中是较早的数据。<span lang="en">The hub does not answer; these figures are from earlier.</span></p>
    <p>挂号以医院确认为准，金额不减退费。<span lang="en">A registration counts when the hospital confirmed it; amounts are gross of refunds.</span>
    <a href="${data}">JSON</a> <a href="${data}&format=csv">CSV</a></p>
  </footer>
</body>
</html>
`;
};
