import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { inPortions } from './keep-placements.ts';
import { firstDay, type RegisteredUnit } from './register.ts';

const nameRows = ({ unit, names }: RegisteredUnit) =>
  names.map(({ from, zh, en }) => ({ unit, fromDay: from ?? firstDay, zh, en }));

/** Writes units with their place among the rows, and adds their names to those that are there. */
export const keepUnits = async (
  tx: Transaction<Tables>,
  units: readonly (RegisteredUnit & { readonly rowOrder: number })[],
): Promise<void> => {
  // Hubs that start together with the same register lock its rows in the same order.
  const sorted = [...units].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  for (const portion of inPortions(sorted)) {
    await tx
      .insertInto('unit')
      .values(
        portion.map(({ unit, grouping, district, rowOrder }) => ({
          unit,
          grouping,
          rowOrder,
          district: district ?? null,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('unit').doUpdateSet(({ ref }) => ({
          grouping: ref('excluded.grouping'),
          rowOrder: ref('excluded.rowOrder'),
          district: ref('excluded.district'),
        })),
      )
      .execute();
  }
  for (const portion of inPortions(sorted.flatMap(nameRows))) {
    await tx
      .insertInto('unitName')
      .values(portion)
      .onConflict((conflict) =>
        conflict
          .columns(['unit', 'fromDay'])
          .doUpdateSet(({ ref }) => ({ zh: ref('excluded.zh'), en: ref('excluded.en') })),
      )
      .execute();
  }
};

/** Writes one unit as it is said, with no name but these. A new one without a place stands after the others. */
export const replaceUnit = async (
  tx: Transaction<Tables>,
  unit: RegisteredUnit & { readonly rowOrder?: number | undefined },
): Promise<void> => {
  await tx.updateTable('unit').set({ unit: unit.unit }).where('unit', '=', unit.unit).execute();
  const had = await tx.selectFrom('unit').select('rowOrder').where('unit', '=', unit.unit).executeTakeFirst();
  const { last } = await tx
    .selectFrom('unit')
    .select(({ fn }) => fn.max<number | null>('rowOrder').as('last'))
    .executeTakeFirstOrThrow();
  await tx.deleteFrom('unitName').where('unit', '=', unit.unit).execute();
  await keepUnits(tx, [{ ...unit, rowOrder: unit.rowOrder ?? had?.rowOrder ?? (last ?? -1) + 1 }]);
};

/** Of these units those the register has. */
export const unitsThere = async (db: Kysely<Tables>, units: readonly string[]): Promise<ReadonlySet<string>> => {
  const there = new Set<string>();
  for (const portion of inPortions([...new Set(units)])) {
    const rows = await db.selectFrom('unit').select('unit').where('unit', 'in', portion).execute();
    for (const { unit } of rows) there.add(unit);
  }
  return there;
};
