import type { Scope } from '../access/reader.ts';
import { zoneClock } from '../calendar.ts';
import { closedMonths } from '../intake/closed-months.ts';
import { type CountName, type Counts, noCounts } from '../intake/roll-up.ts';
import { unitsOn } from '../register/reading-register.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { type Bulletin, type Figures, totalOf } from './bulletin.ts';
import type { CountingRule } from './counting-rule.ts';
import { type Form, figureOf } from './forms.ts';
import { daysOf } from './month.ts';

export interface BulletinQuestion {
  /** YYYY-MM. */
  readonly month: string;
  readonly form: Form;
  readonly rule: CountingRule;
  /** The reference date of the terminals in place, YYYY-MM-DD. */
  readonly on: string;
  readonly scope: Scope;
  /** UTC milliseconds. */
  readonly now: number;
  /** IANA name: whose calendar says when the month is over. */
  readonly zone: string;
  readonly monthClosesAfterDays: number;
}

/** The counts a bulletin's columns are made of: fewer are summed faster. */
const summed = [
  'cardsIssued',
  'registrations',
  'registrationAmount',
  'collections',
  'collectionsPaidHere',
  'collectionAmount',
  'payments',
  'paymentAmount',
  'reports',
] as const satisfies readonly CountName[];

/**
 * What terminals counted in the days from one to another, by the unit they belonged to on the day; '' is none. Of a city's
 * month the roll-up by hours has fewer rows than the one by terminals.
 */
const countsByUnit = async (
  { db }: HubDatabase,
  { from, to }: { from: string; to: string },
  scope: Scope,
): Promise<ReadonlyMap<string, Counts>> => {
  const rows = await db
    .selectFrom('unitHour')
    .select('unit')
    .select(({ fn }) => summed.map((name) => fn.sum<number | string>(name).as(name)))
    .where('businessDay', '>=', from)
    .where('businessDay', '<=', to)
    .$if('units' in scope, (query) => query.where('unit', 'in', 'units' in scope ? scope.units : []))
    .groupBy('unit')
    .execute();
  return new Map(
    rows.map((row) => [
      row.unit,
      // A sum of PostgreSQL's is a numeric, which comes as text.
      { ...noCounts, ...Object.fromEntries(summed.map((name) => [name, Number(row[name])])) },
    ]),
  );
};

/** How often a month changed after it was closed, as far as the units of a scope were concerned. */
const changesOf = async (
  { db }: HubDatabase,
  month: string,
  { from, to }: { from: string; to: string },
  scope: Scope,
): Promise<number> => {
  const { changes } = await db
    .selectFrom('monthChange')
    .select(({ fn }) => fn.countAll<number | string>().as('changes'))
    .where('month', '=', month)
    .$if('units' in scope, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('usageDay')
            .select('usageDay.terminal')
            .whereRef('usageDay.terminal', '=', 'monthChange.terminal')
            .where('usageDay.businessDay', '>=', from)
            .where('usageDay.businessDay', '<=', to)
            .where('usageDay.unit', 'in', 'units' in scope ? scope.units : []),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(changes);
};

const figuresOf = ({ columns }: Form, rule: CountingRule, counts: Counts, terminals: number): Figures =>
  Object.fromEntries(
    columns.map(({ name }) => [name, name === 'terminals' ? terminals : figureOf(name, counts, rule)]),
  );

const prepaidIn = (counts: Counts) => counts.collections - counts.collectionsPaidHere;

const isAnything = (figures: Figures) => Object.values(figures).some((value) => value !== 0);

/** The bulletin's table of a month. Every unit in sight has its row, with noughts where it has nothing. */
export const readBulletin = async (database: HubDatabase, question: BulletinQuestion): Promise<Bulletin> => {
  const { month, form, rule, on, scope } = question;
  const days = daysOf(month);
  const counted = await countsByUnit(database, days, scope);
  const inPlace = new Map((await unitsOn(database, on, scope)).map(({ unit, terminals }) => [unit, terminals]));
  const units = await unitsOn(database, days.to, scope);
  const rows = units.map(({ unit, grouping, name }) => {
    const counts = counted.get(unit) ?? noCounts;
    return {
      unit,
      grouping,
      name: name.zh,
      figures: figuresOf(form, rule, counts, inPlace.get(unit) ?? 0),
      prepaidCollections: prepaidIn(counts),
    };
  });
  const known = new Set(units.map(({ unit }) => unit));
  const strays = [...counted].filter(([unit]) => !known.has(unit));
  const unplaced = totalOf(
    form,
    strays.map(([, counts]) => ({ figures: figuresOf(form, rule, counts, 0) })),
  );
  const isClosed = closedMonths(zoneClock(question.zone), question.monthClosesAfterDays);
  return {
    month,
    form,
    rule,
    on,
    asOf: question.now,
    closed: isClosed(days.to, question.now),
    revision: await changesOf(database, month, days, scope),
    wholeCity: 'city' in scope,
    rows,
    total: totalOf(form, rows),
    ...(isAnything(unplaced) && { unplaced }),
  };
};
