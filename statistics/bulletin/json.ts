import type { Bulletin, Figures } from './bulletin.ts';
import { cellText } from './cell-text.ts';
import { bulletinTitle, type Form, groupWords } from './forms.ts';

/** Amounts as text in yuan, so that no reader of JSON rounds them; counts as numbers. */
const figuresJson = ({ columns }: Form, figures: Figures) =>
  Object.fromEntries(
    columns.map((column) => [
      column.name,
      column.kind === 'fen' ? cellText(column, figures) : (figures[column.name] ?? 0),
    ]),
  );

/** The table as JSON: the figures by the names of the published columns, and what is counted apart. */
export const bulletinJson = ({ form, rule, rows, total, unplaced, ...rest }: Bulletin) => ({
  ...rest,
  title: bulletinTitle,
  form: form.name,
  rule: { name: rule.name, zh: rule.zh, en: rule.en },
  rows: rows.map(({ unit, grouping, name, figures, prepaidCollections }) => ({
    unit,
    grouping,
    group: groupWords[grouping],
    name,
    ...figuresJson(form, figures),
    prepaidCollections,
  })),
  total: {
    ...figuresJson(form, total),
    prepaidCollections: rows.reduce((sum, { prepaidCollections }) => sum + prepaidCollections, 0),
  },
  unplaced: unplaced ? figuresJson(form, unplaced) : null,
});
