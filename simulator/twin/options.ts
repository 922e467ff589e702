import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMonth } from '../../statistics/bulletin/month.ts';
import { databaseForms, isDatabaseUrl } from '../../statistics/store/open-database.ts';

export const usage = `npm run twin -- FILE.csv [--month YYYY-MM] [--database URL | --hub URL] [--workers N] [--seed S] [--afresh]

  FILE.csv    a published table of terminals, such as seeds/bulletins/terminal-usage-2020-02.csv
  --month     the month it is of; by default as the file's name ends
  --database  where the hub keeps everything: ${databaseForms}; by default an SQLite file of this twin's own in var/twin
  --hub       the address of a hub that runs; HUB_ACCOUNT and HUB_PASSWORD of the environment are an administrator's
  --workers   terminals lived at the same time (as many as there are cores)
  --seed      another seed, another month that comes to the same (default 1)
  --afresh    forgets what of this twin was lived before; without it a twin goes on where it was ended

The last line is one JSON object. Exit code 1 when the bulletin is not the table, 2 when nothing could be lived.`;

/** What the command line says. */
export interface TwinOptions {
  readonly file: string;
  readonly month?: string;
  readonly database?: string;
  readonly hub?: string;
  readonly workers: number;
  readonly seed: number;
  readonly afresh: boolean;
}

export type ReadOptions =
  | { readonly ok: true; readonly options: TwinOptions }
  | { readonly ok: false; readonly mistakes: readonly string[] };

export function readOptions(args: readonly string[]): ReadOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        month: { type: 'string' },
        database: { type: 'string' },
        hub: { type: 'string' },
        workers: { type: 'string', default: String(availableParallelism()) },
        seed: { type: 'string', default: '1' },
        afresh: { type: 'boolean', default: false },
      },
    });
    const [file = '', ...more] = positionals;
    const { month, database, hub } = values;
    const [workers, seed] = [Number(values.workers), Number(values.seed)];
    const mistakes = [
      ...(file === '' || more.length > 0 ? [`expected one file, received ${positionals.length}`] : []),
      ...(month !== undefined && !isMonth(month) ? [`--month ${month}: expected YYYY-MM`] : []),
      ...(database !== undefined && !isDatabaseUrl(database)
        ? [`--database ${database}: expected ${databaseForms}`]
        : []),
      ...(hub !== undefined && !/^https?:$/.test(URL.canParse(hub) ? new URL(hub).protocol : '')
        ? [`--hub ${hub}: expected an address, such as http://127.0.0.1:8200`]
        : []),
      ...(hub !== undefined && database !== undefined ? ['--hub, --database: expected one of the two'] : []),
      ...(Number.isInteger(workers) && workers >= 1 && workers <= 256
        ? []
        : [`--workers ${values.workers}: expected a whole number from 1 to 256`]),
      ...(Number.isSafeInteger(seed) && seed >= 0 ? [] : [`--seed ${values.seed}: expected a whole number, 0 or more`]),
    ];
    if (mistakes.length > 0) return { ok: false, mistakes };
    return {
      ok: true,
      options: {
        file,
        workers,
        seed,
        afresh: values.afresh,
        ...(month !== undefined && { month }),
        ...(database !== undefined && { database }),
        ...(hub !== undefined && { hub }),
      },
    };
  } catch (error) {
    return { ok: false, mistakes: [error instanceof Error ? error.message : String(error)] };
  }
}
