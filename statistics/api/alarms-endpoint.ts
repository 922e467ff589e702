import * as v from 'valibot';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { dayAfter } from '../calendar.ts';
import { malformed } from '../problem.ts';
import { readAlarms } from '../reading/alarms.ts';
import { startOfDay } from '../reading/period.ts';
import { mistakesInPeriod, withinSight } from './asking.ts';
import { cursorOf, markOf } from './cursor.ts';
import type { Endpoint, Reading, Room } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { Alarm, Alarms } from './shapes.ts';
import { figure, tableOf, text } from './table.ts';
import { deviceWords } from './words.ts';
import { wrongCursor } from './wrong-cursor.ts';

const names = ['state', 'from', 'to', 'unit', 'terminal', 'grouping', 'district', 'limit', 'cursor', 'format'] as const;
const query = querySchema(names, []);
type Asked = v.InferOutput<typeof query>;

/** Opening time, terminal, kind and device of the last row. */
const Mark = v.strictTuple([
  v.pipe(v.number(), v.safeInteger()),
  v.string(),
  Alarm.entries.kind,
  v.picklist([...deviceKinds, '']),
]);

const kindWords = {
  silent: '失去联系',
  deviceDown: '设备停用',
  supplyLow: '耗材将尽',
  supplyOut: '耗材用尽',
  binFull: '回收箱满',
  restored: '流水回退',
  fork: '流水分叉',
  clockAhead: '时钟超前',
  refused: '上报被拒',
} as const satisfies Record<Alarm['kind'], string>;

const read = async (reading: Reading, asked: Asked, { limit, cursor }: Room) => {
  const { db, clock, now } = reading;
  const { state = 'open', from, to } = asked;
  const mistakes = from !== undefined && to !== undefined ? mistakesInPeriod({ from, to }) : [];
  if (mistakes.length > 0) return { ok: false as const, problem: malformed(mistakes) };
  const found = await withinSight(reading, asked, reading.today);
  if (!found.ok) return found;
  const { sight, terminal } = found.within;
  const after = cursor === undefined ? undefined : markOf(Mark, cursor);
  if (cursor !== undefined && !after) return wrongCursor();
  const [openedAt, atTerminal, kind, device] = after ?? [];
  const mark =
    openedAt === undefined || atTerminal === undefined || kind === undefined || device === undefined
      ? undefined
      : { openedAt, terminal: atTerminal, kind, device };
  const moments = [
    from === undefined ? 0 : startOfDay(clock, from),
    to === undefined ? Number.MAX_SAFE_INTEGER : startOfDay(clock, dayAfter(to, 1)),
  ] as const;
  const page = await readAlarms(
    db,
    sight,
    { open: state === 'open', terminal, moments },
    { after: mark, limit, now },
    clock,
  );
  const next = page.next ? cursorOf([page.next.openedAt, page.next.terminal, page.next.kind, page.next.device]) : null;
  return { ok: true as const, answer: { alarms: [...page.alarms], next }, ...(next !== null && { next }) };
};

export const alarmsEndpoint: Endpoint<Asked, Alarms> = {
  id: 'readAlarms',
  path: '/v1/alarms',
  about: {
    zh: '告警，新的在前；给出日期时，为该期间内曾处于告警状态的',
    en: 'Alarms, newest first; with days those that were open at some time of them',
  },
  parameters: names,
  needed: [],
  query,
  answer: Alarms,
  read,
  tables: ({ alarms }) => [
    tableOf<Alarm>(
      '告警',
      [
        text('id', '编号', ({ id }) => id),
        text('terminal', '终端编号', ({ terminal }) => terminal),
        text('unit', '单位编号', ({ unit }) => unit),
        text('kind', '告警', ({ kind }) => kind),
        text('kind_zh', '告警名称', ({ kind }) => kindWords[kind]),
        text('device', '设备', ({ device }) => device),
        text('device_zh', '设备名称', ({ device }) => (device === null ? null : deviceWords[device])),
        text('detail', '详情', ({ detail }) => detail),
        figure('time', 'opened_at', '开始', ({ openedAt }) => openedAt),
        figure('time', 'closed_at', '解除', ({ closedAt }) => closedAt),
      ],
      alarms,
    ),
  ],
};
