import type { Order } from '../money/order.ts';
import type { JournalRecord, JournalStore, Numbered } from './store.ts';

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

/** Noted in the file from when it was put into another form until what stood there before is gone. */
const leavesTraces = 1;

/** A journal in SQLite, which can be put into another form. */
export interface SqlJournal<State extends Numbered = Order> extends JournalStore<State> {
  /**
   * Puts every record and every order in another form, all of them or none. Of what stood there before nothing is left, in
   * the file or beside it.
   */
  rewrite(record: (before: JournalRecord) => JournalRecord, order: (before: Numbered) => State): void;
}

/**
 * The journal in one SQLite database, `file` being what it is called in errors. In WAL mode a commit is only written
 * through to the disk when `synchronous` is FULL, and setting the journal mode resets it: so FULL comes second.
 */
export function journalIn<State extends Numbered = Order>(db: SqlDatabase, file: string): SqlJournal<State> {
  db.exec('pragma journal_mode = wal');
  db.exec('pragma synchronous = full');
  const mode = db.prepare('pragma journal_mode').get()?.journal_mode;
  const synchronous = db.prepare('pragma synchronous').get()?.synchronous;
  if (mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `${file}: this file system does not keep a journal safe (mode ${mode}, synchronous ${synchronous})`,
    );
  }
  // What is dropped or replaced does not stay behind in the file.
  db.exec('pragma secure_delete = on');
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
  const updateRecord = db.prepare('update journal set at = ?, text = ?, hash = ? where sequence = ?');
  const deleteBefore = db.prepare('delete from journal where sequence < ?');
  const deleteOrder = db.prepare('delete from orders where number = ?');
  const selectOrders = db.prepare('select state, open from orders order by number');

  const orderIn = (row: Record<string, unknown>): State => JSON.parse(String(row.state));
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

  function inOne(write: () => void): void {
    settle();
    db.exec('begin immediate');
    try {
      write();
      db.exec('commit');
    } catch (error) {
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
  }

  const keep = ({ state, open }: { readonly state: State; readonly open: boolean }) =>
    upsertOrder.run(state.order, open ? 1 : 0, JSON.stringify(state));

  /** What was written ahead is no longer beside the file. Others who read may keep it there until the next time. */
  const clearLog = () => db.exec('pragma wal_checkpoint(truncate)');

  /** Rows that moved from page to page left pieces of themselves behind: the file is written anew. */
  function clearTraces(): void {
    db.exec('vacuum');
    clearLog();
    db.exec('pragma user_version = 0');
  }
  // The power went in the midst of it.
  if (db.prepare('pragma user_version').get()?.user_version === leavesTraces) clearTraces();

  const read = (after: number, limit: number) => selectAfter.all(after, limit).map(recordIn);
  const orders = () =>
    selectOrders.all().map((row) => ({ state: JSON.parse(String(row.state)), open: row.open === 1 }));

  return {
    append(record, order) {
      inOne(() => {
        insertRecord.run(record.sequence, record.at, record.text, record.hash);
        if (order) keep(order);
      });
    },
    read,
    last() {
      const row = selectLast.get();
      return row && recordIn(row);
    },
    order(number) {
      const row = selectOrder.get(number);
      return row && orderIn(row);
    },
    openOrders: () => selectOpen.all().map(orderIn),
    drop(anchor, numbers) {
      inOne(() => {
        updateRecord.run(anchor.at, anchor.text, anchor.hash, anchor.sequence);
        if (db.prepare('select changes() as changed').get()?.changed !== 1) {
          throw new Error(`${file}: there is no record ${anchor.sequence}`);
        }
        deleteBefore.run(anchor.sequence);
        for (const number of numbers) deleteOrder.run(number);
      });
      clearLog();
    },
    rewrite(record, order) {
      inOne(() => {
        for (let after = 0, page = read(after, 500); page.length > 0; page = read(after, 500)) {
          for (const before of page) {
            const { at, text, hash } = record(before);
            updateRecord.run(at, text, hash, before.sequence);
            after = before.sequence;
          }
        }
        for (const { state, open } of orders()) {
          deleteOrder.run(state.order);
          keep({ state: order(state), open });
        }
        db.exec(`pragma user_version = ${leavesTraces}`);
      });
      clearTraces();
    },
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
