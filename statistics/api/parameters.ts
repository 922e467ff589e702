import * as v from 'valibot';
import { visitFlows } from '../../terminal/usage-event.ts';
import { isDay } from '../calendar.ts';
import { countNames } from '../intake/roll-up.ts';
import { places, times } from './shapes.ts';

/** One parameter of a query: how its text is read, and what is said of it. */
export interface Parameter {
  readonly schema: v.GenericSchema<string, unknown>;
  readonly about: { readonly zh: string; readonly en: string };
  /** What the page asks with. */
  readonly example?: string;
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const dayExpected = 'expected a day of the calendar, YYYY-MM-DD';
const Day = v.pipe(
  v.string(),
  v.regex(dayForm, dayExpected),
  v.check((it) => !dayForm.test(it) || isDay(it), dayExpected),
);
const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));

const countExpected = `expected names of counts with commas between: ${countNames.join(', ')}`;
const CountList = v.pipe(
  v.string(),
  v.regex(new RegExp(`^(${countNames.join('|')})(,(${countNames.join('|')}))*$`), countExpected),
  v.transform((it) => countNames.filter((name) => it.split(',').includes(name))),
);

export const mostRowsInPage = 5_000;
export const usualRowsInPage = 200;
const Limit = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,4}$/, `expected a whole number from 1 to ${mostRowsInPage}`),
  v.transform(Number),
  v.maxValue(mostRowsInPage, `expected at most ${mostRowsInPage}`),
);

export const formats = ['json', 'csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

export const parameters = {
  on: { schema: Day, about: { zh: '日期，缺省为今天', en: 'A day; today when absent' } },
  from: { schema: Day, about: { zh: '起始业务日（含）', en: 'First business day' } },
  to: { schema: Day, about: { zh: '截止业务日（含），最长十年', en: 'Last business day, ten years later at most' } },
  place: {
    schema: v.picklist(places),
    about: { zh: '按何处汇总', en: 'The places of which there are rows' },
    example: 'unit',
  },
  time: {
    schema: v.picklist(times),
    about: {
      zh: '按何时汇总；缺省为整段时间。没有用量的时刻不列出',
      en: 'The times of which there are rows; the whole period when absent. Times at which nothing happened are left out',
    },
  },
  unit: { schema: text(32), about: { zh: '单位编号', en: 'Id of a unit' } },
  ward: {
    schema: text(80),
    about: {
      zh: '科室或区域：与 unit 同用时为其名称，单独使用时为 unit/ward',
      en: 'A ward: its name beside a unit, or else unit/ward, as rows name it',
    },
  },
  terminal: { schema: text(32), about: { zh: '终端编号', en: 'Id of a terminal' } },
  grouping: {
    schema: v.picklist(['hospital', 'district']),
    about: { zh: '医院，或各区', en: 'Hospitals, or districts’ clinics' },
  },
  district: { schema: text(80), about: { zh: '所在行政区', en: 'The district units stand in' } },
  flow: {
    schema: v.picklist(visitFlows),
    about: {
      zh: '业务：只计该业务的访问及其专有的数字',
      en: 'A flow: only its visits, and what is counted of no other',
    },
  },
  counts: {
    schema: CountList,
    about: {
      zh: '只答这些数字，以逗号分隔；缺省为全部',
      en: 'Only these counts are told, with commas between; every one when absent',
    },
  },
  state: { schema: v.picklist(['open', 'all']), about: { zh: '未解除的或全部', en: 'Open alarms, or all' } },
  limit: {
    schema: Limit,
    about: {
      zh: `每页行数，至多 ${mostRowsInPage}，缺省 ${usualRowsInPage}；文件格式缺省为全部`,
      en: `Rows in a page, ${mostRowsInPage} at most, ${usualRowsInPage} when absent; files have all when absent`,
    },
  },
  cursor: { schema: text(400), about: { zh: '上一页的 next', en: 'The `next` of the page before' } },
  format: {
    schema: v.picklist(formats),
    about: { zh: '代替 Accept 头', en: 'In place of the header Accept' },
  },
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof parameters;

/** Questions of which some parameters must be there. */
type Asked<Name extends ParameterName, Needed extends Name> = {
  readonly [Key in Needed]: v.InferOutput<(typeof parameters)[Key]['schema']>;
} & { readonly [Key in Exclude<Name, Needed>]?: v.InferOutput<(typeof parameters)[Key]['schema']> };

/** The schema of a query with these parameters and no others. */
export const querySchema = <const Name extends ParameterName, const Needed extends Name>(
  names: readonly Name[],
  needed: readonly Needed[],
): v.GenericSchema<unknown, Asked<Name, Needed>> => {
  const isNeeded = new Set<string>(needed);
  const entries = Object.fromEntries(
    names.map((name) => {
      const { schema } = parameters[name];
      return [name, isNeeded.has(name) ? schema : v.exactOptional(schema as v.GenericSchema)];
    }),
  );
  return v.strictObject(entries as v.ObjectEntries, (issue) => unexpected(issue, names)) as unknown as v.GenericSchema<
    unknown,
    Asked<Name, Needed>
  >;
};

const unexpected = ({ expected, message }: v.BaseIssue<unknown>, names: readonly string[]): string => {
  if (expected === 'never') return `unknown; expected one of ${names.join(', ')}`;
  return expected === null ? message : 'missing';
};
