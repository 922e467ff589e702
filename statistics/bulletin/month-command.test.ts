import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putPublishedMonth } from '../../tests/bulletin/published-month.ts';
import { openDatabase } from '../store/open-database.ts';
import { noAliases } from './audit/aliases.ts';
import { audit } from './audit/audit.ts';
import { tableOf } from './audit/planted.ts';
import { monthCommand } from './month-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bulletin-month-'));
const database = `sqlite:${join(folder, 'hub.sqlite')}`;
const now = Date.parse('2026-11-21T00:00:00Z');

beforeAll(async () => {
  const hub = await openDatabase(database);
  await putPublishedMonth(hub, '2018-08');
  await hub.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a table for people', async () => {
  const { exitCode, output } = await monthCommand(['2018-08', '--database', database], now);
  expect(exitCode).toBe(0);
  expect(output).toContain('2018年8月自助智能医疗服务终端医院使用情况表');
  expect(output).toMatch(/合计 +1,234 +76,499 +497,162 +10,236,414\.50 +333,089 +84,736,213\.47 +240,201\n/);
});

test('the form, the day, the rule and the format are as asked', async () => {
  const args = ['--form', '2020', '--on', '2018-07-31', '--rule', 'confirmed/1', '--format', 'json'];
  const { output } = await monthCommand(['2018-08', '--database', database, ...args], now);
  expect(JSON.parse(String(output))).toMatchObject({
    form: '2020',
    on: '2018-07-31',
    rule: { name: 'confirmed/1' },
    total: { terminals: 0, registrations: 497_162 },
  });
});

test('without a month it is the one that is going on, in the zone of the hub’s days', async () => {
  const lastEvening = Date.parse('2018-07-31T16:00:00Z');
  const inShanghai = await monthCommand(['--database', database], lastEvening);
  expect(inShanghai.output).toContain('2018年8月自助智能医疗服务终端医院使用情况表');
  const inUtc = await monthCommand(['--database', database, '--zone', 'UTC'], lastEvening);
  expect(inUtc.output).toContain('2018年7月');
});

test('the name of the file says the format', async () => {
  const out = join(folder, 'table.XLSX');
  const outcome = await monthCommand(['2018-08', '--database', database, '--out', out], now);
  expect(outcome).toMatchObject({ exitCode: 0, out });
  expect([...(outcome.output as Uint8Array).slice(0, 2)]).toEqual([0x50, 0x4b]);
});

test('what it writes the auditor finds nothing wrong with', async () => {
  const { output } = await monthCommand(['2018-08', '--database', database, '--format', 'csv'], now);
  const table = tableOf('terminal-usage-2018-08', String(output));
  expect(table.total).toHaveLength(7);
  expect(audit({ tables: [table], others: [], aliases: noAliases })).toMatchObject({
    wrong: false,
    tables: [{ rows: 47, totalsPrinted: 7, findings: [] }],
  });
});

test.each([
  [['2018-8'], 'month: expected a month, YYYY-MM, received "2018-8"'],
  [['2018-08', '2018-09'], 'expected one month'],
  [['2018-08'], '--database is missing'],
  [['2018-08', '--database', 'sqlite:/nowhere/hub.sqlite'], 'there is no such file'],
  [['2018-08', '--database', 'mysql://x'], 'expected sqlite:FILE'],
  [['2018-08', '--database', database, '--form', '1999'], 'form: expected 2018 or 2020'],
  [['2018-08', '--database', database, '--rule', 'any'], 'rule: expected one of confirmed-and-collected-here/1'],
  [['2018-08', '--database', database, '--on', 'today'], 'on: expected a day'],
  [['2018-08', '--database', database, '--format', 'pdf'], 'expected one of text, csv, xlsx, html, json'],
  [['2018-08', '--database', database, '--format', 'xlsx'], 'expected --out FILE'],
  [['2018-08', '--database', database, '--zone', 'Mars'], 'expected an IANA time zone'],
  [['2018-08', '--frobnicate'], "Unknown option '--frobnicate'"],
])('2 on misuse: %j', async (args, complaint) => {
  const outcome = await monthCommand(args, now);
  expect(outcome).toMatchObject({ exitCode: 2, output: '' });
  expect(outcome.complaint).toContain(complaint);
});
