import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { hubPaths, signatureHeader, signedText } from '../../terminal/hub-contract.ts';
import type { HubLog } from '../ports.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import type { Tables } from '../store/tables.ts';
import { mostRows, RollUpReceipt } from './roll-up-batch.ts';
import { type RolledUpRow, type RolledUpTable, rolledUpTableNames, rolledUpTables } from './rolled-up-tables.ts';

export interface Parent {
  readonly url: string;
  /** This hub's name there. */
  readonly hub: string;
  /** Ed25519 over a text, in hex. */
  readonly sign: (text: string) => string;
  /** `fetch`, or what stands in for it. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** So many rows were acknowledged, none when there was nothing to tell; or the parent could not be told, and why. */
export type Told = { readonly ok: true; readonly told: number } | { readonly ok: false; readonly why: string };

type ByName = Kysely<Record<string, Record<string, unknown>>>;
type Rows = Readonly<Record<RolledUpTable, readonly RolledUpRow[]>>;

const noRows: Rows = { usageDay: [], deviceDay: [], faultDay: [], unitHour: [], unitFlow: [], unitStep: [] };

/** More changes than a row has between two restorations. */
const changesBetween = 1_000_000_000;

/**
 * A database that was put back counts its changes from where it stood then, and its parent has heard of later ones: after
 * each restoration the revisions told are higher than any before.
 */
const afterRestorations = (rows: Rows, restorations: number): Rows => {
  if (restorations === 0) return rows;
  const raised = rolledUpTableNames.map((table) => [
    table,
    rows[table].map((row) => ({ ...row, revision: row.revision + restorations * changesBetween })),
  ]);
  return Object.fromEntries(raised) as Rows;
};

/**
 * Tells the parent hub what changed, one batch at each call: rows that are marked `dirty`, as they are now. The mark is
 * taken away after the answer, and only from a row that has not changed since: so nothing is missed however often a
 * telling is cut off, and several processes may tell at once. A parent that was put back from a backup is told all again.
 */
export const rollUpTeller = ({ db }: HubDatabase, parent: Parent) => {
  const byName = db as unknown as ByName;
  /** Since this start: they carry no mark, and are few. */
  const placementsTold = new Set<string>();

  const movedPlacements = async () => {
    const placements = await db.selectFrom('placement').selectAll().orderBy('terminal').orderBy('fromDay').execute();
    return placements.filter((it) => !placementsTold.has(JSON.stringify(it))).slice(0, mostRows);
  };

  const changed = async (): Promise<Rows> => {
    let room = mostRows;
    const rows: Partial<Record<RolledUpTable, readonly RolledUpRow[]>> = {};
    for (const table of rolledUpTableNames) {
      const { key, row } = rolledUpTables[table];
      let changes = byName
        .selectFrom(table)
        .select(Object.keys(row.entries))
        .where('dirty', '=', 1)
        .where('unit', '!=', '')
        .limit(room);
      for (const name of key) changes = changes.orderBy(name);
      const found = room === 0 ? [] : await changes.execute();
      rows[table] = found as RolledUpRow[];
      room -= found.length;
    }
    return rows as Rows;
  };

  /** Seldom, and known only to the database: somebody may have put it back before this start. */
  const restorations = async (): Promise<number> => {
    const { count } = await db
      .selectFrom('restoration')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  };

  /** Whether the parent was put back, and this is the first that is heard of it: then it has all to be told again. */
  const heardOf = async (tx: Kysely<Tables>, restoredAt: number | undefined): Promise<boolean> => {
    if (restoredAt === undefined) return false;
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('parentRestoration')
      .values({ restoredAt })
      .onConflict((conflict) => conflict.column('restoredAt').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  };

  /** Revisions stay: of what the parent still has it takes nothing twice. */
  const tellAllAgain = async (tx: ByName): Promise<void> => {
    for (const table of rolledUpTableNames)
      await tx.updateTable(table).set({ dirty: 1 }).where('dirty', '=', 0).execute();
    placementsTold.clear();
  };

  const acknowledge = (rows: Rows, { restoredAt }: RollUpReceipt): Promise<void> =>
    byName.transaction().execute(async (tx) => {
      for (const table of rolledUpTableNames) {
        for (const row of rows[table]) {
          let update = tx.updateTable(table).set({ dirty: 0 }).where('revision', '=', row.revision);
          for (const name of rolledUpTables[table].key) update = update.where(name, '=', row[name]);
          await update.execute();
        }
      }
      if (await heardOf(tx as unknown as Kysely<Tables>, restoredAt)) await tellAllAgain(tx);
    });

  return async (): Promise<Told> => {
    const placements = await movedPlacements();
    const rows = placements.length > 0 ? noRows : await changed();
    const count = placements.length + rolledUpTableNames.reduce((sum, table) => sum + rows[table].length, 0);
    if (count === 0) return { ok: true, told: 0 };
    const body = JSON.stringify({ hub: parent.hub, placements, rows: afterRestorations(rows, await restorations()) });
    const answer = await parent
      .fetch(new URL(hubPaths.usage.slice(1), parent.url.endsWith('/') ? parent.url : `${parent.url}/`).href, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [signatureHeader]: parent.sign(signedText(hubPaths.usage, body)),
        },
        body,
      })
      .catch(() => undefined);
    if (!answer) return { ok: false, why: 'no answer' };
    const receipt = v.safeParse(RollUpReceipt, await answer.json().catch(() => undefined));
    if (answer.status !== 200 || !receipt.success) return { ok: false, why: `status ${answer.status}` };
    await acknowledge(rows, receipt.output);
    for (const placement of placements) placementsTold.add(JSON.stringify(placement));
    return { ok: true, told: count };
  };
};

const soonest = 2_000;
const longestPause = 300_000;
const idlePause = 60_000;

/**
 * Tells until `signal` aborts: on and on while there is more, then once a minute, and after a failure at a moment drawn
 * evenly up to a bound that doubles each time. `chance` gives a number from 0 up to 1.
 */
export async function keepTelling(
  tell: () => Promise<Told>,
  {
    sleep,
    chance,
    log,
  }: {
    readonly sleep: (milliseconds: number) => Promise<void>;
    readonly chance: () => number;
    readonly log: HubLog;
  },
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const told = await tell().catch((error: unknown): Told => ({ ok: false, why: String(error) }));
    if (told.ok) {
      failures = 0;
      if (told.told > 0) log({ event: 'parent.told', rows: told.told });
      else await sleep(idlePause);
      continue;
    }
    log({ event: 'parent.silent', why: told.why });
    await sleep(chance() * Math.min(longestPause, soonest * 2 ** failures));
    failures += 1;
  }
}
