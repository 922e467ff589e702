import { enrolAll } from '../../../simulator/fleet/enrol.ts';
import type { SignedBatch } from '../../../simulator/fleet/outbox.ts';
import { eventColumns, pushEvent } from '../../../statistics/store/event-row.ts';
import type { IntakeStore } from '../../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../../statistics/store/intake-store.ts';
import { openDatabase } from '../../../statistics/store/open-database.ts';
import type { EventRow } from '../../../statistics/store/tables.ts';
import { type BareTable, barePostgres, bareSqlite } from '../hub/bare-rows.ts';
import { type BenchDatabases, postgresDatabases, sqliteDatabases } from '../hub/databases.ts';
import { createTalk, hubTime, signer, zone } from '../hub/talk.ts';
import type { Beside, Finding, Ratio } from '../ratio.ts';
import { inRounds } from '../rounds.ts';
import { atLeast, roundByRound, spreadOf } from '../statistics.ts';

const terminals = 32;
const eventsInBatch = 500;
/** Of each terminal in a round. */
const batches = 2;

const rowsOf = ({ batch: { terminal, epoch, events } }: SignedBatch): EventRow[] =>
  events.map((event) => {
    const values: unknown[] = [];
    pushEvent(values, { terminal, epoch, event, isQuarantined: false });
    return Object.fromEntries(eventColumns.map((column, at) => [column, values[at]])) as unknown as EventRow;
  });

/** What the hub does once a batch is read and its signature known to be good. */
const take = (intake: IntakeStore, { batch: { terminal, epoch, events }, cursor }: SignedBatch): Promise<void> =>
  intake.take(terminal, [epoch], ({ current }) => ({
    answer: undefined,
    intake: {
      mark: { ...cursor, follows: current?.follows ?? null },
      events,
      quarantined: new Set(),
      heardAt: hubTime,
      alarms: [],
    },
  }));

const inSeconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

async function measureOn(
  of: string,
  databases: BenchDatabases,
  bare: (url: string, sample: EventRow) => Promise<BareTable>,
): Promise<{ finding: Finding; beside: Beside[] }> {
  const talk = createTalk(terminals, eventsInBatch);
  const database = await openDatabase(await databases.fresh());
  const tables: BareTable[] = [];
  try {
    await enrolAll(database, talk.register, signer.publicKey, hubTime);
    const intake = databaseIntake(database, { zone, monthClosesAfterDays: 3 });
    let said = -2;
    let lists: SignedBatch[][] = [];
    let rows: EventRow[] = [];
    /** Every side of a round gets the same events, made before the first of them begins. */
    const prepared = (round: number) => {
      if (round === said) return;
      lists = Array.from({ length: terminals }, (_, index) => talk.next(index, batches));
      rows = lists.flatMap((list) => list.flatMap(rowsOf));
      said = round;
    };
    prepared(-1);
    const [sample] = rows;
    if (!sample) throw new Error('nothing was said');
    for (let table = 0; table < 2; table++) tables.push(await bare(await databases.fresh(), sample));

    const hub = (round: number) => {
      prepared(round);
      const oneAfterAnother = async (list: SignedBatch[]) => {
        for (const batch of list) await take(intake, batch);
      };
      return inSeconds(() => Promise.all(lists.map(oneAfterAnother)));
    };
    const raw = (table: BareTable | undefined) => (round: number) => {
      prepared(round);
      return inSeconds(async () => table?.insert(rows));
    };
    const taken = await inRounds({ hub, raw: raw(tables[0]), again: raw(tables[1]) });
    const perSecond = (seconds: number) => Math.round((terminals * batches * eventsInBatch) / seconds);
    return {
      finding: { of, spread: spreadOf(roundByRound(taken.raw, taken.hub)), target: atLeast(0.35) },
      beside: [
        { name: `${of}: bare ÷ bare`, spread: spreadOf(roundByRound(taken.raw, taken.again)), control: true },
        { name: `${of}: hub, events/s`, spread: spreadOf(taken.hub.map(perSecond)) },
        { name: `${of}: bare, rows/s`, spread: spreadOf(taken.raw.map(perSecond)) },
      ],
    };
  } finally {
    for (const table of tables) await table.close();
    await database.close();
    await databases.close();
  }
}

export const hubIntake: Ratio = {
  name: 'P5',
  about: 'time a bare multi-row insert without keys takes for events ÷ time the hub takes them in, roll-ups and all',
  async measure() {
    const file = (url: string) => url.slice('sqlite:'.length);
    const sqlite = await measureOn('SQLite', sqliteDatabases(), async (url, sample) => bareSqlite(file(url), sample));
    const url = process.env.HUB_TEST_POSTGRES;
    const measured = [sqlite];
    if (url) measured.push(await measureOn('PostgreSQL', await postgresDatabases(url), barePostgres));
    return {
      findings: measured.map(({ finding }) => finding),
      beside: measured.flatMap(({ beside }) => beside),
      ...(!url && {
        without: 'PostgreSQL: HUB_TEST_POSTGRES says no server (postgres://user:password@host:5432/database)',
      }),
    };
  },
};
