import { parseArgs } from 'node:util';
import type { Checked, Mistake } from './problem.ts';

/** What the hub's command line says. */
export interface Options {
  readonly database: string;
  readonly port: number;
  readonly host: string;
  /** Path of the JSON file that lists the terminals. */
  readonly register: string;
  readonly zone: string;
}

export const usage = `npm run hub -- --database sqlite:FILE --port 8200 --register FILE.json [--host 127.0.0.1] [--zone Asia/Shanghai]

  --database  where the hub keeps what terminals report: sqlite:FILE, made when it is not there
  --port      1 to 65535
  --register  a JSON file, such as docs/register.example.json: { "terminals": [{ "terminal": "…", "unit": { "zh", "en" }, "place": { "zh", "en" } }] }
  --host      address to listen on; 0.0.0.0 for every one of this machine
  --zone      time zone whose today the page opens on, an IANA name`;

const known = {
  database: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  register: { type: 'string' },
  zone: { type: 'string', default: 'Asia/Shanghai' },
} as const;

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** A connection string may hold a password: only its scheme is said back. */
const shownDatabase = (database: string): string =>
  database.includes('://') ? `${database.split('://')[0]}://…` : database;

/** Reads the command line; every mistake names the option, what it held and what was expected. */
export const readOptions = (args: readonly string[]): Checked<Options> => {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const mistakes: Mistake[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional')
      mistakes.push({ path: token.value, message: 'expected options only, such as --port 8200' });
    if (token.kind === 'option' && !(token.name in known)) {
      mistakes.push({
        path: token.rawName,
        message: `unknown; expected one of ${Object.keys(known)
          .map((name) => `--${name}`)
          .join(', ')}`,
      });
    }
  }
  /** The option's text when it is as expected; else the mistake is noted. */
  const text = (
    name: keyof typeof known,
    expected: string,
    fits: (value: string) => boolean,
    shown = (value: string) => value,
  ) => {
    const value = values[name];
    if (typeof value === 'string' && value !== '' && fits(value)) return value;
    const given = typeof value === 'string' && value !== '' ? JSON.stringify(shown(value)) : 'missing';
    mistakes.push({ path: `--${name}`, message: `${given}; expected ${expected}` });
    return '';
  };
  const value: Options = {
    database: text(
      'database',
      'sqlite:FILE, such as sqlite:var/hub.sqlite',
      (it) => /^sqlite:./.test(it),
      shownDatabase,
    ),
    port: Number(
      text(
        'port',
        'a whole number from 1 to 65535',
        (it) => /^\d{1,5}$/.test(it) && Number(it) >= 1 && Number(it) <= 65_535,
      ),
    ),
    host: text('host', 'an address of this machine, such as 127.0.0.1', () => true),
    register: text('register', 'the path of a JSON file that lists the terminals', () => true),
    zone: text('zone', 'an IANA time zone, such as Asia/Shanghai', isZone),
  };
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value };
};
