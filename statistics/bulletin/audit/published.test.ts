import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditCommand } from './audit-command.ts';

const page = readFileSync(new URL('../../../docs/audit-of-the-bulletins.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```console\n\$ npm run bulletin -- audit ((?:.*\\\n)*.*)\n([\s\S]*?)^```$/gm)].map(
  ([, command = '', output = '']) => ({ args: command.split(/[\s\\]+/), output }),
);
const published = (args: readonly string[]) =>
  args.filter((it) => it.endsWith('.csv')).map((it) => it.split('/').at(-1));

test('the page audits every published table', () => {
  expect(new Set(blocks.flatMap(({ args }) => published(args)))).toEqual(
    new Set([
      'published-totals.csv',
      ...['appointments', 'booking-channels'].flatMap((table) =>
        ['2018-08', '2019', '2020-02', '2025-06'].map((period) => `${table}-${period}.csv`),
      ),
      'booking-windows-2018-08.csv',
      'reports-uploaded-2018-08.csv',
      'terminal-usage-2018-08.csv',
      'terminal-usage-2020-02.csv',
    ]),
  );
});

test.each(blocks)('what the page shows of $args is what the command says', ({ args, output }) => {
  expect(auditCommand(args).output).toBe(output);
});

test('the page says right how the commands end', () => {
  expect(blocks.map(({ args }) => auditCommand(args).exitCode)).toEqual([1, 1, 0]);
});

test('every figure of the text is one of the output or of the printed totals', () => {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`]*`/g, '');
  const figures = [...prose.matchAll(/\d[\d,]*(?:\.\d+)?/g)]
    .map(([text]) => text.replace(/,+$/, '').replaceAll(',', ''))
    .filter((it) => Number(it) > 100 && !/^20[12]\d$/.test(it));
  expect(figures.length).toBeGreaterThan(10);
  const totals = readFileSync(new URL('../../../seeds/bulletins/published-totals.csv', import.meta.url), 'utf8');
  const output = `${totals}${blocks.map((block) => block.output).join('')}`;
  for (const figure of figures)
    expect(output).toMatch(new RegExp(`(?<![\\d.])${figure.replace('.', '\\.')}(?![\\d]|\\.\\d)`));
});

/** Of the JSON of one table. */
const findings = (table: string) => {
  const files = ['2018-08', '2020-02'].map((period) => `seeds/bulletins/terminal-usage-${period}.csv`);
  const { output } = auditCommand([...files, '--totals', 'seeds/bulletins/published-totals.csv', '--json']);
  const { tables } = JSON.parse(String(output));
  return tables.find((it: { table: string }) => it.table === table).findings;
};

test('the hospital that the totals of August 2018 leave out is the one explanation', () => {
  expect(findings('terminal-usage-2018-08')).toContainEqual({
    kind: 'totals',
    weight: 'wrong',
    of: 7,
    differences: [
      { column: 'registrations', printed: '492543', rows: '497162', difference: '-4619' },
      { column: 'payments', printed: '330912', rows: '333089', difference: '-2177' },
      { column: 'payment_amount', printed: '84253491.73', rows: '84736213.47', difference: '-482721.74' },
    ],
    causes: [
      {
        columns: ['registrations', 'payments', 'payment_amount'],
        explanations: [{ kind: 'rowsLeftOut', rows: ['泰康仙林鼓楼医院'] }],
        more: 0,
        countedRight: ['terminals 10', 'cards_issued 37', 'registration_amount 87225.00'],
      },
    ],
  });
});

test('the registration amount of 江苏省中医院 in February 2020 is found by three signs', () => {
  const found = findings('terminal-usage-2020-02').find((it: { row: string }) => it.row === '江苏省中医院');
  expect(found).toMatchObject({
    kind: 'outlier',
    measure: 'registration_amount / registrations',
    figures: '4705865.42 / 23542',
    value: '199.89 yuan',
    compared: [{ value: '25.84' }, { value: '12.98' }],
    besides: ['4705865.42 is the only registration_amount of 32 that is not whole or half yuan'],
  });
});
