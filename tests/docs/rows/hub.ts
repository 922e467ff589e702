import type { Ground } from '../ground.ts';
import { inPlaceOf, installed, marked, type Row } from '../row.ts';

const database = 'sqlite:var/hub.sqlite';
const listens = /listens; Ctrl-C stops it/;
const someKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';

const onPort = async (command: string, { freePort }: Ground): Promise<string> =>
  `${command} --port ${await freePort()}`;

/** A name can be had once: pages that have nothing to do with each other call their first account the same. */
const underANewName = (command: string): string =>
  command.replace(/--name (\S+)/, (_, name) => `--name ${name}-${marked(command)}`);

/** An installed hub's commands, on the database there is here. */
const onSqlite = (command: string, ground: Ground): string =>
  installed(command, ground)
    .replace(/^runuser -u \S+ -- /, '')
    .replace(/--database \S+/, `--database ${database}`);

const inDrill = (command: string, ground: Ground): string =>
  installed(command, ground).replace('sqlite:/tmp/', 'sqlite:var/');

/** The hub and what is read from it. The first row makes its database. */
export const hubRows: readonly Row[] = [
  {
    form: 'npm run hub -- --database sqlite:var/hub.sqlite --register docs/register.example.json',
    how: { as: onPort, ready: listens },
  },
  {
    form: /npm run hub -- --database (URL|sqlite:var\/hub\.sqlite)/,
    how: { as: (command, ground) => onPort(command.replace('URL', database), ground), ready: listens },
  },
  { form: /npm run hub -- --database \S+ --parent .*/, how: { as: onPort, ready: listens, follows: true } },
  {
    form: /PGPASSWORD=… npm run hub -- --database postgres:\S+/,
    how: {
      as: async (command, ground) => onPort(command.replace(/postgres:\S+/, `'${await ground.postgres()}'`), ground),
      ready: listens,
      needs: 'POSTGRES',
    },
  },
  {
    form: /runuser -u hospital-hub -- \S+\/hospital-kiosk hub account .* --erase/,
    how: {
      as: (command, ground) =>
        `npm run hub -- account --database ${database} --name ann --city && ${onSqlite(command, ground)}`,
      follows: true,
    },
  },
  { form: /npm run hub -- account .*/, how: { as: underANewName, says: /\S/, follows: true } },
  { form: /npm run hub -- enrol .*/, how: { says: /[0-9A-Z]{4}-[0-9A-Z]{4}/, follows: true } },
  {
    form: /npm run hub -- child .*/,
    how: {
      as: inPlaceOf(
        [/--database \S+/, `--database ${database}`],
        ['KEY', someKey],
        [/--unit \S+/, '--unit yunxi-renmin'],
      ),
      follows: true,
    },
  },

  { form: 'age-keygen -o hub-backup.key', how: { says: /age1/, needs: 'AGE', follows: true } },
  {
    form: /runuser -u hospital-hub -- \S+\/hospital-kiosk hub backup .*/,
    how: {
      as: (command, ground) =>
        onSqlite(command, ground)
          .replace('age1…', '"$(age-keygen -y hub-backup.key)"')
          .replace(/--to \S+/, '--to var/backups'),
      needs: 'AGE',
      follows: true,
    },
  },
  {
    form: /\/\S+\/hospital-kiosk hub restore .*/,
    how: {
      as: (command, ground) => inDrill(command, ground).replace(/--from \S+/, '--from var/backups/*.age'),
      needs: 'AGE',
      follows: true,
    },
  },
  {
    form: /\/\S+\/hospital-kiosk bulletin month .*/,
    how: { as: inDrill, says: /自助智能医疗服务终端医院使用情况表/, needs: 'AGE', follows: true },
  },

  {
    form: /npm run bulletin -- month (\S+ )?--database \S+/,
    how: {
      as: inPlaceOf(['--database URL', `--database ${database}`]),
      says: /自助智能医疗服务终端医院使用情况表/,
      follows: true,
    },
  },
  { form: 'npm run bulletin -- audit', how: { exit: 2, says: /audit/ } },
  // What it finds fault with makes it end with 1; the tables of channels are without fault.
  { form: /npm run bulletin -- audit seeds\/bulletins\/booking.*/, how: { says: /rows, 1 printed total/ } },
  { form: /npm run bulletin -- audit seeds\/.*/, how: { exit: 1, says: /rows, \d printed total/ } },
  {
    form: 'npm run city -- --database sqlite:/tmp/city.sqlite',
    how: {
      as: () => 'npm run city -- --database sqlite:var/city.sqlite --terminals 2 --days 2',
      says: /events of 2 terminals/,
    },
  },
  {
    form: /npm run city -- --database postgres:\S+ --terminals 96/,
    how: {
      leftOut: 'the same program as on SQLite; statistics/store/store.test.ts holds the store to one contract on both',
    },
  },

  {
    form: /curl -H "authorization: Bearer .*/,
    how: { triedBy: 'statistics/access/access.test.ts', words: 'authorization' },
  },
  {
    form: 'curl http://127.0.0.1:8200/health',
    how: { triedBy: 'tests/hub-operations/tls.test.ts', words: "new URL('/health', hub.url)" },
  },
  {
    form: /createdb (hub|drill)/,
    how: { leftOut: 'PostgreSQL’s own; tests on PostgreSQL create databases of their own' },
  },
  { form: /sqlite3 .*/, how: { leftOut: 'SQLite’s own shell' } },
];
