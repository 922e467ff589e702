import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Scroll } from './scroll.tsx';

export interface Column<Row> {
  readonly name: string;
  readonly heading: string;
  /** The heading is for those who hear the table; the eye sees what the column is. */
  readonly unseen?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
  /** What rows are put in order by; absent where they cannot be. Nothing known goes last. */
  readonly by?: (row: Row) => number | string | null;
  /** Words stand on the left, figures on the right. */
  readonly words?: boolean;
  readonly class?: string;
  /** At the foot, of all rows. */
  readonly foot?: ComponentChildren;
}

interface SortedProps<Row> {
  readonly label: string;
  /** The first is the row's heading. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The column rows are first in order of, the most first; else they stand as they come. */
  readonly first?: string;
  /** Rows that stand together, with their heading. */
  readonly groupOf?: (row: Row) => string;
}

interface Order {
  readonly name: string;
  readonly down: boolean;
}

const compared = (a: number | string | null, b: number | string | null, down: boolean): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const way = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
  return down ? -way : way;
};

/** A table whose figures can be compared down a column, in the order of any of them. */
export const Sorted = <Row,>({ label, columns, rows, keyOf, first, groupOf }: SortedProps<Row>) => {
  const [order, setOrder] = useState<Order | undefined>(first === undefined ? undefined : { name: first, down: true });
  const by = columns.find(({ name }) => name === order?.name)?.by;
  const inOrder = by && order ? [...rows].sort((a, b) => compared(by(a), by(b), order.down)) : rows;
  const groups = new Map<string, Row[]>();
  for (const row of inOrder) {
    const group = groupOf?.(row) ?? '';
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const place = (column: Column<Row>) => [column.words && 'words', column.class].filter(Boolean).join(' ');
  const foot = columns.some((column) => column.foot !== undefined);
  return (
    <Scroll label={label}>
      <table class="sheet">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                class={place(column)}
                {...(order?.name === column.name && { 'aria-sort': order.down ? 'descending' : 'ascending' })}
              >
                {column.by ? (
                  <button
                    type="button"
                    onClick={() =>
                      setOrder({ name: column.name, down: order?.name === column.name ? !order.down : !column.words })
                    }
                  >
                    {column.heading}
                    {order?.name === column.name && <span aria-hidden="true">{order.down ? ' ↓' : ' ↑'}</span>}
                  </button>
                ) : column.unseen ? (
                  <span class="told">{column.heading}</span>
                ) : (
                  column.heading
                )}
              </th>
            ))}
          </tr>
        </thead>
        {[...groups].map(([group, members]) => (
          <tbody key={group}>
            {groups.size > 1 && (
              <tr class="group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {group}
                </th>
              </tr>
            )}
            {members.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column, index) =>
                  index === 0 ? (
                    <th key={column.name} scope="row" class={place(column)}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.name} class={place(column)}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        ))}
        {foot && (
          <tfoot>
            <tr>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.name} scope="row">
                    {column.foot}
                  </th>
                ) : (
                  <td key={column.name} class={place(column)}>
                    {column.foot}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  );
};
