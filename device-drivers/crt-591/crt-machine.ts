import { type Act, type Look, type Machine, type Sight, stuck } from '../card-dispenser/machine.ts';
import { failed, type Outcome } from '../contract/fault.ts';
import { type CrtAnswer, decodeCount, decodeSensors, errorOf, type MachineState } from './answer.ts';
import type { CrtCommand, Destination, InitialPlace } from './command.ts';
import type { Conversation } from './conversation.ts';
import type { CrtProfile } from './profile.ts';

export interface CrtMachine extends Machine {
  readonly talk: Conversation;
  setEntry(allowed: boolean): Promise<Act>;
  sensors(): Promise<Outcome<{ readonly sensors: readonly boolean[] }>>;
  retainedCount(): Promise<Outcome<{ readonly count: number }>>;
  setRetainedCount(count: number): Promise<Act>;
}

type Done = Extract<CrtAnswer, { kind: 'done' }>;

const media = { none: 'notPresent', gate: 'entering', inside: 'present' } as const;
const dispense = { empty: 'empty', low: 'low', enough: 'ok' } as const;

export const sightOf = ({ card, stack, bin }: MachineState): Sight => ({
  media: media[card],
  dispense: dispense[stack],
  retain: bin,
});

/** The machine's acts. `entryWanted` is asked when it begins: initialising shuts the gate. */
export function createCrtMachine(talk: Conversation, profile: CrtProfile, entryWanted: () => boolean): CrtMachine {
  async function ask(
    command: CrtCommand,
    signal?: AbortSignal,
  ): Promise<{ readonly ok: true; readonly answer: Done } | Exclude<Act, { ok: true }>> {
    const asked = await talk.ask(command, signal);
    if (!asked.ok) return asked;
    const { answer } = asked;
    if (answer.kind === 'done') return { ok: true, answer };
    const { meaning, fault, remedy } = errorOf(answer.error);
    if (remedy === 'reset') return stuck(fault, `${answer.error} ${meaning}`);
    return remedy === 'initialise' ? { ...failed(fault), fresh: true } : failed(fault);
  }

  const act = async (command: CrtCommand): Promise<Act> => {
    const asked = await ask(command);
    return asked.ok ? { ok: true } : asked;
  };
  const setEntry = (allowed: boolean) => act({ kind: 'entry', allowed });

  async function initialise(card: InitialPlace, signal?: AbortSignal): Promise<Act> {
    let outcome: Act = failed('offline');
    // A machine whose power fails in the middle of it says B0 once more.
    for (const _attempt of [1, 2]) {
      const asked = await ask({ kind: 'initialise', card, counting: profile.counting }, signal);
      outcome = asked.ok ? { ok: true } : asked;
      if (asked.ok || !asked.fresh) break;
    }
    // Nothing can be taken, or nothing more retained: that is no reason not to begin.
    const supplies = !outcome.ok && (outcome.fault === 'stackEmpty' || outcome.fault === 'retainBinFull');
    return supplies && card === 'stay' ? { ok: true } : outcome;
  }

  /** Moves, and believes the sensors rather than the word "success". */
  async function move(to: Destination, ends: readonly MachineState['card'][], signal?: AbortSignal): Promise<Look> {
    const asked = await ask({ kind: 'move', to }, signal);
    if (!asked.ok) return asked;
    const { state } = asked.answer;
    if (ends.includes(state.card)) return { ok: true, sight: sightOf(state) };
    return stuck('cardJammed', `moved to ${to}, and the card is ${state.card}`);
  }

  return {
    talk,
    async begin() {
      const begun = await initialise('stay');
      return begun.ok && entryWanted() ? setEntry(true) : begun;
    },
    async look() {
      const asked = await ask({ kind: 'status' });
      return asked.ok ? { ok: true, sight: sightOf(asked.answer.state) } : asked;
    },
    takeFromStack: (signal) => move('rf', ['inside'], signal),
    // A quick hand has taken the card before the machine answers.
    offer: (signal) => move(profile.offerBy, ['gate', 'none'], signal),
    retain: (signal) => move('bin', ['none'], signal),
    reset: (to, signal) => initialise(to === 'retain' ? 'bin' : 'stay', signal),
    setEntry,
    async sensors() {
      const asked = await ask({ kind: 'sensors' });
      if (!asked.ok) return failed(asked.fault);
      const sensors = decodeSensors(asked.answer.data);
      return sensors ? { ok: true, sensors } : failed('protocolError');
    },
    async retainedCount() {
      const asked = await ask({ kind: 'retainedCount' });
      if (!asked.ok) return failed(asked.fault);
      const count = decodeCount(asked.answer.data);
      return count === undefined ? failed('protocolError') : { ok: true, count };
    },
    setRetainedCount: (count) => act({ kind: 'setRetainedCount', count }),
    end: talk.end,
    ended: talk.ended,
    over: talk.over,
  };
}
