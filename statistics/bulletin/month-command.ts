import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { zoneClock } from '../calendar.ts';
import { mistakeText } from '../problem.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { DatabaseError, openDatabase } from '../store/open-database.ts';
import { countingRuleNames, countingRules, defaultCountingRule } from './counting-rule.ts';
import { bulletinAs, type FormatName, formatNames, isFormatName } from './formats.ts';
import type { Outcome } from './outcome.ts';
import { readWanted, type Wanted } from './question.ts';
import { readBulletin } from './reading-bulletin.ts';

export const monthUsage = `npm run bulletin -- month [YYYY-MM] --database URL [--form 2018|2020] [--on YYYY-MM-DD] [--rule NAME] [--format ${formatNames.join('|')}] [--out FILE] [--zone Asia/Shanghai]

  YYYY-MM     the month; by default the one that is going on
  --database  the hub's database, sqlite:FILE or postgres://…; the hub may be running
  --form      the published form: 2018 has seven figures, 2020 five; by default 2020 from 2019-12 on
  --on        the reference date of the terminals in place; by default the month's last day
  --rule      what counts as a registration: ${countingRuleNames.join(', ')}
  --format    by default as the name of --out ends, else text
  --out       a file instead of the standard output
  --zone      the time zone of the hub's days, an IANA name

Ends with 0 when the table was made, 2 when it could not be.`;

/** The file a command writes to; undefined for the standard output. */
export type MonthOutcome = Outcome & { readonly out?: string };

class Misuse extends Error {}

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        database: { type: 'string' },
        form: { type: 'string' },
        on: { type: 'string' },
        rule: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        zone: { type: 'string', default: 'Asia/Shanghai' },
      },
    });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
};

const formatOf = (named: string | undefined, out: string | undefined): FormatName => {
  const ending = out?.split('.').at(-1)?.toLowerCase() ?? '';
  const format = named ?? (isFormatName(ending) ? ending : 'text');
  if (!isFormatName(format)) throw new Misuse(`--format ${format}: expected one of ${formatNames.join(', ')}`);
  if (format === 'xlsx' && out === undefined) throw new Misuse('--format xlsx: expected --out FILE, it is no text');
  return format;
};

const checkZone = (zone: string): void => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new Misuse(`--zone ${zone}: expected an IANA time zone, such as Asia/Shanghai`);
  }
};

/** Opening a file that is not there would make an empty hub of it. */
const checkedDatabase = (url: string | undefined): string => {
  if (url === undefined) throw new Misuse('--database is missing: expected sqlite:FILE or postgres://…');
  const file = /^sqlite:(.+)$/.exec(url)?.[1];
  if (file !== undefined && !existsSync(file)) throw new Misuse(`--database ${url}: there is no such file`);
  return url;
};

interface Plan extends Wanted {
  readonly database: string;
  readonly format: FormatName;
  readonly zone: string;
  readonly out: string | undefined;
}

const planOf = (args: readonly string[], now: number): Plan => {
  const { values, positionals } = readArgs(args);
  const { out, zone } = values;
  checkZone(zone);
  const [month = zoneClock(zone)(now).day.slice(0, 7), ...more] = positionals;
  if (more.length > 0) throw new Misuse(`expected one month, received ${positionals.join(' ')}`);
  const wanted = readWanted({ ...values, month }, countingRules[defaultCountingRule]);
  if (!wanted.ok) throw new Misuse(wanted.mistakes.map(mistakeText).join('\n'));
  return {
    ...wanted.value,
    database: checkedDatabase(values.database),
    format: formatOf(values.format, out),
    zone,
    out,
  };
};

/** How late a month is closed, where no hub's settings are at hand. */
const monthClosesAfterDays = 3;

const made = async (plan: Plan, now: number): Promise<string | Uint8Array> => {
  let database: HubDatabase | undefined;
  try {
    database = await openDatabase(plan.database);
    const bulletin = await readBulletin(database, { ...plan, scope: { city: true }, now, monthClosesAfterDays });
    return await bulletinAs(plan.format, bulletin, plan.zone);
  } finally {
    await database?.close();
  }
};

/** `bulletin month` on these arguments; `now` in UTC milliseconds. */
export const monthCommand = async (args: readonly string[], now: number): Promise<MonthOutcome> => {
  try {
    const plan = planOf(args, now);
    const output = await made(plan, now);
    return { exitCode: 0, output, complaint: '', ...(plan.out !== undefined && { out: plan.out }) };
  } catch (error) {
    if (!(error instanceof Misuse || error instanceof DatabaseError)) throw error;
    return { exitCode: 2, output: '', complaint: error.message };
  }
};
