import * as v from 'valibot';
import { countNames, countUnits } from '../intake/roll-up.ts';
import { malformed } from '../problem.ts';
import { needsEvents, readUsage, revisionOf, type UsageQuestion } from '../reading/usage.ts';
import { mistakesInEvents, mistakesInPeriod, withinSight } from './asking.ts';
import { countHeadings } from './count-headings.ts';
import { cursorOf, markOf } from './cursor.ts';
import type { Endpoint, Reading, Room } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { Usage, type UsageRow } from './shapes.ts';
import { type Column, figure, snake, tableOf, text } from './table.ts';
import { wrongCursor } from './wrong-cursor.ts';

const names = [
  'from',
  'to',
  'place',
  'time',
  'unit',
  'ward',
  'terminal',
  'grouping',
  'district',
  'flow',
  'counts',
  'limit',
  'cursor',
  'format',
] as const;
const needed = ['from', 'to', 'place'] as const;
const query = querySchema(names, needed);
type Asked = v.InferOutput<typeof query>;

/** The place and the moment of the last row. */
const Mark = v.strictTuple([v.string(), v.nullable(v.union([v.number(), v.string()]))]);

const timeHeadings = { hour: '小时', weekHour: '周内小时', day: '日期', month: '月份' } as const;

const columnsOf = ({ time, counts: names = [...countNames] }: Asked): Column<UsageRow>[] => [
  text('place', '编号', ({ place }) => place),
  text('name', '名称', ({ name }) => name.zh),
  text('name_en', '英文名称', ({ name }) => name.en),
  text('unit', '单位编号', ({ unit }) => unit ?? null),
  ...(time === undefined
    ? []
    : [
        time === 'hour' || time === 'weekHour'
          ? figure<UsageRow>('whole', snake(time), timeHeadings[time], (row) => Number(row.time))
          : text<UsageRow>(time, timeHeadings[time], (row) => row.time),
      ]),
  ...names.map((name) => {
    const kind = countUnits[name] === 'fen' ? 'yuan' : 'whole';
    return figure<UsageRow>(kind, snake(name), countHeadings[name], ({ counts }) => counts[name] ?? null);
  }),
];

const read = async (reading: Reading, asked: Asked, { limit, cursor }: Room) => {
  const { from, to, place, time, flow, counts } = asked;
  const mistakes = mistakesInPeriod(asked);
  if (mistakes.length > 0) return { ok: false as const, problem: malformed(mistakes) };
  const found = await withinSight(reading, asked, to);
  if (!found.ok) return found;
  const { sight, ward, terminal } = found.within;
  const question: UsageQuestion = { period: { from, to }, place, time, ward, terminal, flow, names: counts };
  if (needsEvents(question) && sight.units.length > 1 && ward === undefined && terminal === undefined) {
    const message = 'missing; hours and flows of terminals are told of one unit, ward or terminal at a time';
    return { ok: false as const, problem: malformed([{ path: 'unit', message }]) };
  }
  const forgotten = needsEvents(question) ? mistakesInEvents({ from, to }, reading) : [];
  if (forgotten.length > 0) return { ok: false as const, problem: malformed(forgotten) };
  const after = cursor === undefined ? undefined : markOf(Mark, cursor);
  const page =
    cursor !== undefined && !after
      ? undefined
      : await readUsage(reading.db, sight, question, {
          after: after && { place: after[0], moment: after[1] },
          limit,
        });
  if (!page) return wrongCursor();
  const last = page.more ? page.lines.at(-1) : undefined;
  const next = last ? cursorOf([last.place.id, last.moment]) : null;
  const terminals = terminal === undefined ? undefined : [terminal];
  const answer: Usage = {
    from,
    to,
    asOf: reading.now,
    revision: await revisionOf(reading.db, sight, { from, to }, terminals),
    rows: page.lines.map(({ place: { id, name, unit }, moment, counts }) => ({
      place: id,
      name,
      ...(unit !== undefined && { unit }),
      time: moment,
      counts,
    })),
    total: page.total,
    next,
  };
  return { ok: true as const, answer, ...(next !== null && { next }) };
};

export const usageEndpoint: Endpoint<Asked, Usage> = {
  id: 'readUsage',
  path: '/v1/usage',
  about: {
    zh: '使用情况：按终端、区域、单位、类别、行政区或全市，按小时、周内小时、日、月',
    en: 'Usage by terminal, ward, unit, grouping, district or all together; by hour, hour of the week, day or month',
  },
  parameters: names,
  needed,
  query,
  answer: Usage,
  read,
  tables: ({ rows }, asked) => [tableOf('使用情况', columnsOf(asked), rows)],
};
