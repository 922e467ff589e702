import { html, raw } from 'hono/html';
import { type Bulletin, byGroup, type Figures } from './bulletin.ts';
import { cellText } from './cell-text.ts';
import { bulletinTitle, groupWords, totalWord } from './forms.ts';
import { headingsOf } from './heading.ts';
import { monthWords } from './month.ts';
import { notesOf } from './notes.ts';
import { printStyle } from './print-style.ts';
import { grouped } from './yuan.ts';

export interface PageOptions {
  readonly zone: string;
  /** Where the style sheet is; without it the style stands in the page, which then is one file. */
  readonly stylesheet?: string;
}

const figures = ({ form }: Bulletin, of: Figures) =>
  form.columns.map(
    (column) => html`<td class="${(of[column.name] ?? 0) === 0 ? 'nought' : ''}">${grouped(cellText(column, of))}</td>`,
  );

const headings = ({ form }: Bulletin) => {
  const found = headingsOf(form);
  return html`<thead>
        <tr>
          <th rowspan="2" scope="col">单位分类</th>
          <th rowspan="2" scope="col">单位名称</th>
          ${found.map((heading) =>
            'column' in heading
              ? html`<th rowspan="2" scope="col">${heading.column.zh}</th>`
              : html`<th colspan="${heading.columns.length}" scope="colgroup">${heading.over}</th>`,
          )}
        </tr>
        <tr>
          ${found.flatMap((heading) => ('columns' in heading ? heading.columns.map(({ zh }) => html`<th scope="col">${zh}</th>`) : []))}
        </tr>
      </thead>`;
};

const groups = (bulletin: Bulletin) =>
  byGroup(bulletin.rows)
    .filter(([, members]) => members.length > 0)
    .map(
      ([grouping, members]) => html`<tbody>
        ${members.map(
          ({ name, figures: of }, at) => html`<tr>
          ${at === 0 ? html`<th class="group" scope="rowgroup" rowspan="${members.length}">${groupWords[grouping]}</th>` : ''}
          <th scope="row">${name}</th>
          ${figures(bulletin, of)}
        </tr>`,
        )}
      </tbody>`,
    );

/** The table as a page to be printed: on paper its headings come again on every sheet. */
export const bulletinPage = (bulletin: Bulletin, { zone, stylesheet }: PageOptions): string => {
  const title = `${monthWords(bulletin.month)}${bulletinTitle}`;
  return String(html`<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    ${stylesheet === undefined ? html`<style>${raw(printStyle)}</style>` : html`<link rel="stylesheet" href="${stylesheet}">`}
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <div class="sheet" role="region" aria-label="${title}" tabindex="0">
      <table>
      ${headings(bulletin)}
      ${groups(bulletin)}
      <tfoot>
        <tr><th colspan="2" scope="row">${totalWord}</th>${figures(bulletin, bulletin.total)}</tr>
      </tfoot>
      </table>
      </div>
      <ul class="notes">
        ${notesOf(bulletin, zone).map(({ zh, en }) => html`<li>${zh} <span lang="en">${en}</span></li>`)}
      </ul>
    </main>
  </body>
</html>
`);
};
