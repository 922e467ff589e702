import type * as v from 'valibot';
import { malformed } from '../problem.ts';
import { readDevices } from '../reading/devices.ts';
import { standingsOf } from '../reading/standings.ts';
import { mistakesInPeriod, withinSight } from './asking.ts';
import type { Endpoint, Reading } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { Devices } from './shapes.ts';
import { figure, tableOf, text } from './table.ts';
import { deviceWords } from './words.ts';

const names = ['from', 'to', 'place', 'unit', 'ward', 'terminal', 'grouping', 'district', 'format'] as const;
const needed = ['from', 'to', 'place'] as const;
const query = querySchema(names, needed);
type Asked = v.InferOutput<typeof query>;
type Row = Devices['rows'][number];

const read = async (reading: Reading, asked: Asked) => {
  const { db, clock, now, today } = reading;
  const { from, to, place } = asked;
  const mistakes = mistakesInPeriod(asked);
  if (mistakes.length > 0) return { ok: false as const, problem: malformed(mistakes) };
  const found = await withinSight(reading, asked, to);
  if (!found.ok) return found;
  const { sight, ward, terminal } = found.within;
  const stood = await standingsOf(db, sight, { from, to }, terminal);
  const standings = stood.filter((it) => ward === undefined || it.ward === ward);
  const standing = await standingsOf(db, sight, { from: today, to: today }, terminal);
  const present = new Set(standing.map((it) => it.terminal));
  const rows = await readDevices(db, sight, standings, { period: { from, to }, place, now, present }, clock);
  return { ok: true as const, answer: { from, to, asOf: now, rows } };
};

export const devicesEndpoint: Endpoint<Asked, Devices> = {
  id: 'readDevices',
  path: '/v1/devices',
  about: {
    zh: '设备状况：停用次数与时长、可用率、故障',
    en: 'How devices fared: outages and the time they took, availability, faults',
  },
  parameters: names,
  needed,
  query,
  answer: Devices,
  read,
  tables: ({ rows }) => [
    tableOf<Row>(
      '设备状况',
      [
        text('place', '编号', ({ place }) => place),
        text('name', '名称', ({ name }) => name.zh),
        text('name_en', '英文名称', ({ name }) => name.en),
        text('device', '设备', ({ device }) => device),
        text('device_zh', '设备名称', ({ device }) => deviceWords[device]),
        figure('whole', 'terminals', '终端（台）', ({ terminals }) => terminals),
        figure('whole', 'outages', '停用（次）', ({ outages }) => outages),
        figure('whole', 'down_seconds', '停用时长（秒）', ({ downSeconds }) => downSeconds),
        figure('share', 'availability', '可用率', ({ availability }) => availability),
        figure('whole', 'faults', '故障（次）', ({ faults }) => faults.reduce((sum, { times }) => sum + times, 0)),
      ],
      rows,
    ),
    tableOf<Row & Row['faults'][number]>(
      '故障',
      [
        text('place', '编号', ({ place }) => place),
        text('name', '名称', ({ name }) => name.zh),
        text('device_zh', '设备名称', ({ device }) => deviceWords[device]),
        text('fault', '故障', ({ fault }) => fault),
        figure('whole', 'times', '次数', ({ times }) => times),
      ],
      rows.flatMap((row) => row.faults.map((fault) => ({ ...row, ...fault }))),
    ),
  ],
};
