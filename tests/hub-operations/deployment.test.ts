/** What `deploy/hub` puts on a hub's machine, as far as the tools of the system can judge it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { readBackupOptions } from '../../statistics/backup/commands.ts';
import { readOptions } from '../../statistics/options.ts';
import { needing } from '../required.ts';

const folder = join(import.meta.dirname, '../../deploy/hub');
const fileOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const units = ['hospital-kiosk-hub.service', 'hospital-kiosk-hub-backup.service'] as const;

const systemd = needing('systemd-analyze', 'REQUIRE_SYSTEMD');
describe.skipIf(systemd.skip)(`the units${systemd.title}`, () => {
  test.each([
    [units[0], 0.9],
    [units[1], 1.1],
  ])('%s is exposed by %f of 10, as systemd reckons', (unit, figure) => {
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', join(folder, 'systemd', unit)], {
      encoding: 'utf8',
    });
    const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    expect(exposure).toBe(figure);
    expect(exposure).toBeLessThanOrEqual(2);
  });

  test.each([...units, 'hospital-kiosk-hub-backup.timer'])('systemd understands every line of %s', (unit) => {
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, 'systemd', unit)], {
      encoding: 'utf8',
    });
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('hospital-kiosk'));
    // A release is on no machine the tests run on.
    expect(complaints.filter((line) => !line.includes('is not executable'))).toEqual([]);
  });
});

/** The words after the program in a unit's `ExecStart=`, with what its environment says put in. */
const argumentsOf = (unit: string, more: Readonly<Record<string, string>> = {}): string[] => {
  const text = fileOf(join('systemd', unit)).replace(/\\\n/g, ' ');
  const said = Object.fromEntries(
    [...text.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  const environment: Readonly<Record<string, string | undefined>> = { ...said, ...more };
  const [, words = ''] = /^ExecStart=\S+ \S+statistics\/main\.ts (.*)$/m.exec(text) ?? [];
  return words
    .trim()
    .split(/ +/)
    .map((word) => word.replace(/\$\{(\w+)\}/, (_, name: string) => environment[name] ?? ''));
};

test('the hub understands what its units say to it', () => {
  const example = join(import.meta.dirname, '../../docs/hub.example.json');
  const words = argumentsOf(units[0]).map((word) => (word === '/etc/hospital-kiosk/hub.json' ? example : word));
  expect(readOptions(words)).toMatchObject({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 8200,
      trustProxy: true,
      metricsPort: 8201,
      database: 'postgres:///hub?host=/run/postgresql',
    },
  });
  const [name, ...rest] = argumentsOf(units[1], { HUB_BACKUP_RECIPIENT: `age1${'q'.repeat(58)}` });
  expect(name).toBe('backup');
  expect(readBackupOptions(rest)).toMatchObject({ ok: true, value: { keep: 14 } });
});

const server = process.env.HUB_TEST_POSTGRES ?? '';
const psql = needing('psql', 'REQUIRE_POSTGRES');
describe.skipIf((server === '' && process.env.REQUIRE_POSTGRES !== '1') || psql.skip)(
  `PostgreSQL${server === '' ? ' (HUB_TEST_POSTGRES names no server)' : psql.title}`,
  () => {
    test('knows every setting, and nothing that was acknowledged can be lost', async () => {
      const client = new pg.Client(server);
      await client.connect();
      const { rows } = await client.query<{ name: string }>('select name from pg_settings');
      await client.end();
      const known = new Set(rows.map(({ name }) => name));
      const settings = new Map(
        [...fileOf('postgresql.conf').matchAll(/^(\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
      );
      expect([...settings.keys()].filter((name) => !known.has(name))).toEqual([]);
      for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) expect(settings.get(name)).toBe('on');
    });

    test('the hub’s role may make its tables and nothing else; others may not even look in', async () => {
      const [role, database] = [`hub-role-${process.pid}`, `hub_database_${process.pid}`];
      const run = spawnSync(
        'psql',
        [
          '--quiet',
          '--dbname',
          server,
          '-v',
          `role=${role}`,
          '-v',
          `database=${database}`,
          '--file',
          join(folder, 'database.sql'),
        ],
        { encoding: 'utf8' },
      );
      const admin = new pg.Client(server);
      await admin.connect();
      try {
        expect([run.status, run.stderr]).toEqual([0, '']);
        const stranger = `${role}-other`;
        await admin.query(`create role "${stranger}" login`);
        const url = (user: string, name = database) => {
          const it = new URL(server);
          it.username = user;
          it.pathname = `/${name}`;
          return it.href;
        };
        const asHub = new pg.Client(url(role));
        await asHub.connect();
        await asHub.query('create table mine (at bigint)');
        for (const refused of [
          'create role another',
          'create database another',
          "select pg_read_file('/etc/passwd')",
        ]) {
          await expect(asHub.query(refused)).rejects.toThrow(/permission denied/);
        }
        await asHub.end();
        await expect(new pg.Client(url(stranger)).connect()).rejects.toThrow(/permission denied|does not have CONNECT/);
        await admin.query(`drop role "${stranger}"`);
      } finally {
        await admin.query(`drop database if exists ${database} with (force)`);
        await admin.query(`drop role if exists "${role}"`);
        await admin.end();
      }
    });
  },
);
