import * as v from 'valibot';
import { problem } from '../problem.ts';
import type { Standing } from '../reading/standings.ts';
import { readSupplies } from '../reading/supplies.ts';
import { readTerminals, standingNow } from '../reading/terminals.ts';
import { type WithinAsked, withinSight } from './asking.ts';
import { cursorOf, markOf } from './cursor.ts';
import type { Endpoint, Reading, Room } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { Supplies, TerminalNow, Terminals } from './shapes.ts';
import { figure, tableOf, text } from './table.ts';
import { wrongCursor } from './wrong-cursor.ts';

const names = ['unit', 'ward', 'terminal', 'grouping', 'district', 'limit', 'cursor', 'format'] as const;
const query = querySchema(names, []);
type Asked = v.InferOutput<typeof query>;

/** A page of the terminals in place, by their names. */
const pageOf = async (reading: Reading, asked: WithinAsked, { limit, cursor }: Room) => {
  const found = await withinSight(reading, asked, reading.today);
  if (!found.ok) return found;
  const after = cursor === undefined ? '' : markOf(v.string(), cursor);
  if (after === undefined) return wrongCursor();
  const { sight, ward, terminal } = found.within;
  const all = (await standingNow(reading.db, sight, reading.today, { ward, terminal })).filter(
    (it) => it.terminal > after,
  );
  const standings: readonly Standing[] = all.slice(0, limit);
  const last = all.length > limit ? standings.at(-1)?.terminal : undefined;
  return { ok: true as const, standings, next: last === undefined ? null : cursorOf(last) };
};

export const terminalsEndpoint: Endpoint<Asked, Terminals> = {
  id: 'readTerminals',
  path: '/v1/terminals',
  about: {
    zh: '在位终端及其现状：最近一次心跳、设备、耗材、未解除的告警',
    en: 'The terminals in place and how they are: the last heartbeat, devices, supplies, open alarms',
  },
  parameters: names,
  needed: [],
  query,
  answer: Terminals,
  read: async (reading, asked, room) => {
    const page = await pageOf(reading, asked, room);
    if (!page.ok) return page;
    const answer = { terminals: await readTerminals(reading.db, page.standings), next: page.next };
    return { ok: true, answer, ...(page.next !== null && { next: page.next }) };
  },
  tables: ({ terminals }) => [
    tableOf<TerminalNow>(
      '终端',
      [
        text('terminal', '终端编号', ({ terminal }) => terminal),
        text('unit', '单位编号', ({ unit }) => unit),
        text('ward', '区域', ({ ward }) => ward),
        text('place', '位置', ({ place }) => place.zh),
        text('place_en', '英文位置', ({ place }) => place.en),
        text('enrolment', '登记状态', ({ enrolment }) => enrolment),
        figure('time', 'heard_at', '最近联系', ({ heardAt }) => heardAt),
        text('version', '程序版本', ({ state }) => state?.version ?? null),
        text('in_service', '开放', ({ state }) => (state === null ? null : state.inService ? '是' : '否')),
        figure('whole', 'cards', '剩余卡（张）', ({ state }) => state?.supplies.cards ?? null),
        figure('whole', 'sheets', '剩余纸（张）', ({ state }) => state?.supplies.sheets ?? null),
        figure('whole', 'alarms', '未解除告警（条）', ({ alarms }) => alarms.length),
      ],
      terminals,
    ),
  ],
};

const oneQuery = querySchema(['terminal', 'format'], ['terminal']);

export const terminalEndpoint: Endpoint<v.InferOutput<typeof oneQuery>, TerminalNow> = {
  id: 'readTerminal',
  path: '/v1/terminals/{terminal}',
  about: { zh: '一台终端及其现状', en: 'One terminal and how it is' },
  parameters: ['terminal', 'format'],
  needed: ['terminal'],
  query: oneQuery,
  answer: TerminalNow,
  read: async (reading, { terminal }) => {
    const page = await pageOf(reading, { terminal }, { limit: 1 });
    if (!page.ok) return page;
    const [answer] = await readTerminals(reading.db, page.standings);
    return answer
      ? { ok: true, answer }
      : { ok: false, problem: problem('notFound', { detail: `terminal ${terminal} stands nowhere` }) };
  },
};

type SuppliesRow = Supplies['terminals'][number];

const supplyColumns = (name: 'cards' | 'sheets', zh: string) => [
  figure<SuppliesRow>('whole', name, `剩余${zh}（张）`, (row) => row[name]?.left ?? null),
  figure<SuppliesRow>('decimal', `${name}_per_day`, `每日用${zh}（张）`, (row) => row[name]?.perDay ?? null),
  text<SuppliesRow>(`${name}_last_until`, `${zh}用完之日`, (row) => row[name]?.lastsUntil ?? null),
];

export const suppliesEndpoint: Endpoint<Asked, Supplies> = {
  id: 'readSupplies',
  path: '/v1/supplies',
  about: {
    zh: '耗材：余量、近两周每日用量、预计用完之日',
    en: 'Supplies: what is left, how fast it went in the last two weeks, and the day it will be gone',
  },
  parameters: names,
  needed: [],
  query,
  answer: Supplies,
  read: async (reading, asked, room) => {
    const page = await pageOf(reading, asked, room);
    if (!page.ok) return page;
    const terminals = await readSupplies(reading.db, page.standings, reading.today);
    const answer = { asOf: reading.now, terminals, next: page.next };
    return { ok: true, answer, ...(page.next !== null && { next: page.next }) };
  },
  tables: ({ terminals }) => [
    tableOf<SuppliesRow>(
      '耗材',
      [
        text('terminal', '终端编号', ({ terminal }) => terminal),
        text('unit', '单位编号', ({ unit }) => unit),
        text('place', '位置', ({ place }) => place.zh),
        ...supplyColumns('cards', '卡'),
        ...supplyColumns('sheets', '纸'),
        figure('whole', 'bin', '回收箱内卡（张）', ({ bin }) => bin),
      ],
      terminals,
    ),
  ],
};
