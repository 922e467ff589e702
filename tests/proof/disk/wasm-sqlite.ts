import type { SqlDatabase, SqlStatement } from '../../../terminal/journal/sqlite-journal.ts';
import { createDiskVfs, type System } from './disk-vfs.ts';
import { startModule, type WasmModule } from './wasm-module.ts';

/** What SQLite reports, with its extended code. */
export class SqliteError extends Error {
  override name = 'SqliteError';
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

const ok = 0;
const aRow = 100;
const done = 101;
const openFlags = 0x2 | 0x4;
const integer = 1;
const textType = 3;

/** Machines whose last database was closed in good order. */
const idle: WasmModule[] = [];

/** Opens a database on a disk of ours. What the disk throws in the midst of a call comes out of it; then all is over. */
export async function openOnDisk(file: string, system: System): Promise<SqlDatabase> {
  const module = idle.pop() ?? (await startModule());
  const vfs = 'torn-disk';
  // Its chance begins anew from ours, whatever it was used for before.
  module._sqlite3_randomness(0, 0);
  if (module.vfs_register(createDiskVfs(vfs, module, system), true) !== ok) throw new Error('SQLite takes no disk');
  return databaseOf(module, file, vfs);
}

function databaseOf(module: WasmModule, file: string, vfs: string): SqlDatabase {
  const result = module._sqlite3_malloc(8);
  const free = module._getSqliteFree();

  function textIn(text: string): number {
    const room = module.lengthBytesUTF8(text) + 1;
    const address = module._sqlite3_malloc(room);
    module.stringToUTF8(text, address, room);
    return address;
  }

  function withText<T>(text: string, use: (address: number) => T): T {
    const address = textIn(text);
    const answer = use(address);
    module._sqlite3_free(address);
    return answer;
  }

  const opened = withText(file, (name) =>
    withText(vfs, (disk) => module._sqlite3_open_v2(name, result, openFlags, disk)),
  );
  const db = module.getValue(result, '*');

  function check(code: number, ...allowed: readonly number[]): number {
    if (allowed.includes(code)) return code;
    throw new SqliteError(module.UTF8ToString(module._sqlite3_errmsg(db)), code);
  }
  check(opened, ok);
  module._sqlite3_extended_result_codes(db, 1);

  function rowOf(statement: number): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (let column = 0; column < module._sqlite3_column_count(statement); column++) {
      const type = module._sqlite3_column_type(statement, column);
      const name = module.UTF8ToString(module._sqlite3_column_name(statement, column));
      if (type === integer) row[name] = module._sqlite3_column_double(statement, column);
      else if (type === textType) row[name] = module.UTF8ToString(module._sqlite3_column_text(statement, column));
      else throw new TypeError(`the journal has no column of type ${type}`);
    }
    return row;
  }

  function* rowsOf(statement: number, values: readonly (string | number)[]): Generator<Record<string, unknown>> {
    for (const [at, value] of values.entries()) {
      // Node binds every number as a double too; the strict table makes whole numbers of them.
      if (typeof value === 'number') check(module._sqlite3_bind_double(statement, at + 1, value), ok);
      else check(module._sqlite3_bind_text(statement, at + 1, textIn(value), -1, free), ok);
    }
    try {
      while (check(module._sqlite3_step(statement), aRow, done) === aRow) yield rowOf(statement);
    } finally {
      // It reports once more what the step has reported already.
      module._sqlite3_reset(statement);
    }
  }

  const statements: number[] = [];

  return {
    exec(sql) {
      check(
        withText(sql, (text) => module._sqlite3_exec(db, text, 0, 0, 0)),
        ok,
      );
    },
    prepare(sql): SqlStatement {
      check(
        withText(sql, (text) => module._sqlite3_prepare_v2(db, text, -1, result, 0)),
        ok,
      );
      const statement = module.getValue(result, '*');
      statements.push(statement);
      return {
        run: (...values) => [...rowsOf(statement, values)].length,
        get: (...values) => [...rowsOf(statement, values)][0],
        all: (...values) => [...rowsOf(statement, values)],
      };
    },
    get isTransaction() {
      return module._sqlite3_get_autocommit(db) === 0;
    },
    close() {
      for (const statement of statements) module._sqlite3_finalize(statement);
      check(module._sqlite3_close_v2(db), ok);
      module._sqlite3_free(result);
      idle.push(module);
    },
  };
}
