import { type Bulletin, byGroup } from './bulletin.ts';
import { cellText } from './cell-text.ts';
import { bulletinTitle, groupWords, totalWord } from './forms.ts';
import { monthWords } from './month.ts';
import { notesOf } from './notes.ts';
import { grouped } from './yuan.ts';

/** A Chinese character takes two places of a terminal window, a letter one. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(letter)
        ? 2
        : 1),
    0,
  );

const padded = (text: string, width: number, side: 'left' | 'right'): string => {
  const gap = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + gap : gap + text;
};

/** The table for a terminal window: names to the left, figures to the right. */
export const bulletinText = (bulletin: Bulletin, zone: string): string => {
  const { form, rows, total, month } = bulletin;
  const heads = ['', '单位', ...form.columns.map(({ over, zh }) => `${over ?? ''}${zh}`)];
  const body = byGroup(rows).flatMap(([grouping, members]) =>
    members.map(({ name, figures }, at) => [
      at === 0 ? groupWords[grouping] : '',
      name,
      ...form.columns.map((column) => grouped(cellText(column, figures))),
    ]),
  );
  const last = [totalWord, '', ...form.columns.map((column) => grouped(cellText(column, total)))];
  const widths = heads.map((_, at) => Math.max(...[heads, ...body, last].map((line) => widthOf(line[at] ?? ''))));
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0, at < 2 ? 'left' : 'right'))
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [
    `${monthWords(month)}${bulletinTitle}`,
    '',
    lineOf(heads),
    rule,
    ...body.map(lineOf),
    rule,
    lineOf(last),
    '',
    ...notesOf(bulletin, zone).flatMap(({ zh, en }) => [zh, `  ${en}`]),
    '',
  ].join('\n');
};
