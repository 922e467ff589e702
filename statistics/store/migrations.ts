import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { HubDatabase } from './hub-store.ts';
import { hubTables } from './migrations/hub-tables.ts';

/**
 * The hub's tables, by versions in the order of their names. A version that was released is never edited: the next
 * change is a new one. The types are those both SQLite and PostgreSQL understand.
 */
export const migrationsFor = (kind: HubDatabase['kind']): Readonly<Record<string, Migration>> => ({
  ...released,
  '0003-hub': { up: (db: Kysely<unknown>) => hubTables(db, kind) },
  '0004-restorations': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('restoration')
        .addColumn('restored_at', 'bigint', (column) => column.primaryKey())
        .execute();
    },
  },
  '0005-parent-restorations': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('parent_restoration')
        .addColumn('restored_at', 'bigint', (column) => column.primaryKey())
        .execute();
    },
  },
});

const released: Readonly<Record<string, Migration>> = {
  '0001-usage': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('watermark')
        .addColumn('terminal', 'text', (column) => column.primaryKey())
        .addColumn('up_to', 'bigint', (column) => column.notNull())
        .addColumn('heard_at', 'bigint')
        .execute();
      await db.schema
        .createTable('usage_event')
        .addColumn('terminal', 'text', (column) => column.notNull())
        .addColumn('sequence', 'bigint', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('business_day', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('ending', 'text')
        .addColumn('step', 'text')
        .addColumn('seconds', 'bigint')
        .addColumn('amount', 'bigint')
        .addColumn('device', 'text')
        .addColumn('fault', 'text')
        .addPrimaryKeyConstraint('usage_event_key', ['terminal', 'sequence'])
        .execute();
      await db.schema
        .createTable('usage_day')
        .addColumn('terminal', 'text', (column) => column.notNull())
        .addColumn('business_day', 'text', (column) => column.notNull())
        .addColumn('visits', 'bigint', (column) => column.notNull())
        .addColumn('completed', 'bigint', (column) => column.notNull())
        .addColumn('registrations', 'bigint', (column) => column.notNull())
        .addColumn('registration_amount', 'bigint', (column) => column.notNull())
        .addColumn('refunds', 'bigint', (column) => column.notNull())
        .addColumn('refund_amount', 'bigint', (column) => column.notNull())
        .addColumn('device_faults', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('usage_day_key', ['terminal', 'business_day'])
        .execute();
      // A page reads one day over all terminals; the key alone would make it walk every day there ever was.
      await db.schema.createIndex('usage_day_by_day').on('usage_day').column('business_day').execute();
    },
  },
  // Days that were rolled up before have noughts: no terminal reported these kinds then.
  '0002-more-errands': {
    up: async (db: Kysely<unknown>) => {
      for (const column of ['paid_here', 'pages']) {
        await db.schema.alterTable('usage_event').addColumn(column, 'bigint').execute();
      }
      for (const column of [
        'collections',
        'collections_paid_here',
        'collection_amount',
        'check_ins',
        'cancellations',
        'payments',
        'payment_amount',
        'cards_issued',
        'cards_captured',
        'report_printings',
        'pages',
        'slip_reprints',
      ]) {
        await db.schema
          .alterTable('usage_day')
          .addColumn(column, 'bigint', (added) => added.notNull().defaultTo(0))
          .execute();
      }
    },
  },
};
