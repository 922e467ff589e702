import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { databaseStore } from './database-store.ts';
import type { HubStore } from './hub-store.ts';
import { migrations } from './migrations.ts';
import { forKysely, openDatabase } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/** SQLite rolls table changes back like any other; with this a migration cut off half-way leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

class TransactionalDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalAdapter();
  }
}

/**
 * Opens the hub's store in an SQLite file (or `:memory:`) and brings its tables up to date. Rejects, with the file closed
 * again, when it cannot be opened, is no database, or was written by a newer hub.
 */
export const openSqliteStore = async (file: string): Promise<HubStore> => {
  const db = new Kysely<Tables>({ dialect: new TransactionalDialect({ database: forKysely(openDatabase(file)) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw error;
  }
  return databaseStore(db);
};
