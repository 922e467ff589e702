import type * as v from 'valibot';
import { unitsOn } from '../register/reading-register.ts';
import type { Endpoint, Reading } from './endpoint.ts';
import { querySchema } from './parameters.ts';
import { type Unit, Units } from './shapes.ts';
import { figure, tableOf, text } from './table.ts';

const names = ['on', 'format'] as const;
const query = querySchema(names, []);
type Asked = v.InferOutput<typeof query>;

const groupingWords = { hospital: '医院', district: '各区' } as const satisfies Record<Unit['grouping'], string>;

const read = async ({ database, scope, today }: Reading, { on = today }: Asked) => ({
  ok: true as const,
  answer: { on, units: await unitsOn(database, on, scope) },
});

export const unitsEndpoint: Endpoint<Asked, Units> = {
  id: 'readUnits',
  path: '/v1/units',
  about: {
    zh: '单位：医院与各区，按报表行序，名称与终端台数以所问日期为准；没有终端的单位也列出',
    en: 'Units in the order of the bulletin’s rows, named as on a day, with the terminals in place on it; those without any too',
  },
  parameters: names,
  needed: [],
  query,
  answer: Units,
  read,
  tables: ({ units }) => [
    tableOf<Unit>(
      '单位',
      [
        text('unit', '单位编号', ({ unit }) => unit),
        text('name', '名称', ({ name }) => name.zh),
        text('name_en', '英文名称', ({ name }) => name.en),
        text('grouping', '类别', ({ grouping }) => grouping),
        text('grouping_zh', '类别名称', ({ grouping }) => groupingWords[grouping]),
        text('district', '所在区', ({ district }) => district),
        figure('whole', 'terminals', '投放台数（台）', ({ terminals }) => terminals),
      ],
      units,
    ),
  ],
};
