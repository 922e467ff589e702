import { expect, test } from 'vitest';
import { onEachDatabase } from '../store/databases-under-test.ts';
import { inventedRegister } from './invented-register.ts';
import { keepRegister } from './keep-register.ts';
import { placementFrom, terminalsOn, unitNameOn, unitOf, unitsInScope, unitsOn } from './reading-register.ts';

const city = { city: true } as const;
const yunxi = { units: ['yunxi', 'nobody'] };

onEachDatabase('reading the register', (withDatabase) => {
  const withRegister = (work: Parameters<typeof withDatabase>[0]) =>
    withDatabase(async (database) => {
      await keepRegister(database, inventedRegister);
      await work(database);
    });

  test('hospitals before districts, each with the terminals in place on the day, also those without any', () =>
    withRegister(async (database) => {
      const on = async (day: string) =>
        (await unitsOn(database, day, city)).map(({ unit, terminals }) => [unit, terminals]);
      const units = (renmin: number, clinics: number) => [
        ['yunxi-renmin', renmin],
        ['shuangqiao', 0],
        ['yunxi', clinics],
      ];
      expect(await on('2025-12-31')).toEqual(units(0, 0));
      expect(await on('2026-01-01')).toEqual(units(2, 0));
      expect(await on('2026-09-13')).toEqual(units(3, 0));
      expect(await on('2026-09-14')).toEqual(units(2, 1));
      expect(await on('2026-11-01')).toEqual(units(1, 1));
    }));

  test('units have the name of the day, and their first one before it', () =>
    withRegister(async (database) => {
      const names = async (day: string) => (await unitsOn(database, day, city)).map(({ name }) => name.zh);
      expect(await names('2026-06-30')).toEqual(['云溪县人民医院', '双桥中医院', '云溪区']);
      expect(await names('2026-07-01')).toEqual(['云溪区人民医院', '双桥中医院', '云溪区']);
      expect(await names('2020-01-01')).toEqual(['云溪县人民医院', '双桥中医院', '云溪区']);
      expect((await unitNameOn(database.db, 'yunxi-renmin', '2026-08-01')).en).toBe("Yunxi People's Hospital");
    }));

  test('nothing of another unit is told', () =>
    withRegister(async (database) => {
      expect(await unitsInScope(database, city)).toEqual(['shuangqiao', 'yunxi', 'yunxi-renmin']);
      expect(await unitsInScope(database, yunxi)).toEqual(['yunxi']);
      expect((await unitsOn(database, '2026-10-01', yunxi)).map(({ unit }) => unit)).toEqual(['yunxi']);
      expect((await terminalsOn(database, '2026-10-01', yunxi)).map(({ terminal }) => terminal)).toEqual(['YX-02']);
      expect(await terminalsOn(database, '2026-09-01', yunxi)).toEqual([]);
    }));

  test('terminals stand where they were put last', () =>
    withRegister(async (database) => {
      expect(await terminalsOn(database, '2026-11-21', city)).toEqual([
        { terminal: 'YX-01', unit: 'yunxi-renmin', ward: 'OPD1', place: { zh: '东大厅', en: 'East hall' } },
        { terminal: 'YX-02', unit: 'yunxi', ward: 'Beishan', place: { zh: '北山中心', en: 'Beishan Centre' } },
      ]);
    }));

  test.each([
    ['YX-02', '2025-12-31', null],
    ['YX-02', '2026-09-13', 'yunxi-renmin'],
    ['YX-02', '2026-09-14', 'yunxi'],
    ['YX-03', '2026-10-31', 'yunxi-renmin'],
    ['YX-03', '2026-11-01', null],
    ['Z-9', '2026-11-01', null],
  ])('%s on %s belongs to %s', (terminal, day, unit) =>
    withRegister(async (database) => expect(await unitOf(database, terminal, day)).toBe(unit)),
  );

  test.each([
    ['YX-02', '2025-06-01', '2026-01-01'],
    ['YX-02', '2026-08-01', '2026-01-01'],
    ['YX-02', '2026-10-01', '2026-09-14'],
    ['YX-03', '2026-12-01', undefined],
    ['Z-9', '2026-12-01', undefined],
  ])('from %s on, %s stands or will stand where it was put on %s', (terminal, day, from) =>
    withRegister(async ({ db }) => expect((await placementFrom(db, terminal, day))?.from).toBe(from)),
  );
});
