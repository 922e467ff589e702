import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { units } from '../../../seeds/units.ts';
import { readAliases } from './aliases.ts';
import { findingsIn, tableOf } from './planted.ts';
import type { PrintedTable } from './printed-table.ts';
import { readRecords } from './printed-totals.ts';

const folder = new URL('../../../seeds/bulletins/', import.meta.url);
const notTables = ['published-totals.csv', 'unit-aliases.csv'];
const text = (file: string) => readFileSync(new URL(file, folder), 'utf8');

const tables: PrintedTable[] = readdirSync(folder)
  .filter((file) => file.endsWith('.csv') && !notTables.includes(file))
  .map((file) => tableOf(file.replace('.csv', ''), text(file)));
const names = ({ rows }: PrintedTable) => rows.map(({ name }) => name);

const read = readRecords(text('unit-aliases.csv'), ['name', 'same_as', 'evidence']);
const aliases = read.ok ? read.value.map(({ name = '', same_as: sameAs = '' }) => ({ name, sameAs })) : [];

test('the file is read, and every alias has its evidence', () => {
  expect(readAliases(text('unit-aliases.csv')).ok).toBe(true);
  expect(aliases.length).toBeGreaterThan(10);
});

test.each(aliases)('$name and $sameAs are both printed somewhere, and never in one table', ({ name, sameAs }) => {
  expect(tables.some((table) => names(table).includes(name))).toBe(true);
  expect(tables.some((table) => names(table).includes(sameAs))).toBe(true);
  for (const table of tables) {
    expect(names(table).includes(name) && names(table).includes(sameAs), table.name).toBe(false);
  }
});

test('the units’ former names are the aliases of the terminal tables, and no others', () => {
  const terminalNames = new Set(tables.filter(({ name }) => name.startsWith('terminal-usage')).flatMap(names));
  const former = units.flatMap(({ name, formerName }) => (formerName ? [{ name: formerName, sameAs: name }] : []));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(aliases.filter(({ name }) => terminalNames.has(name)).sort(byName)).toEqual(former.sort(byName));
});

test.each([
  ['name,same_as\n甲,乙', 'lacks evidence; expected the columns name, same_as, evidence'],
  ['name,same_as,evidence\n甲,乙,', '甲: expected a name, the name it is the same as, and the evidence'],
  ['name,same_as,evidence\n甲,乙,sign\n甲,丙,sign', '甲 is in it twice'],
  ['name,same_as,evidence\n甲,乙,sign\n乙,丙,sign', '甲 is the same as 乙, which is an alias itself'],
])('%j is refused', (file, mistake) => expect(readAliases(file)).toEqual({ ok: false, mistake }));

const january = tableOf('reports-2026-01', 'unit,reports\n南京江北人民医院,5\n同仁医院,3');
const february = tableOf('reports-2026-02', 'unit,reports\n南京江北医院,5\n同仁医院,3');

test('a unit that nothing joins is reported with the names it is like, and so is the one that is gone', () => {
  expect(findingsIn(february, { others: [january] })).toEqual([
    {
      kind: 'unmatched',
      weight: 'note',
      row: '南京江北医院',
      notIn: ['2026-01'],
      like: ['南京江北人民医院 (2026-01)'],
    },
    { kind: 'gone', weight: 'note', row: '南京江北人民医院', lastIn: '2026-01' },
  ]);
});

test('an alias joins the two, and says why', () => {
  const joined = readAliases('name,same_as,evidence\n南京江北人民医院,南京江北医院,the sign at the gate');
  if (!joined.ok) throw new Error(joined.mistake);
  expect(findingsIn(february, { others: [january], aliases: joined.value })).toEqual([]);
  expect(findingsIn(january, { others: [february], aliases: joined.value })).toEqual([
    { kind: 'joined', weight: 'note', row: '南京江北人民医院', as: '南京江北医院', evidence: 'the sign at the gate' },
  ]);
});
