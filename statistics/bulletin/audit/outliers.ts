import type { Aliases } from './aliases.ts';
import type { Compared, Finding } from './finding.ts';
import { type Measure, type Measured, measured, measures } from './measures.ts';
import type { PrintedRow, PrintedTable } from './printed-table.ts';
import { median, type Spread, spreadOf } from './robust.ts';
import { uneven } from './uneven-amounts.ts';

/** A value is an outlier that is both so many usual deviations and so many times away. */
const farDeviations = 4;
const farFactor = 3;
/** Fewer units say nothing of what is usual. */
const fewestUnits = 8;
/** Where too few units have changed with it, its own change alone has to be so large. */
const farAlone = 5;

const isFar = (spread: Spread, value: number): boolean =>
  Math.abs(spread.deviations(value)) >= farDeviations &&
  Math.abs(Math.log(value / spread.middle)) >= Math.log(farFactor);

const shown = (value: number): string =>
  value.toFixed(Math.abs(value) >= 0.1 ? 2 : 2 - Math.floor(Math.log10(Math.abs(value)) + 1));

type Units = ReadonlyMap<string, Measured>;

/** A measure of every unit of a table that has it, by joined name. */
const unitsOf = (measure: Measure, table: PrintedTable, aliases: Aliases): Units =>
  new Map(
    table.rows.flatMap((row) => {
      const found = measured(measure, table, row);
      return found ? [[aliases.joined(row.name), found] as const] : [];
    }),
  );

const spreadOfUnits = (units: Units): Spread | undefined =>
  units.size >= fewestUnits ? spreadOf([...units.values()].map(({ value }) => value)) : undefined;

interface OtherMonth {
  readonly period: string;
  readonly units: Units;
  readonly spread: Spread | undefined;
}

interface Month extends OtherMonth {
  readonly others: readonly OtherMonth[];
}

/** What a unit had in its other months, and how all units changed since. */
const change = ({ units, others }: Month) => {
  const before = (unit: string): number => median(others.flatMap((other) => other.units.get(unit)?.value ?? []));
  const changes = [...units].map(([unit, { value }]) => value / before(unit)).filter((it) => !Number.isNaN(it));
  return { before, usual: changes.length >= fewestUnits ? spreadOf(changes) : undefined };
};

/** Of two months that differ the one is odd in which the unit is further from the others. */
const isOddHere = (unit: string, { units, spread, others }: Month): boolean => {
  const distance = (month: OtherMonth) => {
    const value = month.units.get(unit)?.value;
    return value === undefined || !month.spread ? [] : [Math.abs(month.spread.deviations(value))];
  };
  const here = distance({ period: '', units, spread });
  const there = median(others.flatMap(distance));
  return here[0] === undefined || Number.isNaN(there) || here[0] >= there;
};

const againstOwn = (
  unit: string,
  value: number,
  month: Month,
  { before, usual }: ReturnType<typeof change>,
): Compared[] => {
  const own = before(unit);
  if (Number.isNaN(own)) return [];
  const factor = value / own;
  const far = usual ? isFar(usual, factor) : Math.abs(Math.log(factor)) >= Math.log(farAlone);
  if (!far || !isOddHere(unit, month)) return [];
  const periods = month.others.filter((other) => other.units.has(unit)).map(({ period }) => period);
  const asUsual = usual ? `, where units usually came to ${shown(usual.middle)} times theirs` : '';
  return [{ against: `its own in ${periods.join(', ')}${asUsual}`, value: shown(own), factor }];
};

const againstUnits = (value: number, { units, spread }: Month): Compared[] =>
  spread && isFar(spread, value)
    ? [{ against: `the middle of ${units.size} units`, value: shown(spread.middle), factor: value / spread.middle }]
    : [];

const outliersOf = (
  measure: Measure,
  table: PrintedTable,
  others: readonly PrintedTable[],
  aliases: Aliases,
): Finding[] => {
  const monthOf = (of: PrintedTable): OtherMonth => {
    const units = unitsOf(measure, of, aliases);
    return { period: of.period, units, spread: spreadOfUnits(units) };
  };
  const comparable = others.filter(({ period }) => !measure.byTime || period.length === table.period.length);
  const month: Month = { ...monthOf(table), others: comparable.map(monthOf) };
  const changed = change(month);
  return table.rows.flatMap((row: PrintedRow): Finding[] => {
    const unit = aliases.joined(row.name);
    const found = month.units.get(unit);
    if (!found) return [];
    const compared = [...againstOwn(unit, found.value, month, changed), ...againstUnits(found.value, month)];
    if (compared.length === 0) return [];
    return [
      {
        kind: 'outlier',
        weight: 'doubtful',
        row: row.name,
        measure: measure.name,
        figures: found.figures,
        value: `${shown(found.value)}${measure.unit}`,
        compared,
        besides: measure.columns.flatMap((column) => uneven(table, row, column)),
      },
    ];
  });
};

/** Values far from what the unit had in other months, or from what other units have. */
export const outlierFindings = (table: PrintedTable, others: readonly PrintedTable[], aliases: Aliases): Finding[] =>
  measures.flatMap((measure) => outliersOf(measure, table, others, aliases));
