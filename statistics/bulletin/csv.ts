import { stringify } from 'csv-stringify/sync';
import type { Bulletin } from './bulletin.ts';
import { byGroup } from './bulletin.ts';
import { cellText } from './cell-text.ts';
import { groupWords, totalWord } from './forms.ts';

/** The table as the published files in `seeds/bulletins` are written, with the total as its last line. */
export const bulletinCsv = ({ form, rows, total }: Bulletin): string =>
  stringify([
    ['group', 'unit', ...form.columns.map(({ name }) => name)],
    ...byGroup(rows).flatMap(([grouping, members]) =>
      members.map(({ name, figures }) => [
        groupWords[grouping],
        name,
        ...form.columns.map((column) => cellText(column, figures)),
      ]),
    ),
    [totalWord, '', ...form.columns.map((column) => cellText(column, total))],
  ]);
