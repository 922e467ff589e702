import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { auditCommand } from './audit-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'bulletin-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const right = file('reports-2026-01.csv', 'unit,reports\n甲,3\n乙,4\n合计,7\n');
const wrong = file('reports-2026-02.csv', '\uFEFFunit,reports\r\n甲,3\r\n乙,4\r\n合计,3\r\n');

test('0 when nothing is wrong', () => {
  expect(auditCommand([right])).toEqual({
    exitCode: 0,
    output:
      'reports-2026-01 (2026-01): 2 rows, 1 printed total\n  nothing to remark\n\n1 table, 0 with something to be asked about: 0 wrong, 0 doubtful, 0 notes\n',
    complaint: '',
  });
});

test('1 when something is, with what explains it', () => {
  const { exitCode, output } = auditCommand([wrong, right]);
  expect(exitCode).toBe(1);
  expect(output).toContain('reports: printed 3, rows make 7, difference -4');
  expect(output).toContain('乙 left out');
});

test('the same as JSON', () => {
  const { exitCode, output } = auditCommand(['--json', wrong]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(String(output))).toMatchObject({
    wrong: true,
    tables: [
      { table: 'reports-2026-02', period: '2026-02', rows: 2, totalsPrinted: 1, findings: [{ kind: 'totals' }] },
    ],
  });
});

test('several others after one --others', () => {
  const march = file('reports-2026-03.csv', 'unit,reports\n甲,3\n丙,4\n');
  const { output } = auditCommand([march, '--others', right, wrong, '--json']);
  expect(JSON.parse(String(output)).tables).toMatchObject([
    {
      findings: [
        { kind: 'unmatched', row: '丙', notIn: ['2026-01', '2026-02'] },
        { kind: 'gone', row: '乙', lastIn: '2026-02' },
      ],
    },
  ]);
});

test('totals of a file of their own go before a line in the table', () => {
  const totals = file('totals.csv', 'table,column,total\nreports-2026-01,reports,70\n');
  expect(auditCommand([right, '--totals', totals]).output).toContain('printed 70, rows make 7');
});

test.each([
  [[], 'No table was named.'],
  [['nowhere.csv'], 'nowhere.csv cannot be read: ENOENT'],
  [['--sideways', right], "Unknown option '--sideways'"],
  [[file('no-unit.csv', 'a,b\n1,2\n')], 'expected one called unit or channel'],
  [[file('empty.csv', '')], 'has no rows'],
  [[file('short.csv', 'unit,reports\n甲\n')], 'line 2 has 1 fields where the heading has 2'],
  [[file('quote.csv', 'unit,reports\n"甲,3\n')], 'is no CSV'],
  [[file('twice.csv', 'unit,reports,reports\n甲,3,4\n')], 'has the column reports twice'],
  [[right, '--totals', right], 'lacks table, column, total'],
  [[right, '--aliases', right], 'lacks name, same_as, evidence'],
])('2 when it could not be done: %j', (args, complaint) => {
  const outcome = auditCommand(args);
  expect(outcome).toMatchObject({ exitCode: 2, output: '' });
  expect(outcome.complaint).toContain(complaint);
});
