import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Outcome } from '../outcome.ts';
import { noAliases, readAliases } from './aliases.ts';
import { audit } from './audit.ts';
import { type Read, readPrintedTable } from './printed-table.ts';
import { readPrintedTotals } from './printed-totals.ts';
import { auditLines } from './report-lines.ts';

export const auditUsage = `npm run bulletin -- audit FILE.csv … [--totals FILE] [--aliases FILE] [--others FILE.csv …] [--json]

  FILE.csv   published tables, named after their period: terminal-usage-2020-02.csv; several are compared with each other
  --totals   the totals the bulletin printed: table, column, total; a line 合计 in a table itself does as well
  --aliases  names of one unit: name, same_as, evidence; by default those of seeds/bulletins; none: --aliases none
  --others   tables of further periods to compare with
  --json     one document of JSON instead of lines for people

Ends with 0 when nothing is wrong, 1 when something is wrong or doubtful, 2 when it could not be done.`;

const ownAliases = new URL('../../../seeds/bulletins/unit-aliases.csv', import.meta.url);

class Misuse extends Error {}

const fileText = (file: string | URL): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Misuse(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
};

const valid = <T>(file: string, read: Read<T>): T => {
  if (!read.ok) throw new Misuse(`${file} ${read.mistake}`);
  return read.value;
};

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        totals: { type: 'string' },
        aliases: { type: 'string' },
        others: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
};

/** `--others a.csv b.csv` is written as `--others a.csv --others b.csv`, which is how arguments are read. */
const othersSpread = (args: readonly string[]): string[] => {
  const spread: string[] = [];
  let among = false;
  for (const arg of args) {
    if (arg.startsWith('-')) among = arg === '--others';
    else if (among && spread.at(-1) !== '--others') spread.push('--others');
    spread.push(arg);
  }
  return spread;
};

const run = (args: readonly string[]): Outcome => {
  const { values, positionals } = readArgs(othersSpread(args));
  if (positionals.length === 0) throw new Misuse(`No table was named.\n\n${auditUsage}`);
  const tableOf = (file: string) => valid(file, readPrintedTable(file, fileText(file)));
  const { totals, aliases } = values;
  const result = audit({
    tables: positionals.map(tableOf),
    others: values.others.map(tableOf),
    ...(totals !== undefined && { totals: valid(totals, readPrintedTotals(fileText(totals))) }),
    aliases:
      aliases === 'none' ? noAliases : valid(aliases ?? 'the aliases', readAliases(fileText(aliases ?? ownAliases))),
  });
  const text = values.json ? JSON.stringify(result, null, 2) : auditLines(result).join('\n');
  return { exitCode: result.wrong ? 1 : 0, output: `${text}\n`, complaint: '' };
};

/** `bulletin audit` on these arguments. */
export const auditCommand = (args: readonly string[]): Outcome => {
  try {
    return run(args);
  } catch (error) {
    if (error instanceof Misuse) return { exitCode: 2, output: '', complaint: error.message };
    throw error;
  }
};
