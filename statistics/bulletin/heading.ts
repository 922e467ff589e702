import type { Column, Form } from './forms.ts';

/** A heading over one column, or over several that belong together. */
export type Heading = { readonly column: Column } | { readonly over: string; readonly columns: readonly Column[] };

/** A form's headings in two storeys, left to right. */
export const headingsOf = ({ columns }: Form): readonly Heading[] => {
  const headings: ({ column: Column } | { over: string; columns: Column[] })[] = [];
  for (const column of columns) {
    const last = headings.at(-1);
    if (column.over === undefined) headings.push({ column });
    else if (last && 'over' in last && last.over === column.over) last.columns.push(column);
    else headings.push({ over: column.over, columns: [column] });
  }
  return headings;
};
