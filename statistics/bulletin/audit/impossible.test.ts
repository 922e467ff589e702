import { expect, test } from 'vitest';
import { readAliases } from './aliases.ts';
import { findingsIn, tableOf, usageHead } from './planted.ts';

const reasonsIn = (...lines: string[]) =>
  findingsIn(tableOf('terminal-usage-2026-01', [usageHead, ...lines].join('\n'))).flatMap((it) =>
    it.weight === 'wrong' && 'reason' in it ? [`${it.row}: ${it.reason}`] : [],
  );

test('nothing is wrong with noughts, with use, and with trailing noughts', () => {
  expect(reasonsIn('医疗单位,甲,0,0,0.00,0,0', '医疗单位,乙,3,10,155.50,7,1.230')).toEqual([]);
});

test.each([
  ['医疗单位,甲,3,0,12.00,1,1.00', 'registration_amount is 12.00 with registrations 0'],
  ['医疗单位,甲,3,1,12.00,0,0.01', 'payment_amount is 0.01 with payments 0'],
  ['医疗单位,甲,0,1,12.00,0,0', 'no terminal in place, and registrations 1, registration_amount 12.00'],
  ['医疗单位,甲,3,-1,12.00,1,1', 'registrations -1 is negative'],
  ['医疗单位,甲,3,1,-12.00,1,1', 'registration_amount -12.00 is negative'],
  ['医疗单位,甲,3,1,12.005,1,1', 'registration_amount 12.005 has more than two decimals'],
  ['医疗单位,甲,3,1.5,12.00,1,1', 'registrations 1.5 has a fraction'],
  ['医疗单位,甲,3,l2,12.00,1,1', 'registrations "l2" is no figure'],
  ['医疗单位,甲,3,,12.00,1,1', 'registrations is empty'],
  ['医疗单位,甲,3,1e3,12.00,1,1', 'registrations "1e3" is no figure'],
])('%s: %s', (line, reason) => expect(reasonsIn(line)).toEqual([`甲: ${reason}`]));

test('a row without a name', () => {
  expect(reasonsIn('医疗单位,,3,1,1.00,1,1.00')).toEqual([': line 2 has no name']);
});

test('a unit that is there twice', () => {
  expect(reasonsIn('医疗单位,甲,3,1,1.00,1,1.00', '各区,甲,1,0,0,0,0')).toEqual([
    '甲: is in line 2 and again in line 3',
  ]);
});

test('a unit that is there under two of its names', () => {
  const aliases = readAliases('name,same_as,evidence\n旧名,新名,the sign at the gate');
  if (!aliases.ok) throw new Error(aliases.mistake);
  const table = tableOf('terminal-usage-2026-01', `${usageHead}\n各区,新名,1,0,0,0,0\n各区,旧名,1,0,0,0,0`);
  expect(findingsIn(table, { aliases: aliases.value })).toContainEqual({
    kind: 'sameUnitTwice',
    weight: 'wrong',
    row: '旧名',
    reason: 'line 3 is 新名 of line 2 by the aliases; one of the two is not',
  });
});

test('two units with one and the same figures', () => {
  const same = '12,345,6789.00,234,567890.12';
  const table = tableOf(
    'terminal-usage-2026-01',
    `${usageHead}\n医疗单位,甲,${same}\n医疗单位,乙,${same}\n各区,丙,1,0,0,0,0`,
  );
  expect(findingsIn(table)).toEqual([
    { kind: 'alikeRows', weight: 'doubtful', rows: ['甲', '乙'], reason: 'the same in all 5 columns' },
  ]);
});

test('rows out of the order all others keep', () => {
  const lines = [90, 80, 70, 60, 50, 40, 30, 35, 20, 10, 5, 1].map(
    (terminals) => `医疗单位,院${terminals},${terminals},0,0,0,0`,
  );
  const table = tableOf('terminal-usage-2026-01', [usageHead, ...lines].join('\n'));
  expect(findingsIn(table)).toEqual([
    { kind: 'order', weight: 'note', column: 'terminals', row: '院35', after: '院30' },
  ]);
});
