import type { Order } from '../money/order.ts';
import type { JournalRecord, JournalStore } from './store.ts';

/** A prepared statement. Rows are objects with the columns' names. */
export interface SqlStatement {
  run(...values: (string | number)[]): unknown;
  get(...values: (string | number)[]): Record<string, unknown> | undefined;
  all(...values: (string | number)[]): Record<string, unknown>[];
}

/** What the journal needs of an open SQLite database; `DatabaseSync` of Node is one. Everything throws what SQLite reports. */
export interface SqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  /** Whether a transaction is open: some errors have rolled it back by themselves. */
  readonly isTransaction: boolean;
  close(): void;
}

const schema = `
  create table if not exists journal (
    sequence integer primary key,
    at integer not null,
    text text not null,
    hash text not null
  ) strict;
  create table if not exists orders (
    number text primary key,
    open integer not null,
    state text not null
  ) strict, without rowid;
  create index if not exists open_orders on orders (open) where open = 1;
  create table if not exists uploaded (
    only integer primary key check (only = 1),
    epoch text not null,
    sequence integer not null,
    hash text not null
  ) strict;
  -- A cursor of before there were epochs: everything is sent once more, and the hub drops what it has.
  drop table if exists cursors;
`;

/**
 * The journal in one SQLite database, `file` being what it is called in errors. In WAL mode a commit is only written
 * through to the disk when `synchronous` is FULL, and setting the journal mode resets it: so FULL comes second.
 */
export function journalIn(db: SqlDatabase, file: string): JournalStore {
  db.exec('pragma journal_mode = wal');
  db.exec('pragma synchronous = full');
  const mode = db.prepare('pragma journal_mode').get()?.journal_mode;
  const synchronous = db.prepare('pragma synchronous').get()?.synchronous;
  if (mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `${file}: this file system does not keep a journal safe (mode ${mode}, synchronous ${synchronous})`,
    );
  }
  db.exec(schema);

  const insertRecord = db.prepare('insert into journal (sequence, at, text, hash) values (?, ?, ?, ?)');
  const upsertOrder = db.prepare(
    'insert into orders (number, open, state) values (?, ?, ?) on conflict (number) do update set open = excluded.open, state = excluded.state',
  );
  const selectAfter = db.prepare(
    'select sequence, at, text, hash from journal where sequence > ? order by sequence limit ?',
  );
  const selectLast = db.prepare('select sequence, at, text, hash from journal order by sequence desc limit 1');
  const selectOrder = db.prepare('select state from orders where number = ?');
  const selectOpen = db.prepare('select state from orders where open = 1 order by number');
  const selectUploaded = db.prepare('select epoch, sequence, hash from uploaded');
  const upsertUploaded = db.prepare(
    'insert into uploaded (only, epoch, sequence, hash) values (1, ?, ?, ?) on conflict (only) do update set epoch = excluded.epoch, sequence = excluded.sequence, hash = excluded.hash',
  );
  const deleteUploaded = db.prepare('delete from uploaded');

  const orderIn = (row: Record<string, unknown>): Order => JSON.parse(String(row.state));
  const recordIn = (row: Record<string, unknown>): JournalRecord => ({
    sequence: Number(row.sequence),
    at: Number(row.at),
    text: String(row.text),
    hash: String(row.hash),
  });

  let isSettled = false;

  /**
   * Before anything is added to what an earlier process wrote ahead, a checkpoint writes that anew, into the database
   * itself. A sync that failed there is not tried again by the system: this process would read pages that are not on the
   * disk, and everything after them would be lost with them.
   */
  function settle(): void {
    if (isSettled) return;
    db.exec('pragma wal_checkpoint');
    isSettled = true;
  }

  return {
    append(record, order) {
      settle();
      db.exec('begin immediate');
      try {
        insertRecord.run(record.sequence, record.at, record.text, record.hash);
        if (order) upsertOrder.run(order.state.order, order.open ? 1 : 0, JSON.stringify(order.state));
        db.exec('commit');
      } catch (error) {
        if (db.isTransaction) db.exec('rollback');
        throw error;
      }
    },
    read: (after, limit) => selectAfter.all(after, limit).map(recordIn),
    last() {
      const row = selectLast.get();
      return row && recordIn(row);
    },
    order(number) {
      const row = selectOrder.get(number);
      return row && orderIn(row);
    },
    openOrders: () => selectOpen.all().map(orderIn),
    uploaded() {
      const row = selectUploaded.get();
      return row ? { epoch: String(row.epoch), sequence: Number(row.sequence), hash: String(row.hash) } : null;
    },
    setUploaded(cursor) {
      settle();
      if (cursor) upsertUploaded.run(cursor.epoch, cursor.sequence, cursor.hash);
      else deleteUploaded.run();
    },
    close: () => db.close(),
  };
}
