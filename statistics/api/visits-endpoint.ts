import type * as v from 'valibot';
import { malformed } from '../problem.ts';
import { standingsOf } from '../reading/standings.ts';
import { readVisits } from '../reading/visits.ts';
import { mistakesInEvents, mistakesInPeriod, withinSight } from './asking.ts';
import type { Endpoint, Reading } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { Visits } from './shapes.ts';
import { figure, tableOf, text } from './table.ts';
import { endingWords, flowWords } from './words.ts';

const names = ['from', 'to', 'unit', 'ward', 'terminal', 'grouping', 'district', 'flow', 'format'] as const;
const needed = ['from', 'to'] as const;
const query = querySchema(names, needed);
type Asked = v.InferOutput<typeof query>;
type FlowRow = Visits['flows'][number];
type EndingRow = { readonly flow: FlowRow['flow'] } & FlowRow['endings'][number];

const read = async (reading: Reading, asked: Asked) => {
  const { from, to, flow } = asked;
  const mistakes = mistakesInPeriod(asked);
  if (mistakes.length > 0) return { ok: false as const, problem: malformed(mistakes) };
  const found = await withinSight(reading, asked, to);
  if (!found.ok) return found;
  const { sight, ward, terminal } = found.within;
  const narrow = ward !== undefined || terminal !== undefined;
  const forgotten = narrow ? mistakesInEvents({ from, to }, reading) : [];
  if (forgotten.length > 0) return { ok: false as const, problem: malformed(forgotten) };
  const stood = narrow ? await standingsOf(reading.db, sight, { from, to }, terminal) : undefined;
  const standings = stood?.filter((it) => ward === undefined || it.ward === ward);
  const flows = await readVisits(reading.db, sight, { from, to }, { flow, standings });
  return { ok: true as const, answer: { from, to, asOf: reading.now, flows } };
};

export const visitsEndpoint: Endpoint<Asked, Visits> = {
  id: 'readVisits',
  path: '/v1/visits',
  about: {
    zh: '办理过程：各业务办结多少、止于何步、用时多久（中位数与第 95 百分位）、一次办成多少',
    en: 'How visits went, by flow: how many were completed, on which screens they ended, how long they took, first tries',
  },
  parameters: names,
  needed,
  query,
  answer: Visits,
  read,
  tables: ({ flows }) => [
    tableOf<FlowRow>(
      '业务办理',
      [
        text('flow', '业务', ({ flow }) => flow),
        text('flow_zh', '业务名称', ({ flow }) => flowWords[flow]),
        figure('whole', 'visits', '使用（次）', ({ visits }) => visits),
        figure('whole', 'completed', '办结（次）', ({ completed }) => completed),
        figure('share', 'completed_share', '办结率', ({ completed, visits }) => completed / visits),
        figure('whole', 'first_tries', '一次办成（次）', ({ firstTries }) => firstTries),
        figure('decimal', 'median_seconds', '用时中位数（秒）', ({ median }) => median),
        figure('decimal', 'p95_seconds', '用时第 95 百分位（秒）', ({ p95 }) => p95),
      ],
      flows,
    ),
    tableOf<EndingRow>(
      '止于何步',
      [
        text('flow', '业务', ({ flow }) => flow),
        text('flow_zh', '业务名称', ({ flow }) => flowWords[flow]),
        text('ending', '结束方式', ({ ending }) => ending),
        text('ending_zh', '结束方式名称', ({ ending }) => endingWords[ending]),
        text('step', '画面', ({ step }) => step),
        figure('whole', 'visits', '使用（次）', ({ visits }) => visits),
      ],
      flows.flatMap(({ flow, endings }) => endings.map((ending) => ({ flow, ...ending }))),
    ),
  ],
};
