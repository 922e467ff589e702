/** Tables made up for the tests of the audit. */
import { type Aliases, noAliases } from './aliases.ts';
import { audit } from './audit.ts';
import type { Finding } from './finding.ts';
import { type PrintedTable, readPrintedTable } from './printed-table.ts';
import { type PrintedTotals, readPrintedTotals } from './printed-totals.ts';

export const tableOf = (name: string, text: string): PrintedTable => {
  const read = readPrintedTable(`${name}.csv`, text);
  if (!read.ok) throw new Error(read.mistake);
  return read.value;
};

export const totalsFrom = (lines: readonly string[]): PrintedTotals => {
  const read = readPrintedTotals(['table,column,total', ...lines].join('\n'));
  if (!read.ok) throw new Error(read.mistake);
  return read.value;
};

/** What the audit finds in the first of some tables; the others are further periods. */
export const findingsIn = (
  table: PrintedTable,
  {
    others = [],
    totals,
    aliases = noAliases,
  }: { others?: readonly PrintedTable[]; totals?: PrintedTotals; aliases?: Aliases } = {},
): readonly Finding[] =>
  audit({ tables: [table], others, ...(totals && { totals }), aliases }).tables[0]?.findings ?? [];

export const usageHead = 'group,unit,terminals,registrations,registration_amount,payments,payment_amount';

/** One unit's line of a terminal table. */
export interface UsageLine {
  readonly unit: string;
  readonly terminals: number;
  readonly registrations: number;
  /** Yuan a registration. */
  readonly fee: number;
  readonly payments: number;
  /** Yuan a payment. */
  readonly bill: number;
}

export const usageTable = (name: string, lines: readonly UsageLine[]): PrintedTable =>
  tableOf(
    name,
    [
      usageHead,
      ...lines.map(({ unit, terminals, registrations, fee, payments, bill }) =>
        [
          '医疗单位',
          unit,
          terminals,
          registrations,
          (registrations * fee).toFixed(2),
          payments,
          (payments * bill).toFixed(2),
        ].join(),
      ),
    ].join('\n'),
  );
