import type { Machine } from './machine.ts';
import { raisedBetween } from './programs.ts';
import { folderOf, manifestAt, standingOf } from './standing.ts';
import { settle, turnTo } from './turn.ts';
import { type Checked, damageOf } from './verified.ts';
import { idle, type Patience } from './waiting.ts';

const no = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });

export interface RollbackOptions {
  readonly patience: Patience;
  /** The administrator has put back the backup of before the update. */
  readonly restored: boolean;
}

/** Back to the release that stood before, and no other; the counter stays where it is. */
export const rollback = async (machine: Machine, { patience, restored }: RollbackOptions): Promise<Checked<object>> => {
  const settled = await settle(machine, patience.health);
  if (!settled.ok) machine.say(settled.why);
  const { current, previous } = standingOf(machine);
  if (current === undefined || previous === undefined || previous === current) {
    return no('no release stood before the one in use');
  }
  const damage = damageOf(machine.files, folderOf(machine.places, previous));
  if (damage !== undefined) return no(`${previous} is no longer whole: ${damage}`);
  const [from, to] = [manifestAt(machine, current), manifestAt(machine, previous)];
  const [raised] = from && to ? raisedBetween(to, from, machine.programs) : [];
  if (raised && !restored) {
    return no(
      `${current} writes ${raised.data} in a way that ${previous} cannot read. Stop ${raised.unit}, put back the backup of before the update, then repeat with --restored`,
    );
  }
  if (!(await idle(machine, patience.idle))) {
    return no('somebody was at the screen, or an order open, all the time; try again later, or with --now');
  }
  return turnTo(machine, previous, patience.health);
};
