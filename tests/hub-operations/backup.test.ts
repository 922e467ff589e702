/**
 * A hub's database is backed up while terminals bring their usage, put into another one, and the terminals go on there:
 * what the restored hub lacks they send again, and in the end every event is there once.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accountKeeper } from '../../statistics/access/accounts.ts';
import { sessionKeeper } from '../../statistics/access/sessions.ts';
import { backUp } from '../../statistics/backup/backing-up.ts';
import { backupCommand, restoreCommand } from '../../statistics/backup/commands.ts';
import { restore } from '../../statistics/backup/restoring.ts';
import { collector } from '../../statistics/intake/collecting.ts';
import { hubOutside } from '../../statistics/intake/invented-terminal.ts';
import { inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import { type DatabaseUnderTest, lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import { type ScriptedTerminal, scriptedTerminal, seededChance } from '../hub/scripted-terminal.ts';
import { everyEventOnce, noteDisk, rollUpsAreSums, settings, type Truth } from '../hub/whole.ts';
import { needing } from '../required.ts';

const age = needing('age', 'REQUIRE_AGE');
const now = Date.UTC(2026, 10, 21, 1, 2, 3);
const minute = 60_000;

let folder: string;
let made: DatabaseUnderTest[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-backup-'));
  made = [];
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  for (const under of made) await under.drop();
});

/** A key, and the file its secret half is in. */
const keyPair = () => {
  const identity = join(folder, 'key.txt');
  execFileSync('age-keygen', ['-o', identity], { stdio: 'ignore' });
  const recipient = /public key: (age1\S+)/.exec(readFileSync(identity, 'utf8'))?.[1] ?? '';
  return { identity, recipient };
};

const terminals = ['T-01', 'T-02', 'T-03'];

const enrol = async ({ db }: HubDatabase) => {
  const outboxes = terminals.map((terminal) => inventedOutbox(terminal));
  for (const { terminal, publicKey } of outboxes) {
    await db
      .insertInto('terminal')
      .values({ terminal, publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null })
      .execute();
  }
  return outboxes.map((outbox, at) => scriptedTerminal(outbox, seededChance(at + 1)));
};

const receiverOf = (database: HubDatabase) =>
  collector({
    clock: { now: () => now },
    store: databaseIntake(database, settings),
    seals: nodeSeals(),
    log: () => {},
  });

/** The terminal's next batch, heard and taken in; false when it has none. */
const sendOne = async (machine: ScriptedTerminal, receive: ReturnType<typeof receiverOf>): Promise<boolean> => {
  const delivery = machine.next();
  if (!delivery) return false;
  const received = await receive(delivery.arrival);
  const problem = received.ok ? undefined : received.problem;
  if (problem && problem.code !== 'gap') throw new Error(`${machine.terminal} was refused: ${problem.code}`);
  machine.heard(received.ok ? received : { expected: problem?.expected ?? null }, delivery.events);
  return true;
};

const truthOf = (machines: readonly ScriptedTerminal[]): Truth => {
  const truth: Truth = new Map();
  for (const machine of machines) noteDisk(truth, machine.terminal, machine.written());
  return truth;
};

/** The part of the truth a hub has: of each terminal everything up to some event. */
const prefixIn = async (database: HubDatabase, machines: readonly ScriptedTerminal[]): Promise<Truth> => {
  const store = databaseIntake(database, settings);
  const truth: Truth = new Map();
  for (const { terminal, written } of machines) {
    const marks = await store.epochs(terminal);
    const last = Math.max(0, ...marks.map(({ sequence }) => sequence));
    noteDisk(
      truth,
      terminal,
      written().filter(({ event }) => event.sequence <= last),
    );
  }
  return truth;
};

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip || age.skip)(`a backup of ${name}${age.title}`, () => {
    const newDatabase = async (): Promise<string> => {
      const under = await make();
      made.push(under);
      return under.url;
    };

    test('made under load, put back elsewhere: whole as at one moment, and the terminals bring the rest', async () => {
      const url = await newDatabase();
      const database = await openDatabase(url);
      const machines = await enrol(database);
      const receive = receiverOf(database);
      for (const machine of machines) machine.live(120);
      for (const machine of machines) await sendOne(machine, receive);

      let isDone = false;
      const load = async (machine: ScriptedTerminal) => {
        while (!isDone) {
          if (!(await sendOne(machine, receive))) machine.live(20);
          await new Promise(setImmediate);
        }
      };
      const loads = Promise.all(machines.map(load));
      const { identity, recipient } = keyPair();
      const backup = await backUp({ database: url, folder: join(folder, 'kept'), recipient, keep: 3 }, now);
      isDone = true;
      await loads;
      // Further than the backup, a restart among it: whatever it caught, the restored hub is behind.
      for (const machine of machines) {
        machine.live(20);
        machine.start();
        machine.live(20);
        while (await sendOne(machine, receive));
      }
      await everyEventOnce(database, truthOf(machines));
      await database.close();
      expect(statSync(backup.file).mode & 0o777).toBe(0o600);

      const elsewhere = await newDatabase();
      expect(await restore({ archive: backup.file, identity, database: elsewhere }, now)).toMatchObject({
        terminals: 3,
      });
      const restored = await openDatabase(elsewhere);
      const before = await prefixIn(restored, machines);
      await rollUpsAreSums(restored, await everyEventOnce(restored, before), () => '');
      expect(before).not.toEqual(truthOf(machines));

      const receiveAgain = receiverOf(restored);
      for (const machine of machines) {
        machine.live(5);
        while (await sendOne(machine, receiveAgain));
      }
      await rollUpsAreSums(restored, await everyEventOnce(restored, truthOf(machines)), () => '');
      expect(await restored.db.selectFrom('alarm').selectAll().execute()).toEqual([]);
      await restored.close();
    });

    test('everybody is signed out of a restored hub, and passwords are as they were', async () => {
      const url = await newDatabase();
      const database = await openDatabase(url);
      const outside = hubOutside(database);
      const scope = { city: true } as const;
      const account = await accountKeeper(outside).make({ account: 'ann', name: 'Ann', scope, administrator: true });
      const session = await sessionKeeper(outside).open('ann');
      const { identity, recipient } = keyPair();
      const { file } = await backUp({ database: url, folder, recipient, keep: 3 }, now);
      await database.close();
      const elsewhere = await newDatabase();
      await restore({ archive: file, identity, database: elsewhere }, now);
      const restored = await openDatabase(elsewhere);
      const again = { ...outside, database: restored };
      expect(await sessionKeeper(again).reader(session)).toBeUndefined();
      expect(await accountKeeper(again).fits('ann', account?.password ?? '')).toBe(true);
      await restored.close();
    });

    test('the archive holds nothing in clear, and one that was changed is refused and leaves nothing behind', async () => {
      const url = await newDatabase();
      const database = await openDatabase(url);
      await enrol(database);
      await database.close();
      const { identity, recipient } = keyPair();
      const { file } = await backUp({ database: url, folder, recipient, keep: 3 }, now);
      const bytes = readFileSync(file);
      expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
      expect(bytes.toString('latin1')).not.toMatch(/T-01|terminal|usage_event/);

      const spoiled = Buffer.from(bytes);
      const at = spoiled.length - 20;
      spoiled[at] = (spoiled[at] ?? 0) ^ 1;
      writeFileSync(file, spoiled);
      const elsewhere = await newDatabase();
      await expect(restore({ archive: file, identity, database: elsewhere }, now)).rejects.toThrow(/^age ended with 1/);
      // It may be tried again with a whole one.
      writeFileSync(file, bytes);
      expect(await restore({ archive: file, identity, database: elsewhere }, now)).toMatchObject({ terminals: 3 });
      await expect(restore({ archive: file, identity, database: elsewhere }, now)).rejects.toThrow(/already/);
    });
  });
}

describe.skipIf(age.skip)(`the commands${age.title}`, () => {
  const outside = () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const clock = { at: now, now: () => clock.at };
    return {
      said,
      clock,
      chance: { bytes: (count: number) => new Uint8Array(count) },
      seals: nodeSeals(),
      say,
      complain: say,
    };
  };
  const database = () => `sqlite:${join(folder, 'hub.sqlite')}`;

  test('as many archives are kept as were asked for, and what else lies there stays', async () => {
    await (await openDatabase(database())).close();
    const { recipient } = keyPair();
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(kept, 'notes.txt'), '');
    const it = outside();
    for (let round = 0; round < 4; round += 1) {
      it.clock.at = now + round * minute;
      expect(
        await backupCommand(['--database', database(), '--to', kept, '--recipient', recipient, '--keep', '2'], it),
      ).toBe(0);
    }
    expect(readdirSync(kept).sort()).toEqual([
      'hub-20261121T010403Z.sqlite.age',
      'hub-20261121T010503Z.sqlite.age',
      'notes.txt',
    ]);
    expect(it.said.at(-1)).toBe('hub-20261121T010303Z.sqlite.age removed; 2 are kept');
  });

  test('what cannot be done is said in words, and leaves no archive', async () => {
    await (await openDatabase(database())).close();
    const { identity, recipient } = keyPair();
    const it = outside();
    const backup = (...more: string[]) => backupCommand(['--to', folder, ...more], it);
    expect(await backup('--database', 'mysql://u:hush@db/hub', '--recipient', recipient)).toBe(2);
    expect(await backup('--database', database(), '--recipient', 'ssh-rsa', '--keep', '0')).toBe(2);
    expect(await backup('--database', `sqlite:${join(folder, 'none')}`, '--recipient', recipient)).toBe(1);
    // One letter of its checksum is another.
    const mistyped = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q');
    expect(await backup('--database', database(), '--recipient', mistyped)).toBe(1);
    const again = ['--identity', identity, '--database', database()];
    expect(await restoreCommand(['--from', 'hub.dump', ...again], it)).toBe(1);
    expect(await restoreCommand(['--from', 'hub-20261121T010403Z.postgres.age', ...again], it)).toBe(1);
    expect(await restoreCommand(['--from', 'hub-20261121T010403Z.sqlite.age', ...again], it)).toBe(1);
    expect(it.said.join('\n')).not.toContain('hush');
    expect(it.said.filter((line) => line.startsWith('hub: '))).toEqual([
      expect.stringContaining('--database: "mysql://db/hub"; expected sqlite:FILE'),
      expect.stringContaining('--recipient: "ssh-rsa"; expected a public key'),
      expect.stringContaining('--keep: "0"; expected a whole number'),
      expect.stringContaining('cannot be read'),
      expect.stringContaining('age ended with 1'),
      expect.stringContaining('expected an archive by its name'),
      expect.stringContaining('is of postgres; expected one of sqlite'),
      expect.stringContaining('is there already'),
    ]);
    expect(readdirSync(folder).sort()).toEqual(['hub.sqlite', 'key.txt']);
  });

  const archived = async () => {
    const { db, close } = await openDatabase(database());
    await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(db);
    const { identity, recipient } = keyPair();
    const at = now + minute;
    const newer = await backUp({ database: database(), folder, recipient, keep: 3 }, at);
    await sql`delete from kysely_migration where name = '9999-later'`.execute(db);
    const { file } = await backUp({ database: database(), folder, recipient, keep: 3 }, now);
    await close();
    return { archive: file, newer: newer.file, identity };
  };

  test.each(['-wal', '-shm'])('beside the %s of another database nothing is put back', async (ending) => {
    const { archive, identity } = await archived();
    const elsewhere = join(folder, 'elsewhere.sqlite');
    writeFileSync(`${elsewhere}${ending}`, 'stale');
    const restoring = restore({ archive, identity, database: `sqlite:${elsewhere}` }, now);
    await expect(restoring).rejects.toThrow(
      `${elsewhere}${ending} is there already; move ${elsewhere}, ${elsewhere}-wal, ${elsewhere}-shm away together`,
    );
    expect(existsSync(elsewhere)).toBe(false);
    expect(readFileSync(`${elsewhere}${ending}`, 'utf8')).toBe('stale');
  });

  test('a file has its name only once it is up to date and marked; what was cut off before is no hindrance', async () => {
    const { archive, newer, identity } = await archived();
    const to = join(folder, 'to');
    mkdirSync(to);
    const elsewhere = join(to, 'hub.sqlite');
    await expect(restore({ archive: newer, identity, database: `sqlite:${elsewhere}` }, now)).rejects.toThrow(
      'was written by a newer hub',
    );
    expect(readdirSync(to)).toEqual([]);
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${elsewhere}.restoring${ending}`, 'cut off');
    await restore({ archive, identity, database: `sqlite:${elsewhere}` }, now);
    expect(readdirSync(to)).toEqual(['hub.sqlite']);
    const restored = await openDatabase(`sqlite:${elsewhere}`);
    expect(await restored.db.selectFrom('restoration').selectAll().execute()).toEqual([{ restoredAt: now }]);
    await restored.close();
  });

  test('the copy in clear is where nobody else looks, and what backups that were cut off left is taken away', async () => {
    await (await openDatabase(database())).close();
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    const name = 'hub-20261120T010203Z.sqlite.age';
    for (const left of [`${name}.copy`, `${name}.copy-journal`, `${name}.part`])
      writeFileSync(join(kept, left), 'left');
    mkdirSync(join(folder, 'hub.sqlite.backing-up-abcdef'));
    writeFileSync(join(folder, 'hub.sqlite.backing-up-abcdef/copy'), 'left');
    // In the place of age: it says where the file is that it was given, and how that is guarded.
    const [programs, seen] = [join(folder, 'programs'), join(folder, 'seen')];
    mkdirSync(programs);
    const script = `#!/bin/sh\nstat -c '%a %n' "\${3%/*}" > '${seen}'\nls '${kept}' >> '${seen}'\nexec cat "$3"\n`;
    writeFileSync(join(programs, 'age'), script, { mode: 0o755 });
    vi.stubEnv('PATH', `${programs}${delimiter}${process.env.PATH}`);
    await backUp({ database: database(), folder: kept, recipient: 'age1', keep: 3 }, now);
    vi.unstubAllEnvs();
    expect(readFileSync(seen, 'utf8')).toMatch(
      new RegExp(`^700 ${folder}/hub\\.sqlite\\.backing-up-\\w{6}\\n(hub-20261121T010203Z\\.sqlite\\.age\\.part\\n)?$`),
    );
    expect(readdirSync(kept)).toEqual(['hub-20261121T010203Z.sqlite.age']);
    expect(readdirSync(folder).sort()).toEqual(['hub.sqlite', 'kept', 'programs', 'seen']);
  });

  test('the program does both', async () => {
    await (await openDatabase(database())).close();
    const { identity, recipient } = keyPair();
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(import.meta.dirname, '../../statistics/main.ts'), ...args], {
        encoding: 'utf8',
      });
    const backup = run('backup', '--database', database(), '--to', folder, '--recipient', recipient);
    expect([backup.status, backup.stderr]).toEqual([0, '']);
    const [archive = ''] = backup.stdout.split(':');
    const elsewhere = `sqlite:${join(folder, 'elsewhere.sqlite')}`;
    const restored = run('restore', '--from', archive, '--identity', identity, '--database', elsewhere);
    expect([restored.status, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toContain('restored: 0 terminals; none was ever heard');
  });
});
