import { unitNamed } from '../../seeds/units.ts';
import type { Register } from '../../statistics/register/register.ts';
import { type Dice, diceOf } from '../fleet/dice.ts';
import { sharedOut, sumsOf } from './shares.ts';
import type { UnitRow, UsageTable } from './usage-table.ts';
import type { Budget, PlannedTerminal } from './visit-plan.ts';

/** Every unit and terminal of a table, each terminal with what it has to come to. */
export interface TwinCity {
  readonly units: Register['units'];
  readonly terminals: readonly PlannedTerminal[];
}

/** Where a table does not say how many terminals there are: one for so many visits. */
const visitsATerminal = 1_000;
/** Where a table counts but says no sums: fen each. */
const usualPrice = { registration: 1_800, payment: 20_000 };

/** The same for the same table and seed. */
export function cityOf({ rows, columns }: UsageTable, seed: number): TwinCity {
  let people = 1;
  const units = rows.map((row, at) => {
    const known = unitNamed(row.unit);
    const id = known?.id ?? `unit-${at + 1}`;
    return { row, id, name: { zh: row.unit, en: known?.en ?? row.unit } };
  });
  return {
    units: units.map(({ row, id, name }) => ({ unit: id, grouping: row.grouping, names: [name] })),
    terminals: units.flatMap(({ row, id, name }) => {
      const dice = diceOf(seed, id, 'unit');
      return budgetsOf(row, columns.includes('terminals'), dice).map((budget, at): PlannedTerminal => {
        const firstPerson = people;
        people += visitorsOf(budget);
        const number = at + 1;
        return {
          terminal: `${id}-${String(number).padStart(3, '0')}`,
          unit: id,
          hospital: name,
          ward: '门诊大厅',
          place: { zh: `门诊大厅${number}号`, en: `Outpatient hall, no. ${number}` },
          budget,
          firstPerson,
        };
      });
    }),
  };
}

/** As many as its visits can be, if every report is printed in a visit of its own. */
export const visitorsOf = ({ registrations, payments, cards, reports }: Budget): number =>
  registrations + payments + cards + reports;

function budgetsOf({ figures }: UnitRow, saysTerminals: boolean, dice: Dice): Budget[] {
  const of = (name: keyof UnitRow['figures']) => figures[name] ?? 0;
  const [cards, reports] = [of('cards_issued'), of('reports_printed')];
  const [registrations, payments] = [of('registrations'), of('payments')];
  const registrationAmount = figures.registration_amount ?? registrations * usualPrice.registration;
  const paymentAmount = figures.payment_amount ?? payments * usualPrice.payment;
  const visits = cards + reports + registrations + payments;
  const count = saysTerminals ? of('terminals') : Math.ceil(visits / visitsATerminal);
  // Some stand where more people pass.
  const busy = Array.from({ length: count }, () => Math.min(1.4, Math.max(0.6, dice.around(1, 0.25))));
  const shared = (total: number) =>
    sharedOut(
      total,
      busy.map((weight) => weight * (0.9 + 0.2 * dice.roll())),
    );
  const registered = shared(registrations);
  const paid = shared(payments);
  const issued = shared(cards);
  const printed = shared(reports);
  const fees = sumsOf(registrationAmount, registered, 0.1, dice);
  const bills = sumsOf(paymentAmount, paid, 0.2, dice);
  return busy.map((_, at) => ({
    registrations: registered[at] ?? 0,
    registrationAmount: fees[at] ?? 0,
    payments: paid[at] ?? 0,
    paymentAmount: bills[at] ?? 0,
    cards: issued[at] ?? 0,
    reports: printed[at] ?? 0,
  }));
}

/** The register of a twin: every terminal stands where it stands from the month's first day on. */
export const registerOf = ({ units, terminals }: TwinCity, from: string): Register => ({
  units: [...units],
  terminals: terminals.map(({ terminal, unit, ward, place }) => ({
    terminal,
    placements: [{ from, unit, ward, place }],
  })),
});
