import * as v from 'valibot';
import { deviceKinds } from '../../device-drivers/contract/device-event.ts';
import { TerminalId } from '../../terminal/hub-contract.ts';
import { Count, visitFlows } from '../../terminal/usage-event.ts';
import { bucketNames } from '../intake/duration-bucket.ts';
import { countNames, countOfEnding, visitCounts } from '../intake/roll-up.ts';

const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const Word = v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}$/));
export const UnitId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/));
const Device = v.picklist(deviceKinds);
const Revision = v.pipe(Count, v.minValue(1));
const counted = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, Count]));
const counts = counted(countNames);

const rolledUp = { unit: UnitId, revision: Revision };

/**
 * The roll-ups a hub tells its parent, each with its key and all its values. The names of tables and fields are those of
 * `store/tables.ts`.
 */
export const rolledUpTables = {
  usageDay: {
    key: ['terminal', 'businessDay'],
    row: v.strictObject({ ...rolledUp, terminal: TerminalId, businessDay: Day, ...counts }),
  },
  deviceDay: {
    key: ['terminal', 'businessDay', 'device'],
    row: v.strictObject({
      ...rolledUp,
      terminal: TerminalId,
      businessDay: Day,
      device: Device,
      outages: Count,
      downSeconds: Count,
    }),
  },
  faultDay: {
    key: ['terminal', 'businessDay', 'device', 'fault'],
    row: v.strictObject({
      ...rolledUp,
      terminal: TerminalId,
      businessDay: Day,
      device: Device,
      fault: Word,
      faults: Count,
    }),
  },
  unitHour: {
    key: ['unit', 'businessDay', 'hour'],
    row: v.strictObject({ ...rolledUp, businessDay: Day, hour: v.pipe(Count, v.maxValue(23)), ...counts }),
  },
  unitFlow: {
    key: ['unit', 'businessDay', 'flow'],
    row: v.strictObject({
      ...rolledUp,
      businessDay: Day,
      flow: v.picklist(visitFlows),
      ...counted(visitCounts),
      ...counted(bucketNames),
    }),
  },
  unitStep: {
    key: ['unit', 'businessDay', 'flow', 'step'],
    row: v.strictObject({
      ...rolledUp,
      businessDay: Day,
      flow: v.picklist(visitFlows),
      step: Word,
      ...counted(Object.values(countOfEnding)),
    }),
  },
} as const;

export type RolledUpTable = keyof typeof rolledUpTables;
export const rolledUpTableNames = Object.keys(rolledUpTables) as readonly RolledUpTable[];
/** A row of one of these tables: the fields its schema lists. */
export type RolledUpRow = { readonly unit: string; readonly revision: number } & Readonly<
  Record<string, string | number>
>;
