/** What a hub tells its parent: absolute values with a revision each, so that telling twice, or late, changes nothing. */
import * as v from 'valibot';
import { TerminalId } from '../../terminal/hub-contract.ts';
import { Count } from '../../terminal/usage-event.ts';
import { type RolledUpRow, rolledUpTables, UnitId } from './rolled-up-tables.ts';

export const HubId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,32}$/, 'expected 1 to 32 small letters, digits or hyphens'),
);

/** Of the widest rows so many stay below the largest body a hub takes. */
export const mostRows = 200;

const Placement = v.object({
  terminal: TerminalId,
  fromDay: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  unit: v.nullable(UnitId),
  ward: v.pipe(v.string(), v.maxLength(80)),
  placeZh: v.pipe(v.string(), v.maxLength(80)),
  placeEn: v.pipe(v.string(), v.maxLength(80)),
});

const rowsOf = (row: v.GenericSchema<unknown, unknown>) =>
  v.exactOptional(v.array(row as v.GenericSchema<unknown, RolledUpRow>), []);

export const RollUpBatch = v.strictObject({
  hub: HubId,
  /** Where the terminals stand whose rows these are, or stand without having been used. */
  placements: v.exactOptional(v.pipe(v.array(Placement), v.maxLength(mostRows)), []),
  rows: v.strictObject({
    usageDay: rowsOf(rolledUpTables.usageDay.row),
    deviceDay: rowsOf(rolledUpTables.deviceDay.row),
    faultDay: rowsOf(rolledUpTables.faultDay.row),
    unitHour: rowsOf(rolledUpTables.unitHour.row),
    unitFlow: rowsOf(rolledUpTables.unitFlow.row),
    unitStep: rowsOf(rolledUpTables.unitStep.row),
  }),
});
export type RollUpBatch = v.InferOutput<typeof RollUpBatch>;

export const RollUpReceipt = v.object({
  /** How many of the rows were news; the others the parent had already, as new or newer. */
  taken: Count,
  /** When the parent was last put back from a backup: it lacks what it was told since that was made. */
  restoredAt: v.exactOptional(Count),
});
export type RollUpReceipt = v.InferOutput<typeof RollUpReceipt>;
