/** A hub that counted what a published table says, for tests. */
import { readFileSync } from 'node:fs';
import { unitNamed, units } from '../../seeds/units.ts';
import { readFigure } from '../../statistics/bulletin/audit/printed-table.ts';
import { readRecords } from '../../statistics/bulletin/audit/printed-totals.ts';
import { daysOf } from '../../statistics/bulletin/month.ts';
import { type Counts, noCounts } from '../../statistics/intake/roll-up.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';

export const publishedText = (month: string): string =>
  readFileSync(new URL(`../../seeds/bulletins/terminal-usage-${month}.csv`, import.meta.url), 'utf8');

/** The lines of the published table of a month, by column. */
export const publishedLines = (month: string): readonly Record<string, string>[] => {
  const read = readRecords(publishedText(month), ['group', 'unit', 'terminals']);
  if (!read.ok) throw new Error(read.mistake);
  return read.value;
};

/** Puts units into the register, in this order of rows. A unit may be called something else from a day on. */
export const putUnits = async (
  { db }: HubDatabase,
  these: readonly {
    unit: string;
    grouping: 'hospital' | 'district';
    names: readonly { fromDay: string; zh: string }[];
  }[],
): Promise<void> => {
  await db
    .insertInto('unit')
    .values(these.map(({ unit, grouping }, rowOrder) => ({ unit, grouping, rowOrder, district: null })))
    .execute();
  await db
    .insertInto('unitName')
    .values(these.flatMap(({ unit, names }) => names.map(({ fromDay, zh }) => ({ unit, fromDay, zh, en: unit }))))
    .execute();
};

/** Places terminals in a unit from a day on: `UNIT-1`, `UNIT-2`. */
export const putTerminals = async (
  { db }: HubDatabase,
  unit: string,
  count: number,
  fromDay: string,
): Promise<void> => {
  const placements = Array.from({ length: count }, (_, at) => ({
    terminal: `${unit}-${at + 1}`,
    fromDay,
    unit,
    ward: '',
    placeZh: '',
    placeEn: '',
  }));
  if (count > 0) await db.insertInto('placement').values(placements).execute();
};

/** What a terminal counted on a day, as the roll-ups have it; every call is an hour of its own. */
export const putDay = async (
  { db }: HubDatabase,
  day: { terminal: string; businessDay: string; unit: string },
  counts: Partial<Counts>,
): Promise<void> => {
  const row = { ...noCounts, ...counts, revision: 1, dirty: 0 };
  const { businessDay, unit } = day;
  const taken = await db
    .selectFrom('unitHour')
    .select('hour')
    .where('unit', '=', unit)
    .where('businessDay', '=', businessDay)
    .execute();
  await db
    .insertInto('usageDay')
    .values({ ...row, ...day })
    .execute();
  await db
    .insertInto('unitHour')
    .values({ ...row, businessDay, unit, hour: taken.length })
    .execute();
};

const whole = (text = '0', decimals: 0 | 2 = 0) => readFigure(text, decimals) ?? Number.NaN;

/** Fills a hub with the published month: the units in its order, their terminals, and their counts on two of its days. */
export const putPublishedMonth = async (database: HubDatabase, month: string): Promise<void> => {
  const lines = publishedLines(month);
  const { from, to } = daysOf(month);
  const printed = lines.map(({ unit = '' }) => unitNamed(unit)?.id ?? '');
  const inOrder = [...units].sort((a, b) => printed.indexOf(a.id) - printed.indexOf(b.id));
  await putUnits(
    database,
    inOrder
      .filter(({ id }) => printed.includes(id))
      .map(({ id, group, name }) => ({
        unit: id,
        grouping: group,
        names: [{ fromDay: '2000-01-01', zh: lines[printed.indexOf(id)]?.unit ?? name }],
      })),
  );
  for (const [at, line] of lines.entries()) {
    const unit = printed[at] ?? '';
    await putTerminals(database, unit, whole(line.terminals), from);
    const all: Partial<Counts> = {
      cardsIssued: whole(line.cards_issued),
      registrations: whole(line.registrations),
      registrationAmount: whole(line.registration_amount, 2),
      payments: whole(line.payments),
      paymentAmount: whole(line.payment_amount, 2),
      reports: whole(line.reports_printed),
    };
    if (Object.values(all).every((count) => count === 0)) continue;
    const some = Object.fromEntries(Object.entries(all).map(([name, count]) => [name, Math.trunc(count / 3)]));
    const rest = Object.fromEntries(Object.entries(all).map(([name, count]) => [name, count - Math.trunc(count / 3)]));
    await putDay(database, { terminal: `${unit}-1`, businessDay: from, unit }, some);
    await putDay(database, { terminal: `${unit}-1`, businessDay: to, unit }, rest);
  }
};
