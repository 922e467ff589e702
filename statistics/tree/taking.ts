import { type Kysely, sql } from 'kysely';
import { signedText } from '../../terminal/hub-contract.ts';
import type { HubPorts } from '../ports.ts';
import { check, type Mistake, malformed, type Problem, problem } from '../problem.ts';
import type { Tables } from '../store/tables.ts';
import { RollUpBatch, type RollUpReceipt } from './roll-up-batch.ts';
import { type RolledUpRow, type RolledUpTable, rolledUpTableNames, rolledUpTables } from './rolled-up-tables.ts';

export type TakenRollUps =
  | { readonly ok: true; readonly receipt: RollUpReceipt }
  | { readonly ok: false; readonly problem: Problem };

interface Arrival {
  readonly path: string;
  readonly body: string;
  readonly signature: string | undefined;
}

/** The tables of `rolledUpTables` are written alike, whatever their columns: Kysely is told of them by name. */
type ByName = Kysely<Record<string, Record<string, unknown>>>;

const foreign = (path: string, unit: string): Mistake => ({
  path,
  message: `${unit || 'no unit'} is none of this hub's units`,
});

/** Rows of units the hub does not speak for. */
const foreignRows = (batch: RollUpBatch, units: ReadonlySet<string>): Mistake[] => [
  ...rolledUpTableNames.flatMap((table) =>
    batch.rows[table].flatMap(({ unit }, at) => (units.has(unit) ? [] : [foreign(`rows.${table}.${at}.unit`, unit)])),
  ),
  ...batch.placements.flatMap(({ unit }, at) =>
    unit === null || units.has(unit) ? [] : [foreign(`placements.${at}.unit`, unit)],
  ),
];

/**
 * Takes what child hubs tell. A row replaces the one with its key when its revision is higher, and never one that belongs
 * to a unit of another hub: so a batch may come twice, late or in another order. Rejects only when the database failed.
 */
export const rollUpTaker =
  ({ clock, database: { db }, seals, log }: Pick<HubPorts, 'clock' | 'database' | 'seals' | 'log'>) =>
  async ({ path, body, signature }: Arrival, parsed: unknown): Promise<TakenRollUps> => {
    const refuse = (it: Problem, hub?: string): TakenRollUps => {
      log({ event: 'rollUps.refused', code: it.code, ...(hub !== undefined && { hub }) });
      return { ok: false, problem: it };
    };
    const read = check(RollUpBatch, parsed, () => []);
    if (!read.ok) return refuse(malformed(read.mistakes));
    const { hub, placements, rows } = read.value;
    const child = await db.selectFrom('childHub').selectAll().where('hub', '=', hub).executeTakeFirst();
    if (!child || child.revokedAt !== null) return refuse(problem('hubUnknown', { detail: hub }));
    if (signature === undefined || !seals.verify(child.publicKey, signedText(path, body), signature)) {
      return refuse(problem('signatureWrong'), hub);
    }
    const units = new Set<string>(JSON.parse(child.units));
    const strangers = foreignRows(read.value, units);
    if (strangers.length > 0) return refuse(problem('unitForeign', { errors: strangers.slice(0, 20) }), hub);

    const taken = await db.transaction().execute(async (tx) => {
      for (const placement of placements) {
        await tx
          .insertInto('placement')
          .values(placement)
          .onConflict((conflict) =>
            conflict
              .columns(['terminal', 'fromDay'])
              .doUpdateSet(({ ref }) => ({
                unit: ref('excluded.unit'),
                ward: ref('excluded.ward'),
                placeZh: ref('excluded.placeZh'),
                placeEn: ref('excluded.placeEn'),
              }))
              .where(({ eb, or }) => or([eb('placement.unit', 'is', null), eb('placement.unit', 'in', [...units])])),
          )
          .execute();
      }
      let news = 0;
      for (const table of rolledUpTableNames) news += await upsert(tx, table, rows[table], units);
      await tx.updateTable('childHub').set({ heardAt: clock.now() }).where('hub', '=', hub).execute();
      return news;
    });
    log({ event: 'rollUps.taken', hub, rows: taken });
    const { restoredAt } = await db
      .selectFrom('restoration')
      .select(({ fn }) => fn.max<number | null>('restoredAt').as('restoredAt'))
      .executeTakeFirstOrThrow();
    return { ok: true, receipt: { taken, ...(restoredAt !== null && { restoredAt }) } };
  };

/** Rows in the order of their keys, so that two transactions never wait for each other. */
const inOrder = (rows: readonly RolledUpRow[], key: readonly string[]): RolledUpRow[] => {
  const textOf = (row: RolledUpRow) => key.map((name) => row[name]).join('|');
  return [...rows].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
};

async function upsert(
  tx: Kysely<Tables>,
  table: RolledUpTable,
  rows: readonly RolledUpRow[],
  units: ReadonlySet<string>,
): Promise<number> {
  if (rows.length === 0) return 0;
  const { key, row } = rolledUpTables[table];
  const columns = [...Object.keys(row.entries), 'dirty'].filter((name) => !(key as readonly string[]).includes(name));
  const result = await (tx as unknown as ByName)
    .insertInto(table)
    .values(inOrder(rows, key).map((it) => ({ ...it, dirty: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns([...key])
        .doUpdateSet(Object.fromEntries(columns.map((name) => [name, sql.ref(`excluded.${name}`)])))
        .where(sql.ref(`${table}.revision`), '<', sql.ref('excluded.revision'))
        .where(sql.ref(`${table}.unit`), 'in', [...units]),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}
