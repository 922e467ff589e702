import type {
  AlarmCause,
  Decision,
  EpochMark,
  Intake,
  IntakeStore,
  Standing,
} from '../../statistics/store/hub-store.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';

/** The hub's intake in memory, for virtual time: everything settles without a turn of the event loop. */
export interface MemoryIntakeStore extends IntakeStore {
  /** Binds a key to a terminal, in place of the one before. */
  enrol(terminal: string, publicKey: string): void;
  revoke(terminal: string): void;
  /** The alarms that are open, in the order in which they were opened. */
  alarms(terminal: string): readonly AlarmCause[];
}

interface Held {
  publicKey?: string;
  revoked: boolean;
  current?: string;
  readonly marks: Map<string, EpochMark>;
  readonly events: Map<string, UsageEvent[]>;
  readonly alarms: AlarmCause[];
}

export function createMemoryIntakeStore(): MemoryIntakeStore {
  const terminals = new Map<string, Held>();

  function heldOf(terminal: string): Held {
    const held = terminals.get(terminal) ?? { revoked: false, marks: new Map(), events: new Map(), alarms: [] };
    terminals.set(terminal, held);
    return held;
  }

  return {
    async take<Answer>(
      terminal: string,
      epochs: readonly string[],
      decide: (standing: Standing) => Decision<Answer>,
    ): Promise<Answer> {
      const held = heldOf(terminal);
      const { answer, intake, alarms = [] } = decide(standingOf(held, epochs));
      if (intake) write(held, intake);
      open(held, alarms);
      return answer;
    },
    events: async (terminal, epoch, after, limit) =>
      (heldOf(terminal).events.get(epoch) ?? []).filter(({ sequence }) => sequence > after).slice(0, limit),
    epochs: async (terminal) => [...heldOf(terminal).marks.values()],
    enrol(terminal, publicKey) {
      Object.assign(heldOf(terminal), { publicKey, revoked: false });
    },
    revoke(terminal) {
      heldOf(terminal).revoked = true;
    },
    alarms: (terminal) => heldOf(terminal).alarms,
  };
}

function standingOf({ publicKey, revoked, current, marks }: Held, epochs: readonly string[]): Standing {
  const now = current === undefined ? undefined : marks.get(current);
  const followed = new Set([...marks.values()].flatMap(({ follows }) => follows?.epoch ?? []));
  const known = epochs.flatMap((epoch) => {
    const mark = marks.get(epoch);
    return mark ? [[epoch, mark] as const] : [];
  });
  return {
    ...(publicKey !== undefined && { publicKey }),
    revoked,
    ...(now && { current: now }),
    known: new Map(known),
    followed: new Set(epochs.filter((epoch) => followed.has(epoch))),
  };
}

function write(held: Held, { mark, events, alarms }: Intake): void {
  const before = held.events.get(mark.epoch) ?? [];
  const sequences = new Set([...before, ...events].map(({ sequence }) => sequence));
  if (sequences.size < before.length + events.length) throw new Error('an event of the intake is there already');
  held.events.set(mark.epoch, [...before, ...events]);
  held.marks.set(mark.epoch, mark);
  held.current = mark.epoch;
  open(held, alarms);
}

/** One of a kind is open at a time. */
function open({ alarms }: Held, causes: readonly AlarmCause[]): void {
  for (const cause of causes) if (!alarms.some(({ kind }) => kind === cause.kind)) alarms.push(cause);
}
