import type { Unit } from '../../seeds/units.ts';
import { keepRegister } from '../../statistics/register/keep-register.ts';
import type { Register } from '../../statistics/register/register.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';
import type { InventedMonth } from './month.ts';
import { registerOf } from './register.ts';

/** Databases bound how many values one statement may carry. */
const mostAtOnce = 500;

/** Puts units and terminals into the hub's register and binds a key to every terminal that has none. */
export async function enrolAll(
  database: HubDatabase,
  register: Register,
  publicKey: string,
  enrolledAt: number,
): Promise<void> {
  const kept = await keepRegister(database, register);
  if (!kept.ok) throw new Error(kept.mistakes.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  const names = register.terminals.map(({ terminal }) => terminal);
  for (let at = 0; at < names.length; at += mostAtOnce) {
    await database.db
      .updateTable('terminal')
      .set({ publicKey, enrolledAt })
      .where('terminal', 'in', names.slice(at, at + mostAtOnce))
      .where('publicKey', 'is', null)
      .execute();
  }
}

/** The same with all that is invented: `units` are the rows of the bulletin, also those in which no terminal stands. */
export const enrolFleet = (
  database: HubDatabase,
  { plan, terminals }: InventedMonth,
  publicKey: string,
  enrolledAt: number,
  units: readonly Unit[] = plan.units,
): Promise<void> => enrolAll(database, registerOf(units, terminals, plan.from), publicKey, enrolledAt);
