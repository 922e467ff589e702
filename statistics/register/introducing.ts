import { type Answer, type EnrolmentPorts, enrolment, type FreshCode } from '../intake/enrolment.ts';
import { type Mistake, malformed, mistakeText, type Problem, problem } from '../problem.ts';
import { placementsOf } from './keep-placements.ts';
import { placeTerminal } from './keep-register.ts';
import { unitsThere } from './keep-units.ts';
import { mistakesInPlacement, type Placement } from './register.ts';

const conflict = (mistakes: readonly Mistake[]): Problem => {
  const [first] = mistakes;
  return problem('conflict', { ...(first && { detail: mistakeText(first) }), errors: mistakes });
};

/** What an administrator does with a terminal, in a browser or on the command line. */
export const introducing = (ports: EnrolmentPorts, config: { readonly zone: string }) => {
  const { database } = ports;
  const { makeCode } = enrolment(ports, config);

  /** Puts a terminal somewhere from a day on. A day it has reported keeps the unit it counted for. */
  const move = async (terminal: string, placement: Placement): Promise<Answer<Placement>> => {
    const mistakes = mistakesInPlacement(placement);
    if (mistakes.length > 0) return { ok: false, problem: malformed(mistakes) };
    const { unit } = placement;
    if (unit !== null && !(await unitsThere(database.db, [unit])).has(unit)) {
      return {
        ok: false,
        problem: malformed([{ path: 'unit', message: `${unit} is no unit of the register; make it first` }]),
      };
    }
    const placed = await placeTerminal(database, terminal, placement);
    return placed.ok ? { ok: true, value: placement } : { ok: false, problem: conflict(placed.mistakes) };
  };

  const isPlaced = async (terminal: string) => (await placementsOf(database.db, [terminal])).has(terminal);

  return {
    makeCode,

    move: async (terminal: string, placement: Placement): Promise<Answer<Placement>> =>
      (await isPlaced(terminal))
        ? move(terminal, placement)
        : { ok: false, problem: problem('notFound', { detail: `there is no terminal ${terminal}` }) },

    /** A terminal nobody has heard of yet: its place, and the code for its key. */
    introduce: async (terminal: string, placement: Placement): Promise<Answer<FreshCode>> => {
      if (await isPlaced(terminal)) {
        const detail = `${terminal} is there already; move it, or make another code for it`;
        return { ok: false, problem: problem('conflict', { detail }) };
      }
      const moved = await move(terminal, placement);
      return moved.ok ? makeCode(terminal) : moved;
    },
  };
};
