import { sql, type Transaction } from 'kysely';
import type { EpochMark, HubDatabase, Standing } from './hub-store.ts';
import type { EpochRow, Tables, TerminalRow } from './tables.ts';

export interface Asked {
  readonly terminal: string;
  readonly epochs: readonly string[];
}

export const markOf = ({ epoch, upTo, hash, followsEpoch, followsSequence }: EpochRow): EpochMark => ({
  epoch,
  sequence: upTo,
  hash,
  follows:
    followsEpoch === null || followsSequence === null ? null : { epoch: followsEpoch, sequence: followsSequence },
});

type Pair = readonly [terminal: string, epoch: string];
const among = (columns: string, pairs: readonly Pair[]) =>
  sql<boolean>`(terminal, ${sql.ref(columns)}) in (values ${sql.join(pairs.map(([terminal, epoch]) => sql`(${terminal}, ${epoch})`))})`;

const standingOf = (row: TerminalRow, epochs: readonly EpochRow[], asked: readonly string[]): Standing => {
  const current = epochs.find(({ epoch }) => epoch === row.epoch);
  const known = epochs.filter(({ epoch }) => asked.includes(epoch));
  const followed = epochs.flatMap(({ followsEpoch: it }) => (it !== null && asked.includes(it) ? [it] : []));
  return {
    ...(row.publicKey !== null && { publicKey: row.publicKey }),
    revoked: row.revokedAt !== null,
    ...(current && { current: markOf(current) }),
    known: new Map(known.map((it) => [it.epoch, markOf(it)])),
    followed: new Set(followed),
  };
};

/** How terminals stand, their rows locked until the transaction ends. The hub knows nothing of those that are missing. */
export const lockStandings = async (
  tx: Transaction<Tables>,
  kind: HubDatabase['kind'],
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await tx
    .selectFrom('terminal')
    .selectAll()
    .where(
      'terminal',
      'in',
      asked.map(({ terminal }) => terminal),
    )
    // In one order, so that nobody waits in a circle.
    .orderBy('terminal')
    // SQLite has no locks on rows: its transaction has the whole file.
    .$if(kind === 'postgres', (query) => query.forUpdate())
    .execute();
  if (rows.length === 0) return new Map();

  const epochsOf = new Map(asked.map(({ terminal, epochs }) => [terminal, epochs]));
  const pairs = rows.flatMap(({ terminal }) => (epochsOf.get(terminal) ?? []).map((epoch): Pair => [terminal, epoch]));
  const current = rows.flatMap(({ terminal, epoch }): Pair[] => (epoch === null ? [] : [[terminal, epoch]]));
  const epochs = await tx
    .selectFrom('epoch')
    .selectAll()
    .where(among('epoch', [...pairs, ...current]))
    .union(tx.selectFrom('epoch').selectAll().where(among('followsEpoch', pairs)))
    .execute();

  return new Map(
    rows.map((row) => [
      row.terminal,
      standingOf(
        row,
        epochs.filter(({ terminal }) => terminal === row.terminal),
        epochsOf.get(row.terminal) ?? [],
      ),
    ]),
  );
};
