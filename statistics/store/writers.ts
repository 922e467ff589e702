import type { Kysely } from 'kysely';
import { bucketNames } from '../intake/duration-bucket.ts';
import { type CountName, countNames, countOfEnding, visitCounts } from '../intake/roll-up.ts';
import { bulkInsert, bulkInsertOf } from './bulk-insert.ts';
import { eventColumns, pushEvent } from './event-row.ts';
import type { Tables } from './tables.ts';

const counts: readonly CountName[] = countNames;
const endings = Object.values(countOfEnding);
const marks = ['revision', 'dirty'] as const;
/** A roll-up's row that changes: what is counted adds up, and so does its revision. */
const adding = <const Name extends string>(names: readonly Name[]) =>
  ({ replace: ['dirty'], add: [...names, 'revision'] }) as const;

/** How the rows of an intake are written, a function each table. */
export const intakeWriters = (db: Kysely<Tables>) => ({
  usageEvent: bulkInsertOf(db, { table: 'usageEvent', columns: eventColumns }, pushEvent),
  epoch: bulkInsert(db, {
    table: 'epoch',
    columns: ['terminal', 'epoch', 'upTo', 'hash', 'followsEpoch', 'followsSequence', 'openedAt'],
    conflict: { key: ['terminal', 'epoch'], replace: ['upTo', 'hash'] },
  }),
  /** The row is there: its key and its enrolment stay as they are. */
  terminal: bulkInsert(db, {
    table: 'terminal',
    columns: ['terminal', 'epoch', 'heardAt'],
    conflict: { key: ['terminal'], replace: ['epoch', 'heardAt'] },
  }),
  deviceState: bulkInsert(db, {
    table: 'deviceState',
    columns: ['terminal', 'device', 'available', 'since'],
    conflict: { key: ['terminal', 'device'], replace: ['available', 'since'] },
  }),
  usageDay: bulkInsert(db, {
    table: 'usageDay',
    columns: ['terminal', 'businessDay', 'unit', ...counts, ...marks],
    conflict: { key: ['terminal', 'businessDay'], ...adding(counts) },
  }),
  deviceDay: bulkInsert(db, {
    table: 'deviceDay',
    columns: ['terminal', 'businessDay', 'device', 'unit', 'outages', 'downSeconds', ...marks],
    conflict: { key: ['terminal', 'businessDay', 'device'], ...adding(['outages', 'downSeconds']) },
  }),
  faultDay: bulkInsert(db, {
    table: 'faultDay',
    columns: ['terminal', 'businessDay', 'device', 'fault', 'unit', 'faults', ...marks],
    conflict: { key: ['terminal', 'businessDay', 'device', 'fault'], ...adding(['faults']) },
  }),
  monthChange: bulkInsert(db, {
    table: 'monthChange',
    columns: ['terminal', 'month', 'changedAt', 'events'],
    conflict: { key: ['terminal', 'month', 'changedAt'], add: ['events'] },
  }),
  unitHour: bulkInsert(db, {
    table: 'unitHour',
    columns: ['unit', 'businessDay', 'hour', ...counts, ...marks],
    conflict: { key: ['unit', 'businessDay', 'hour'], ...adding(counts) },
  }),
  unitFlow: bulkInsert(db, {
    table: 'unitFlow',
    columns: ['unit', 'businessDay', 'flow', ...visitCounts, ...bucketNames, ...marks],
    conflict: { key: ['unit', 'businessDay', 'flow'], ...adding([...visitCounts, ...bucketNames]) },
  }),
  unitStep: bulkInsert(db, {
    table: 'unitStep',
    columns: ['unit', 'businessDay', 'flow', 'step', ...endings, ...marks],
    conflict: { key: ['unit', 'businessDay', 'flow', 'step'], ...adding(endings) },
  }),
});
