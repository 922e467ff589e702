import { expect, test } from 'vitest';
import {
  publishedLines,
  publishedText,
  putDay,
  putPublishedMonth,
  putTerminals,
  putUnits,
} from '../../tests/bulletin/published-month.ts';
import type { Scope } from '../access/reader.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { readFigure } from './audit/printed-table.ts';
import { readRecords } from './audit/printed-totals.ts';
import { countingRules, defaultCountingRule } from './counting-rule.ts';
import { bulletinCsv } from './csv.ts';
import { type Form, formOf, forms } from './forms.ts';
import { bulletinJson } from './json.ts';
import { daysOf } from './month.ts';
import { type BulletinQuestion, readBulletin } from './reading-bulletin.ts';

const rule = countingRules[defaultCountingRule];
const city: Scope = { city: true };

const read = (database: HubDatabase, month: string, more: Partial<BulletinQuestion> = {}) =>
  readBulletin(database, {
    month,
    form: forms[formOf(month)],
    rule,
    on: daysOf(month).to,
    scope: city,
    now: Date.parse('2026-11-21T00:00:00Z'),
    zone: 'Asia/Shanghai',
    monthClosesAfterDays: 3,
    ...more,
  });

/** Every figure of a line as a number of the smallest unit, so that 429676 and 429676.00 are one. */
const worth = ({ columns }: Form, line: Readonly<Record<string, string>>) => [
  line.group,
  line.unit,
  ...columns.map(({ name, kind }) => readFigure(line[name] ?? '', kind === 'fen' ? 2 : 0)),
];

const linesOf = (csv: string) => {
  const lines = readRecords(csv, ['group', 'unit']);
  if (!lines.ok) throw new Error(lines.mistake);
  return lines.value;
};

onEachDatabase('the bulletin', (withDatabase) => {
  test.each(['2018-08', '2020-02'])('%s comes out as it was published, and its total as its rows make it', (month) =>
    withDatabase(async (database) => {
      await putPublishedMonth(database, month);
      const bulletin = await read(database, month);
      const csv = bulletinCsv(bulletin);
      expect(csv.split('\n')[0]).toBe(publishedText(month).split('\n')[0]);
      const lines = linesOf(csv);
      const published = publishedLines(month);
      expect(lines.slice(0, -1).map((line) => worth(bulletin.form, line))).toEqual(
        published.map((line) => worth(bulletin.form, line)),
      );
      const sums = bulletin.form.columns.map(({ name, kind }) =>
        published.reduce((sum, line) => sum + (readFigure(line[name] ?? '', kind === 'fen' ? 2 : 0) ?? Number.NaN), 0),
      );
      expect(worth(bulletin.form, lines.at(-1) ?? {})).toEqual(['合计', '', ...sums]);
    }),
  );

  test('terminals are those in place on the reference day, and names those of the month’s end', () =>
    withDatabase(async (database) => {
      await putUnits(database, [
        { unit: 'yunxi', grouping: 'district', names: [{ fromDay: '2026-01-01', zh: '云溪区' }] },
        {
          unit: 'renmin',
          grouping: 'hospital',
          names: [
            { fromDay: '2026-01-01', zh: '云溪县人民医院' },
            { fromDay: '2026-03-31', zh: '云溪区人民医院' },
          ],
        },
        { unit: 'empty', grouping: 'hospital', names: [{ fromDay: '2026-01-01', zh: '空院' }] },
      ]);
      await putTerminals(database, 'renmin', 3, '2026-03-10');
      await putTerminals(database, 'yunxi', 1, '2026-01-01');
      await database.db
        .insertInto('placement')
        .values({ terminal: 'renmin-1', fromDay: '2026-03-20', unit: 'yunxi', ward: '', placeZh: '', placeEn: '' })
        .execute();
      // What it did before it was moved stays with the unit it stood in then.
      await putDay(database, { terminal: 'renmin-1', businessDay: '2026-03-12', unit: 'renmin' }, { payments: 5 });
      await putDay(database, { terminal: 'renmin-1', businessDay: '2026-03-21', unit: 'yunxi' }, { payments: 7 });
      const rows = async (more: Partial<BulletinQuestion> = {}) =>
        (await read(database, '2026-03', more)).rows.map(({ name, figures }) => [
          name,
          figures.terminals,
          figures.payments,
        ]);
      expect(await rows()).toEqual([
        ['云溪区人民医院', 2, 5],
        ['空院', 0, 0],
        ['云溪区', 2, 7],
      ]);
      expect(await rows({ on: '2026-03-15' })).toEqual([
        ['云溪区人民医院', 3, 5],
        ['空院', 0, 0],
        ['云溪区', 1, 7],
      ]);
      expect((await read(database, '2026-02')).rows.map(({ name }) => name)).toEqual([
        '云溪县人民医院',
        '空院',
        '云溪区',
      ]);
    }));

  const twoUnits = async (database: HubDatabase) => {
    await putUnits(database, [
      { unit: 'a', grouping: 'hospital', names: [{ fromDay: '2026-01-01', zh: '甲院' }] },
      { unit: 'b', grouping: 'hospital', names: [{ fromDay: '2026-01-01', zh: '乙院' }] },
    ]);
    await putTerminals(database, 'a', 2, '2026-01-01');
    await putTerminals(database, 'b', 1, '2026-01-01');
    const counts = {
      registrations: 10,
      registrationAmount: 12_000,
      collections: 6,
      collectionsPaidHere: 4,
      collectionAmount: 3_050,
      refunds: 2,
      refundAmount: 2_400,
    };
    await putDay(database, { terminal: 'a-1', businessDay: '2026-03-01', unit: 'a' }, counts);
    await putDay(
      database,
      { terminal: 'a-2', businessDay: '2026-03-31', unit: 'a' },
      { registrations: 1, registrationAmount: 5 },
    );
    await putDay(
      database,
      { terminal: 'b-1', businessDay: '2026-03-31', unit: 'b' },
      { payments: 3, paymentAmount: 1_001 },
    );
    await putDay(database, { terminal: 'a-1', businessDay: '2026-02-28', unit: 'a' }, { payments: 99 });
    await putDay(database, { terminal: 'a-1', businessDay: '2026-04-01', unit: 'a' }, { payments: 99 });
  };

  test.each([
    ['confirmed-and-collected-here/1', 15, '150.55', 2],
    ['confirmed/1', 11, '120.05', 2],
    ['confirmed-and-all-collected/1', 17, '150.55', 2],
  ] as const)('by %s there are %d registrations of %s yuan', (name, registrations, amount, prepaidCollections) =>
    withDatabase(async (database) => {
      await twoUnits(database);
      const json = bulletinJson(await read(database, '2026-03', { rule: countingRules[name] }));
      expect(json.rule.name).toBe(name);
      expect(json.rows[0]).toMatchObject({
        unit: 'a',
        registrations,
        registration_amount: amount,
        payments: 0,
        prepaidCollections,
      });
      expect(json.total).toMatchObject({ registrations, payments: 3, payment_amount: '10.01', prepaidCollections });
    }),
  );

  test('a reader of a unit sees its row, and a total of that alone', () =>
    withDatabase(async (database) => {
      await twoUnits(database);
      await database.db
        .insertInto('monthChange')
        .values({ terminal: 'b-1', month: '2026-03', changedAt: 1, events: 1 })
        .execute();
      const whole = await read(database, '2026-03');
      expect([whole.wholeCity, whole.revision, whole.total.payments]).toEqual([true, 1, 3]);
      const part = await read(database, '2026-03', { scope: { units: ['a'] } });
      expect(part.rows.map(({ unit }) => unit)).toEqual(['a']);
      expect(part).toMatchObject({ wholeCity: false, revision: 0, total: { terminals: 2, payments: 0 } });
      await putDay(database, { terminal: 'stray', businessDay: '2026-03-02', unit: '' }, { payments: 8 });
      await database.db.deleteFrom('unitHour').where('unit', '=', 'b').execute();
      expect(await read(database, '2026-03', { scope: { units: ['a'] } })).toEqual(part);
    }));

  test('what terminals of no unit did is told apart', () =>
    withDatabase(async (database) => {
      await twoUnits(database);
      expect((await read(database, '2026-03')).unplaced).toBeUndefined();
      await putDay(
        database,
        { terminal: 'stray', businessDay: '2026-03-02', unit: '' },
        { payments: 8, paymentAmount: 80_000 },
      );
      await putDay(
        database,
        { terminal: 'gone', businessDay: '2026-03-02', unit: 'gone' },
        { payments: 1, paymentAmount: 1 },
      );
      const bulletin = await read(database, '2026-03');
      expect(bulletin.total.payments).toBe(3);
      expect(bulletin.unplaced).toMatchObject({ payments: 9, payment_amount: 80_001 });
    }));

  test('a month that is not over, one that is not closed, and one that changed since', () =>
    withDatabase(async (database) => {
      await twoUnits(database);
      const at = async (time: string) => (await read(database, '2026-03', { now: Date.parse(time) })).closed;
      expect(await at('2026-03-20T00:00:00+08:00')).toBe(false);
      expect(await at('2026-04-03T23:59:59+08:00')).toBe(false);
      expect(await at('2026-04-04T00:00:00+08:00')).toBe(true);
      for (const changedAt of [5, 9]) {
        await database.db
          .insertInto('monthChange')
          .values({ terminal: 'a-1', month: '2026-03', changedAt, events: 3 })
          .execute();
      }
      expect((await read(database, '2026-03')).revision).toBe(2);
      expect((await read(database, '2026-02')).revision).toBe(0);
    }));
});

test.each([
  ['2019-11', '2018'],
  ['2019-12', '2020'],
  ['2018-08', '2018'],
  ['2026-03', '2020'],
])('%s is printed in the form of %s', (month, form) => expect(formOf(month)).toBe(form));
