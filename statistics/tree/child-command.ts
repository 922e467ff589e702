import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { command } from '../command.ts';
import { type Checked, check, type Mistake } from '../problem.ts';
import { HubId } from './roll-up-batch.ts';
import { UnitId } from './rolled-up-tables.ts';

export const childUsage = `npm run hub -- child --database URL --hub NAME --public-key KEY --unit UNIT …
npm run hub -- child --database URL --hub NAME --revoke

  --database    this hub's database, sqlite:FILE or postgres://…
  --hub         what the other hub calls itself: 1 to 32 small letters, digits or hyphens
  --public-key  64 hexadecimal digits; the other hub says them when it starts with --parent
  --unit        a reporting unit it speaks for; once for each
  --revoke      take nothing from it any more; what it told stays`;

const known = {
  database: { type: 'string' },
  hub: { type: 'string' },
  'public-key': { type: 'string' },
  unit: { type: 'string', multiple: true },
  revoke: { type: 'boolean', default: false },
} as const;

const Said = v.object({ database: v.string(), hub: HubId });
const Child = v.object({
  'public-key': v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')),
  unit: v.array(UnitId),
});

export interface ChildOptions {
  readonly database: string;
  readonly hub: string;
  /** Absent when it is to be revoked. */
  readonly child?: { readonly publicKey: string; readonly units: readonly string[] };
}

/** Reads the command line after `child`. */
export const readChildOptions = (args: readonly string[]): Checked<ChildOptions> => {
  const parsed = () => parseArgs({ args: [...args], options: known }).values;
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed();
  } catch (error) {
    return { ok: false, mistakes: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
  const asOptions = (mistakes: readonly Mistake[]) =>
    mistakes.map(({ path, message }) => ({ path: `--${path.split('.')[0]}`, message }));
  const said = check(Said, values, () => []);
  if (!said.ok) return { ok: false, mistakes: asOptions(said.mistakes) };
  if (values.revoke) return said;
  const child = check(Child, values, () => []);
  if (!child.ok) return { ok: false, mistakes: asOptions(child.mistakes) };
  const { 'public-key': publicKey, unit: units } = child.value;
  return { ok: true, value: { ...said.value, child: { publicKey, units } } };
};

/** `npm run hub -- child …`: lets another hub tell this one its roll-ups, or no longer. */
export const childCommand = command(
  childUsage,
  readChildOptions,
  async ({ hub, child }, { clock, say, complain, database: { db } }) => {
    if (!child) {
      const revoked = await db
        .updateTable('childHub')
        .set({ revokedAt: clock.now() })
        .where('hub', '=', hub)
        .executeTakeFirst();
      if (revoked.numUpdatedRows > 0n) say(`${hub} is not heard any more`);
      else complain(`hub: ${hub}: there is no such hub`);
      return revoked.numUpdatedRows > 0n ? 0 : 1;
    }
    const known = await db
      .selectFrom('unit')
      .select('unit')
      .where('unit', 'in', [...child.units])
      .execute();
    const unknown = child.units.filter((it) => !known.some(({ unit }) => unit === it));
    if (unknown.length > 0) {
      complain(`hub: ${unknown.join(', ')}: no such unit in the register; add it there first`);
      return 1;
    }
    const told = { publicKey: child.publicKey, units: JSON.stringify(child.units), revokedAt: null };
    await db
      .insertInto('childHub')
      .values({ hub, ...told, heardAt: null })
      .onConflict((conflict) => conflict.column('hub').doUpdateSet(told))
      .execute();
    say(`${hub} may tell of ${child.units.join(', ')}`);
    return 0;
  },
);
