import { eventOf } from './event-row.ts';
import type { Decision, HubDatabase, IntakeStore, Standing } from './hub-store.ts';
import { markOf } from './standings.ts';
import { groupTaker, type IntakeSettings, type Outcome, type Take } from './take-group.ts';

export interface DatabaseIntakeSettings extends IntakeSettings {
  /**
   * Calls back when those that are about to bring something have had time to: what is brought by then shares one
   * transaction. At the end of the running microtask when absent, so that everything settles without a turn of the event
   * loop; a hub that listens to many does better with `setImmediate`.
   */
  readonly gather?: (then: () => void) => void;
}

interface Waiting extends Take {
  readonly settle: (outcome: Outcome) => void;
}

/** A group is a transaction: large enough to share its costs, small enough that nobody waits long for the others. */
const mostInGroup = 64;

/** SQLite writes one transaction after the other; PostgreSQL has work for several at once. */
const lanes = { sqlite: 1, postgres: 4 } as const;

const mostTries = 8;

/** PostgreSQL's codes for transactions that got into each other's way and may be tried again. */
const collisions = new Set(['40001', '40P01']);
const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && collisions.has(error.code);

/** The hub's intake in its database. Whoever opened the database closes it. */
export const databaseIntake = (database: HubDatabase, settings: DatabaseIntakeSettings): IntakeStore => {
  const { db, kind } = database;
  const { gather = queueMicrotask } = settings;
  const takeGroup = groupTaker(database, settings);
  let waiting: Waiting[] = [];
  const busy = new Set<string>();
  let running = 0;
  let isGathering = false;

  const taken = async (takes: readonly Take[]): Promise<readonly Outcome[]> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await takeGroup(takes);
      } catch (error) {
        if (isCollision(error) && tries < mostTries) continue;
        if (takes.length === 1) return [{ ok: false, error }];
        // One of them spoiled it for all: each by itself.
        const outcomes: Outcome[] = [];
        for (const take of takes) outcomes.push(...(await taken([take])));
        return outcomes;
      }
    }
  };

  /** Those that can be taken together: of each terminal the first that waits, unless one of it is being taken. */
  const nextGroup = (): Waiting[] => {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const met = new Set(busy);
    for (const it of waiting) {
      (group.length < mostInGroup && !met.has(it.terminal) ? group : left).push(it);
      met.add(it.terminal);
    }
    waiting = left;
    return group;
  };

  const run = async (group: readonly Waiting[]): Promise<void> => {
    running += 1;
    for (const { terminal } of group) busy.add(terminal);
    const outcomes = await taken(group);
    running -= 1;
    for (const { terminal } of group) busy.delete(terminal);
    for (const [at, { settle }] of group.entries())
      settle(outcomes[at] ?? { ok: false, error: new Error('no outcome') });
    start();
  };

  const start = (): void => {
    while (running < lanes[kind]) {
      const group = nextGroup();
      if (group.length === 0) return;
      void run(group);
    }
  };

  return {
    take: <Answer>(
      terminal: string,
      epochs: readonly string[],
      decide: (standing: Standing) => Decision<Answer>,
    ): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const settle = (outcome: Outcome) => (outcome.ok ? resolve(outcome.answer as Answer) : reject(outcome.error));
        waiting.push({ terminal, epochs, decide, settle });
        if (isGathering) return;
        isGathering = true;
        gather(() => {
          isGathering = false;
          start();
        });
      }),

    events: async (terminal, epoch, after, limit) => {
      const rows = await db
        .selectFrom('usageEvent')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('epoch', '=', epoch)
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(eventOf);
    },

    epochs: async (terminal) => {
      const rows = await db
        .selectFrom('epoch')
        .selectAll()
        .where('terminal', '=', terminal)
        .orderBy('openedAt')
        .orderBy('upTo')
        .execute();
      return rows.map(markOf);
    },
  };
};
