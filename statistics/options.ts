import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { isZone, readConfigFile } from './config-file.ts';
import { usualConfig } from './hub.ts';
import type { HubConfig } from './ports.ts';
import type { Checked, Mistake } from './problem.ts';
import { databaseForms, isDatabaseUrl, shownDatabase } from './store/open-database.ts';
import { HubId } from './tree/roll-up-batch.ts';

/** What the hub's command line says. */
export interface Options {
  readonly database: string;
  readonly port: number;
  readonly host: string;
  readonly trustProxy: boolean;
  /** Path of the JSON file that lists units and terminals. */
  readonly register?: string;
  readonly config: HubConfig;
  /** The port on this machine where the hub's metrics are. */
  readonly metricsPort?: number;
  /** The hub above this one, what this one is called there, and the file of the key it signs with. */
  readonly parent?: { readonly url: string; readonly hub: string; readonly keyFile: string };
}

export const usage = `npm run hub -- --database URL [--port 8200] [--host 127.0.0.1] [--register FILE.json] [--config FILE.json] [--zone Asia/Shanghai] [--trust-proxy] [--metrics 8201] [--parent URL --as NAME --key FILE]
npm run hub -- account --help    makes an account to sign in with
npm run hub -- enrol --help      makes the one-time code of a terminal
npm run hub -- child --help      lets another hub tell this one what it added up
npm run hub -- backup --help     writes a sealed archive of the database
npm run hub -- restore --help    puts one into a new database

  --database     where the hub keeps everything: ${databaseForms}; the password may be in PGPASSWORD
  --port         1 to 65535
  --host         address to listen on; 0.0.0.0 for every one of this machine
  --register     a JSON file of units and terminals, such as docs/register.example.json, added to what the hub has
  --config       a JSON file of settings: zone, silentAfterMinutes, monthClosesAfterDays, countsAsRegistration, lowCards, lowSheets, keep, limits, oidc
  --zone         time zone whose days and months the hub reckons in, an IANA name
  --trust-proxy  a proxy that ends TLS stands before the hub and says who calls
  --metrics      port on this machine where GET /metrics is answered, for whoever watches the hub
  --parent       address of the hub above this one, such as a city's: it is told what this one adds up
  --as           with --parent: what this hub is called there
  --key          with --parent: the file of the key this hub signs with, made when it is not there (var/hub.key)`;

const known = {
  database: { type: 'string' },
  port: { type: 'string', default: '8200' },
  host: { type: 'string', default: '127.0.0.1' },
  register: { type: 'string' },
  config: { type: 'string' },
  zone: { type: 'string' },
  metrics: { type: 'string' },
  parent: { type: 'string' },
  as: { type: 'string' },
  key: { type: 'string', default: 'var/hub.key' },
  'trust-proxy': { type: 'boolean', default: false },
} as const;

type Token = ReturnType<typeof parsed>['tokens'][number];

const parsed = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: known, strict: false, allowPositionals: true, tokens: true });

const isKnown = (name: string): name is keyof typeof known => Object.hasOwn(known, name);

const strange = (token: Token): Mistake[] => {
  if (token.kind === 'positional') {
    return [
      {
        path: token.value,
        message: 'expected options only, such as --port 8200, or account, enrol or child before them',
      },
    ];
  }
  if (token.kind !== 'option') return [];
  if (!isKnown(token.name)) {
    const names = Object.keys(known).map((name) => `--${name}`);
    return [{ path: token.rawName, message: `unknown; expected one of ${names.join(', ')}` }];
  }
  const isText = known[token.name].type === 'string';
  return isText || token.value === undefined ? [] : [{ path: token.rawName, message: 'expected nothing after it' }];
};

/** Reads the command line; every mistake names the option, what it held and what was expected. */
export const readOptions = (args: readonly string[]): Checked<Options> => {
  const { values, tokens } = parsed(args);
  const mistakes = tokens.flatMap(strange);
  /** The option's text when it is as expected; else the mistake is noted. */
  const text = (
    name: Exclude<keyof typeof known, 'trust-proxy'>,
    expected: string,
    fits: (value: string) => boolean = () => true,
    shown = (value: string) => value,
  ) => {
    const value = values[name];
    if (typeof value === 'string' && value !== '' && fits(value)) return value;
    const given = typeof value === 'string' && value !== '' ? JSON.stringify(shown(value)) : 'missing';
    mistakes.push({ path: `--${name}`, message: `${given}; expected ${expected}` });
    return '';
  };
  const optional = (...[name, ...rest]: Parameters<typeof text>) =>
    values[name] === undefined ? undefined : text(name, ...rest);

  const database = text('database', databaseForms, isDatabaseUrl, shownDatabase);
  const isPort = (it: string) => /^\d{1,5}$/.test(it) && Number(it) >= 1 && Number(it) <= 65_535;
  const port = Number(text('port', 'a whole number from 1 to 65535', isPort));
  const metrics = optional('metrics', 'a whole number from 1 to 65535', isPort);
  const host = text('host', 'an address of this machine, such as 127.0.0.1');
  const register = optional('register', 'the path of a JSON file that lists units and terminals');
  const zone = optional('zone', 'an IANA time zone, such as Asia/Shanghai', isZone);
  const file = optional('config', 'the path of a JSON file of settings');
  const url = optional('parent', 'the address of a hub, such as https://hub.city.example/', URL.canParse);
  const isHubName = (it: string) => v.is(HubId, it);
  const hub =
    url && text('as', 'what this hub is called at its parent, 1 to 32 small letters, digits or hyphens', isHubName);
  const keyFile = text('key', 'the path of a key file');
  const config = file ? readConfigFile(file) : { ok: true as const, value: usualConfig };
  if (!config.ok) mistakes.push(...config.mistakes);
  if (!config.ok || mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      database,
      port,
      host,
      trustProxy: values['trust-proxy'] === true,
      ...(register !== undefined && { register }),
      ...(metrics !== undefined && { metricsPort: Number(metrics) }),
      ...(url && hub && { parent: { url, hub, keyFile } }),
      config: zone === undefined ? config.value : { ...config.value, zone },
    },
  };
};
