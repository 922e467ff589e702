import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeSeals } from '../intake/node-seals.ts';
import { inventedRegister } from '../register/invented-register.ts';
import { keepRegister } from '../register/keep-register.ts';
import { openDatabase } from '../store/open-database.ts';
import { childCommand, readChildOptions } from './child-command.ts';

let folder: string;
let url: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-tree-'));
  url = `sqlite:${join(folder, 'hub.sqlite')}`;
  const database = await openDatabase(url);
  await keepRegister(database, inventedRegister);
  await database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = 'ab'.repeat(32);
const [{ unit } = { unit: '' }] = inventedRegister.units;

const run = async (...args: string[]) => {
  const said: string[] = [];
  const complained: string[] = [];
  const outside = {
    clock: { now: () => 5 },
    chance: { bytes: (count: number) => new Uint8Array(count) },
    seals: nodeSeals(),
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  };
  return { code: await childCommand(args, outside), said: said.join('\n'), complained: complained.join('\n') };
};
const children = async () => {
  const database = await openDatabase(url);
  const rows = await database.db.selectFrom('childHub').selectAll().execute();
  await database.close();
  return rows;
};
const naming = ['--database'];

test('a hub is let in, given another key, and revoked', async () => {
  const hub = [...naming, url, '--hub', 'gulou'];
  expect(await run(...hub, '--public-key', key, '--unit', unit)).toMatchObject({ code: 0, complained: '' });
  expect(await children()).toMatchObject([{ hub: 'gulou', publicKey: key, units: `["${unit}"]`, revokedAt: null }]);
  expect((await run(...hub, '--revoke')).code).toBe(0);
  expect(await children()).toMatchObject([{ publicKey: key, revokedAt: 5 }]);
  const other = 'cd'.repeat(32);
  expect((await run(...hub, '--public-key', other, '--unit', unit)).code).toBe(0);
  expect(await children()).toMatchObject([{ publicKey: other, revokedAt: null }]);
});

test('a unit the register has not, and a hub that is none, are said so', async () => {
  const strange = await run(...naming, url, '--hub', 'gulou', '--public-key', key, '--unit', 'nowhere');
  expect(strange).toMatchObject({ code: 1, complained: expect.stringContaining('nowhere: no such unit') });
  expect(await children()).toEqual([]);
  const revoked = await run(...naming, url, '--hub', 'gulou', '--revoke');
  expect(revoked).toMatchObject({ code: 1, complained: expect.stringContaining('no such hub') });
});

test.each([
  [[], '--database'],
  [['--database', 'sqlite:x'], '--hub'],
  [['--database', 'sqlite:x', '--hub', 'Upper'], '--hub'],
  [['--database', 'sqlite:x', '--hub', 'gulou', '--public-key', 'zz', '--unit', 'a'], '--public-key'],
  [['--database', 'sqlite:x', '--hub', 'gulou', '--public-key', key], '--unit'],
  [['--colour', 'red'], ''],
])('%j names what is wrong', async (args, path) => {
  const read = readChildOptions(args);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.mistakes.map((mistake) => mistake.path)).toContain(path);
  expect((await run(...args)).code).toBe(2);
});
