import { expect, test } from 'vitest';
import { noCounts } from '../intake/roll-up.ts';
import { mistakeText } from '../problem.ts';
import { onEachDatabase } from '../store/databases-under-test.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { inventedRegister } from './invented-register.ts';
import { placementsOf } from './keep-placements.ts';
import { keepRegister, placeTerminal } from './keep-register.ts';
import type { Placement } from './register.ts';

const everything = async ({ db }: HubDatabase) => ({
  units: await db.selectFrom('unit').selectAll().orderBy('unit').execute(),
  names: await db.selectFrom('unitName').selectAll().orderBy('unit').orderBy('fromDay').execute(),
  terminals: await db.selectFrom('terminal').selectAll().orderBy('terminal').execute(),
  placements: await db.selectFrom('placement').selectAll().orderBy('terminal').orderBy('fromDay').execute(),
});

const reports = ({ db }: HubDatabase, terminal: string, businessDay: string) =>
  db
    .insertInto('usageDay')
    .values({ terminal, businessDay, unit: 'yunxi-renmin', ...noCounts, revision: 1, dirty: 1 })
    .execute();

const inYunxi = (from: string): Placement => ({ from, unit: 'yunxi', ward: 'A', place: { zh: '厅', en: 'Hall' } });

const mistakesOf = (kept: Awaited<ReturnType<typeof keepRegister>>) => (kept.ok ? [] : kept.mistakes.map(mistakeText));

onEachDatabase('keeping a register', (withDatabase) => {
  test('its units, names, terminals and placements are there, in the order of its rows', () =>
    withDatabase(async (database) => {
      expect(await keepRegister(database, inventedRegister)).toEqual({ ok: true, value: true });
      const { units, names, terminals, placements } = await everything(database);
      expect(units).toEqual([
        { unit: 'shuangqiao', grouping: 'hospital', rowOrder: 2, district: null },
        { unit: 'yunxi', grouping: 'district', rowOrder: 1, district: null },
        { unit: 'yunxi-renmin', grouping: 'hospital', rowOrder: 0, district: '云溪区' },
      ]);
      expect(names.map(({ unit, fromDay }) => `${unit} ${fromDay}`)).toEqual([
        'shuangqiao 2026-03-01',
        'yunxi 0001-01-01',
        'yunxi-renmin 0001-01-01',
        'yunxi-renmin 2026-07-01',
      ]);
      expect(terminals[0]).toEqual({
        terminal: 'YX-01',
        publicKey: null,
        enrolledAt: null,
        revokedAt: null,
        epoch: null,
        heardAt: null,
      });
      expect(placements.map(({ terminal, fromDay, unit }) => [terminal, fromDay, unit])).toEqual([
        ['YX-01', '2026-01-01', 'yunxi-renmin'],
        ['YX-02', '2026-01-01', 'yunxi-renmin'],
        ['YX-02', '2026-09-14', 'yunxi'],
        ['YX-03', '2026-03-02', 'yunxi-renmin'],
        ['YX-03', '2026-11-01', null],
      ]);
    }));

  test('the same register again changes nothing, also of a terminal that is enrolled and has reported', () =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      await reports(database, 'YX-02', '2026-11-20');
      await database.db.updateTable('terminal').set({ publicKey: 'aa', enrolledAt: 5 }).execute();
      const before = await everything(database);
      expect(mistakesOf(await keepRegister(database, inventedRegister))).toEqual([]);
      expect(await everything(database)).toEqual(before);
    }));

  test('what it leaves out stays', () =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      await placeTerminal(database, 'YX-01', inYunxi('2026-12-01'));
      await keepRegister(database, inventedRegister);
      await keepRegister(database, { units: [], terminals: [] });
      expect((await placementsOf(database.db, ['YX-01'])).get('YX-01')?.map(({ from }) => from)).toEqual([
        '2026-01-01',
        '2026-12-01',
      ]);
      expect((await everything(database)).units).toHaveLength(3);
    }));

  test('a terminal moves from a day after the last it reported, and no earlier', () =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      await reports(database, 'YX-01', '2026-05-01');
      await reports(database, 'YX-01', '2026-05-20');
      const early = await placeTerminal(database, 'YX-01', inYunxi('2026-05-20'));
      expect(mistakesOf(early)).toEqual([
        'from: YX-01 has reported up to 2026-05-20, and 2026-05-20 would count for another unit or ward; expected a day after 2026-05-20',
      ]);
      expect(mistakesOf(await placeTerminal(database, 'YX-01', inYunxi('2026-05-21')))).toEqual([]);
    }));

  test('days on which only a device was down are reported days', () =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      const values = {
        terminal: 'YX-01',
        unit: 'yunxi-renmin',
        businessDay: '2026-06-02',
        device: 'barcodeScanner',
      } as const;
      await database.db
        .insertInto('deviceDay')
        .values({ ...values, outages: 1, downSeconds: 9, revision: 1, dirty: 1 })
        .execute();
      expect(mistakesOf(await placeTerminal(database, 'YX-01', inYunxi('2026-06-02')))).toHaveLength(1);
    }));

  test('one mistake, and nothing of the register is kept; every mistake is said with its place', () =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      await reports(database, 'YX-01', '2026-05-20');
      await reports(database, 'YX-02', '2026-09-05');
      await reports(database, 'YX-02', '2026-09-20');
      const before = await everything(database);
      const kept = await keepRegister(database, {
        units: [{ unit: 'new', grouping: 'hospital', names: [{ zh: '新', en: 'New' }] }],
        terminals: [
          { terminal: 'YX-09', placements: [inYunxi('2026-01-01')] },
          { terminal: 'YX-01', placements: [inYunxi('2026-06-01'), inYunxi('2026-05-02')] },
          { terminal: 'YX-02', placements: [inYunxi('2026-09-01')] },
        ],
      });
      const said = mistakesOf(kept);
      expect(said).toHaveLength(2);
      expect(said[0]).toContain('terminals.1.placements.1.from: YX-01 has reported up to 2026-05-20');
      expect(said[1]).toContain('terminals.2.placements.0.from: YX-02 has reported up to 2026-09-20');
      expect(await everything(database)).toEqual(before);
    }));

  test('a placement in a unit nobody has heard of is a mistake', () =>
    withDatabase(async (database) => {
      const [first] = inventedRegister.terminals;
      const kept = await keepRegister(database, { units: [], terminals: first ? [first] : [] });
      expect(mistakesOf(kept)).toEqual(['terminals.0.placements.0.unit: yunxi-renmin is no unit of the register']);
      expect((await everything(database)).terminals).toEqual([]);
    }));

  test('a register of thousands is kept', () =>
    withDatabase(async (database) => {
      const terminals = Array.from({ length: 3_000 }, (_, at) => ({
        terminal: `T-${at}`,
        placements: [inYunxi('2026-01-01'), { ...inYunxi('2026-08-01'), ward: 'B' }],
      }));
      await keepRegister(database, { ...inventedRegister, terminals });
      const { placements, terminals: kept } = await everything(database);
      expect([kept.length, placements.length]).toEqual([3_000, 6_000]);
    }));

  test('hubs that start together with the same register all come up', () =>
    withDatabase(async (database) => {
      const kept = await Promise.all(Array.from({ length: 4 }, () => keepRegister(database, inventedRegister)));
      expect(kept.flatMap(mistakesOf)).toEqual([]);
      expect((await everything(database)).placements).toHaveLength(5);
    }));
});
