import { parseArgs } from 'node:util';
import type { Command, CommandOutside } from '../command.ts';
import { type Checked, type Mistake, mistakeText } from '../problem.ts';
import { DatabaseError, databaseForms, isDatabaseUrl, shownDatabase } from '../store/open-database.ts';
import { type BackupOptions, backUp } from './backing-up.ts';
import { BackupError } from './programs.ts';
import { type RestoreOptions, restore } from './restoring.ts';

export const backupUsage = `npm run hub -- backup --database URL --to FOLDER --recipient age1… [--keep 14]

  --database   the hub's database; hubs may go on writing to it. The password may be in PGPASSWORD
  --to         the folder of the archives
  --recipient  the public key the archive is sealed for, made by age-keygen on another machine
  --keep       how many archives are left there, 1 to 1000`;

export const restoreUsage = `npm run hub -- restore --from FILE --identity FILE --database URL

  --from       an archive, hub-….sqlite.age or hub-….postgres.age
  --identity   the file with the secret key it was sealed for
  --database   where to put it: a file that is not there yet, or a PostgreSQL database without tables`;

type Expected = Readonly<
  Record<
    string,
    {
      readonly expected: string;
      readonly fits: (value: string) => boolean;
      readonly usual?: string;
      readonly shown?: (value: string) => string;
    }
  >
>;

const anything = (value: string) => value !== '';
const database = { expected: databaseForms, fits: isDatabaseUrl, shown: shownDatabase };

/** Reads options that are texts; every mistake names the option, what it held and what was expected. */
const readTexts = <Known extends Expected>(
  args: readonly string[],
  known: Known,
): Checked<{ readonly [Name in keyof Known]: string }> => {
  const options = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' as const }]));
  let values: Readonly<Record<string, string | undefined>>;
  try {
    values = parseArgs({ args: [...args], options }).values as typeof values;
  } catch (error) {
    return { ok: false, mistakes: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
  const mistakes: Mistake[] = [];
  const texts = Object.entries(known).map(([name, { expected, fits, usual = '', shown = (it: string) => it }]) => {
    const value = values[name] ?? usual;
    if (!fits(value)) {
      mistakes.push({
        path: `--${name}`,
        message: `${value ? JSON.stringify(shown(value)) : 'missing'}; expected ${expected}`,
      });
    }
    return [name, value];
  });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: Object.fromEntries(texts) };
};

export const readBackupOptions = (args: readonly string[]): Checked<BackupOptions> => {
  const read = readTexts(args, {
    database,
    to: { expected: 'a folder', fits: anything },
    recipient: { expected: 'a public key, age1…', fits: (it) => /^age1[0-9a-z]{20,}$/.test(it) },
    keep: { expected: 'a whole number from 1 to 1000', fits: (it) => /^(1000|[1-9]\d{0,2})$/.test(it), usual: '14' },
  });
  if (!read.ok) return read;
  const { to, keep, ...rest } = read.value;
  return { ok: true, value: { ...rest, folder: to, keep: Number(keep) } };
};

export const readRestoreOptions = (args: readonly string[]): Checked<RestoreOptions> => {
  const read = readTexts(args, {
    from: { expected: 'the path of an archive', fits: anything },
    identity: { expected: 'the path of the secret key', fits: anything },
    database,
  });
  if (!read.ok) return read;
  const { from, ...rest } = read.value;
  return { ok: true, value: { archive: from, ...rest } };
};

/** A command that opens no database of its own: what it calls does. */
const standing =
  <Options>(
    usage: string,
    read: (args: readonly string[]) => Checked<Options>,
    work: (options: Options, outside: CommandOutside) => Promise<void>,
  ): Command =>
  async (args, outside) => {
    if (args.includes('--help') || args.includes('-h')) {
      outside.say(usage);
      return 0;
    }
    const options = read(args);
    if (!options.ok) {
      for (const mistake of options.mistakes) outside.complain(`hub: ${mistakeText(mistake)}`);
      outside.complain(`\n${usage}`);
      return 2;
    }
    try {
      await work(options.value, outside);
      return 0;
    } catch (error) {
      if (!(error instanceof BackupError) && !(error instanceof DatabaseError)) throw error;
      outside.complain(`hub: ${error.message}`);
      return 1;
    }
  };

/** `npm run hub -- backup …` */
export const backupCommand = standing(backupUsage, readBackupOptions, async (options, { clock, say }) => {
  const { file, bytes, removed } = await backUp(options, clock.now());
  say(`${file}: ${bytes} bytes, read back before they were sealed`);
  for (const name of removed) say(`${name} removed; ${options.keep} are kept`);
});

/** `npm run hub -- restore …` */
export const restoreCommand = standing(restoreUsage, readRestoreOptions, async (options, { clock, say }) => {
  const { terminals, heardAt } = await restore(options, clock.now());
  const last = heardAt === null ? 'none was ever heard' : `the last was heard ${new Date(heardAt).toISOString()}`;
  say(`restored: ${terminals} terminals; ${last}. What came later the terminals send again.`);
  say('Everybody is signed out. Repeat what was closed, revoked or enrolled since the backup.');
});
