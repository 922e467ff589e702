import { figureText, type PrintedRow, type PrintedTable } from './printed-table.ts';

/** A figure of a row over another one, by which units and months are held against each other. */
export interface Measure {
  readonly name: string;
  readonly columns: readonly string[];
  /** In words after the value: `yuan`. */
  readonly unit: string;
  /** Whether it depends on how long the period is. */
  readonly byTime: boolean;
}

export interface Measured {
  readonly value: number;
  /** `4705865.42 / 23542`. */
  readonly figures: string;
}

const perRegistration: Measure = {
  name: 'registration_amount / registrations',
  columns: ['registration_amount', 'registrations'],
  unit: ' yuan',
  byTime: false,
};
const perPayment: Measure = {
  name: 'payment_amount / payments',
  columns: ['payment_amount', 'payments'],
  unit: ' yuan',
  byTime: false,
};
const perTerminal: Measure = {
  name: '(registrations + payments) / terminals',
  columns: ['registrations', 'payments', 'terminals'],
  unit: ' a terminal',
  byTime: true,
};

export const measures: readonly Measure[] = [perRegistration, perPayment, perTerminal];

/** What a measure is in a row; undefined where something is nought, and there is nothing to be held against anything. */
export const measured = (measure: Measure, table: PrintedTable, row: PrintedRow): Measured | undefined => {
  const figures = measure.columns.map((name) => {
    const at = table.columns.findIndex((column) => column.name === name);
    const decimals = table.columns[at]?.decimals ?? 0;
    const value = row.cells[at]?.value;
    return value === undefined || value === null
      ? undefined
      : { worth: value / 10 ** decimals, text: figureText(value, decimals) };
  });
  const below = figures.at(-1);
  const above = figures.slice(0, -1);
  const sum = above.reduce((total, figure) => total + (figure?.worth ?? Number.NaN), 0);
  if (!below || !(below.worth > 0) || !(sum > 0)) return undefined;
  const texts = above.map((figure) => figure?.text ?? '');
  return {
    value: sum / below.worth,
    figures: `${texts.length > 1 ? `(${texts.join(' + ')})` : texts[0]} / ${below.text}`,
  };
};
