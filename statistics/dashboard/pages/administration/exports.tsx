import type { Exports as ExportsTold } from '../../../access/shapes.ts';
import type { Asked } from '../../client/paths.ts';
import { useTold } from '../../client/use-told.ts';
import { Answer, Panel } from '../../parts/panel.tsx';
import { type Column, Sorted } from '../../parts/sorted.tsx';
import { useReading } from '../../reader.ts';
import { moment, whole } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';

type Export = ExportsTold['exports'][number];

const asked: Asked<ExportsTold> = { path: '/v1/exports', rows: 'exports' };

/** What left the hub as a file, and with whom. */
export const Exports = () => {
  const words = useWords();
  const { zone } = useReading().me;
  const { exports, tabs } = words.administration;
  const shown = useTold(asked);
  const columns: Column<Export>[] = [
    { name: 'at', heading: exports.at, words: true, by: ({ at }) => at, cell: ({ at }) => moment(words, at, zone) },
    { name: 'who', heading: exports.who, words: true, by: ({ who }) => who, cell: ({ who }) => who },
    {
      name: 'what',
      heading: exports.what,
      words: true,
      class: 'long',
      by: ({ what }) => what,
      cell: ({ what }) => what,
    },
    { name: 'rows', heading: exports.rows, by: ({ rows }) => rows, cell: ({ rows }) => whole(words, rows) },
  ];
  return (
    <Panel title={tabs.exports} long>
      <Answer shown={shown}>
        {(told) =>
          told.exports.length === 0 ? (
            <p class="empty">{exports.none}</p>
          ) : (
            <Sorted label={tabs.exports} rows={told.exports} columns={columns} keyOf={({ id }) => id} />
          )
        }
      </Answer>
    </Panel>
  );
};
