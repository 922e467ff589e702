import type { Checked, Mistake } from '../problem.ts';
import type { HubDatabase } from '../store/hub-store.ts';
import { keepPlacements, newPlacements, type PlacementsSaid } from './keep-placements.ts';
import { keepUnits, unitsThere } from './keep-units.ts';
import type { Placement, Register } from './register.ts';

/** Placements in units nobody has heard of. */
const strangers = (said: readonly PlacementsSaid[], units: ReadonlySet<string>): Mistake[] =>
  said.flatMap(({ placements, path }) =>
    placements.flatMap(({ unit }, at) =>
      unit === null || units.has(unit)
        ? []
        : [{ path: `${path}${path && `.${at}.`}unit`, message: `${unit} is no unit of the register` }],
    ),
  );

/** Rolls the transaction back. */
class Refused extends Error {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    super('the register was refused');
    this.mistakes = mistakes;
  }
}

const orMistakes = async (work: () => Promise<void>): Promise<Checked<true>> => {
  try {
    await work();
    return { ok: true, value: true };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, mistakes: error.mistakes };
    throw error;
  }
};

/**
 * Puts a register into the hub's, all of it or, with mistakes, nothing. What it says holds from now on, what it leaves out
 * stays as it is; the same one again changes nothing. Days a terminal has reported keep their unit and ward: a placement
 * that would change one is a mistake.
 */
export const keepRegister = ({ db }: HubDatabase, { units, terminals }: Register): Promise<Checked<true>> =>
  orMistakes(async () => {
    const said = terminals.map(({ terminal, placements }, at) => ({
      terminal,
      placements,
      path: `terminals.${at}.placements`,
    }));
    // Most starts bring nothing new: then no terminal has to be locked.
    const fresh = await newPlacements(db, said);
    await db.transaction().execute(async (tx) => {
      await keepUnits(
        tx,
        units.map((unit, rowOrder) => ({ ...unit, rowOrder })),
      );
      const named = fresh.flatMap(({ placements }) => placements.flatMap(({ unit }) => (unit === null ? [] : [unit])));
      const mistakes = strangers(fresh, await unitsThere(tx, named));
      if (mistakes.length > 0) throw new Refused(mistakes);
      const moved = await keepPlacements(tx, fresh);
      if (moved.length > 0) throw new Refused(moved);
    });
  });

/** Puts one terminal somewhere from a day on. */
export const placeTerminal = ({ db }: HubDatabase, terminal: string, placement: Placement): Promise<Checked<true>> =>
  orMistakes(() =>
    db.transaction().execute(async (tx) => {
      const said = [{ terminal, placements: [placement], path: '' }];
      const moved = await keepPlacements(tx, said);
      if (moved.length > 0) throw new Refused(moved);
      const mistakes = strangers(said, await unitsThere(tx, placement.unit === null ? [] : [placement.unit]));
      if (mistakes.length > 0) throw new Refused(mistakes);
    }),
  );
