/**
 * Many terminals at once over a net that loses, repeats and holds back, with disks restored, copied and tampered with: in
 * the end the hub has every event of every epoch once, and the roll-ups are their sums.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrival, collector, type Received } from '../../statistics/intake/collecting.ts';
import { type InventedOutbox, inventedOutbox } from '../../statistics/intake/invented-usage-outbox.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import { lastingDatabases } from '../../statistics/store/databases-under-test.ts';
import type { HubDatabase } from '../../statistics/store/hub-store.ts';
import { databaseIntake } from '../../statistics/store/intake-store.ts';
import { openDatabase } from '../../statistics/store/open-database.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import {
  type Chance,
  type Disk,
  type Reply,
  type ScriptedTerminal,
  scriptedTerminal,
  seededChance,
} from './scripted-terminal.ts';
import { everyEventOnce, note, noteDisk, rollUpsAreSums, settings, type Truth } from './whole.ts';

const now = Date.UTC(2026, 10, 21);

const replyOf = (received: Received): Reply => {
  if (received.ok) return received;
  const { code, expected } = received.problem;
  return code === 'gap' ? { expected: expected ?? null } : { refused: code };
};

interface Delivery {
  readonly arrival: Arrival;
  readonly epoch: string;
  readonly events: readonly UsageEvent[];
}

/** The way from one terminal to the hubs: 5 of 100 deliveries come twice, 10 come later than those after them. */
const lossyWay = (hubs: readonly ((arrival: Arrival) => Promise<Received>)[], chance: Chance, truth: Truth) => {
  const late: { terminal: string; delivery: Delivery }[] = [];

  const arrive = async (terminal: string, { arrival, epoch, events }: Delivery): Promise<Reply> => {
    const received = await hubs[chance.below(hubs.length)]?.(arrival);
    if (!received) throw new Error('there is no hub');
    // Whether or not the terminal hears of it, the hub said that it has them.
    if (received.ok) note(truth, terminal, epoch, events);
    return replyOf(received);
  };

  const lateOne = async (): Promise<void> => {
    const [it] = late.splice(chance.below(late.length), 1);
    if (!it) return;
    const reply = await arrive(it.terminal, it.delivery);
    if ('refused' in reply) throw new Error(`what came late was refused: ${reply.refused}`);
  };

  return {
    send: async (terminal: string, delivery: Delivery): Promise<Reply | undefined> => {
      if (chance.percent(30)) await lateOne();
      if (chance.percent(3)) return undefined;
      if (chance.percent(10)) {
        late.push({ terminal, delivery });
        return undefined;
      }
      const reply = await arrive(terminal, delivery);
      if (chance.percent(5)) late.push({ terminal, delivery });
      return chance.percent(5) ? undefined : reply;
    },
    sendSurely: arrive,
    lateOnes: async () => {
      while (late.length > 0) await lateOne();
    },
  };
};
type Way = ReturnType<typeof lossyWay>;

/** What a disk would send on which something else was written under a number that was sent. */
const tamperedDelivery = (outbox: InventedOutbox, { written }: Disk): Arrival => {
  const epoch = written.filter((it) => it.epoch === written[0]?.epoch);
  const [before, last] = [epoch.at(-2), epoch.at(-1)];
  if (!last) throw new Error('there is nothing to tamper with');
  const previous = before ? { epoch: before.epoch, sequence: before.event.sequence, hash: before.hash } : null;
  return outbox.batch(last.epoch, previous, [{ ...last.event, at: last.event.at + 1 }]);
};

/** One terminal's life; what becomes of it, and whether its journal went back at any time. */
const liveOn = async (outbox: InventedOutbox, way: Way, chance: Chance, truth: Truth, rounds: number) => {
  const { terminal } = outbox;
  const original = scriptedTerminal(outbox, chance);
  const machines: ScriptedTerminal[] = [original];
  let backup: Disk | undefined;
  let wentBack = false;

  for (let round = 0; round < rounds; round += 1) {
    for (const machine of [...machines]) {
      machine.live(chance.below(20));
      if (chance.percent(10)) machine.start();
      if (chance.percent(10)) backup = machine.disk();
      if (chance.percent(3)) machine.skip();
      if (chance.percent(3) && backup) {
        machine.restore(backup);
        wentBack = true;
      }
      if (chance.percent(2) && machines.length < 3) {
        machines.push(scriptedTerminal(outbox, chance, machine.disk()));
        wentBack = true;
      }
      for (let sent = chance.below(4); sent > 0; sent -= 1) {
        const delivery = machine.next();
        const reply = delivery && (await way.send(terminal, delivery));
        if (reply) machine.heard(reply, delivery.events);
      }
    }
  }

  await way.lateOnes();
  for (const machine of machines) {
    // A cursor that ran ahead is found out with the next event.
    machine.live(1);
    for (let delivery = machine.next(), tries = 0; delivery; delivery = machine.next(), tries += 1) {
      if (tries > 10_000) throw new Error(`${terminal} does not come to an end`);
      const reply = await way.sendSurely(terminal, delivery);
      if ('refused' in reply) throw new Error(`${terminal} was refused: ${reply.refused}`);
      machine.heard(reply, delivery.events);
    }
    noteDisk(truth, terminal, machine.written());
  }
  return { terminal, outbox, wentBack, disk: original.disk() };
};

const unitOf = (terminal: string): string => `unit-${Number(terminal.slice(2)) % 3}`;

const enrol = async ({ db }: HubDatabase, { terminal, publicKey }: InventedOutbox) => {
  const row = { terminal, publicKey, enrolledAt: 0, revokedAt: null, epoch: null, heardAt: null };
  await db.insertInto('terminal').values(row).execute();
  const place = { unit: unitOf(terminal), ward: '门诊', placeZh: '一楼', placeEn: 'Ground floor' };
  await db
    .insertInto('placement')
    .values({ terminal, fromDay: '2020-01-01', ...place })
    .execute();
};

const livesOnce = async (databases: readonly HubDatabase[], seed: number, rounds: number): Promise<void> => {
  const [database] = databases;
  if (!database) throw new Error('there is no database');
  const hubs = databases.map((it) =>
    collector({ clock: { now: () => now }, store: databaseIntake(it, settings), seals: nodeSeals(), log: () => {} }),
  );
  const outboxes = Array.from({ length: 8 }, (_, at) => inventedOutbox(`T-${at}`));
  for (const outbox of outboxes) await enrol(database, outbox);
  const truth: Truth = new Map();

  const lives = await Promise.all(
    outboxes.map((outbox, at) => {
      const chance = seededChance(seed * 1_000 + at);
      return liveOn(outbox, lossyWay(hubs, chance, truth), chance, truth, rounds);
    }),
  );
  const held = await everyEventOnce(database, truth);
  await rollUpsAreSums(database, held, unitOf);

  const alarmed = await database.db.selectFrom('alarm').select(['terminal', 'kind']).execute();
  const quiet = new Set(lives.filter(({ wentBack }) => !wentBack).map(({ terminal }) => terminal));
  expect(alarmed.filter(({ terminal }) => quiet.has(terminal))).toEqual([]);
  expect(alarmed.filter(({ kind }) => kind !== 'restored')).toEqual([]);

  // A tampered copy of one of them is refused, is told of, and changes nothing.
  const life = lives.find(({ wentBack }) => !wentBack);
  if (!life) return;
  expect(await hubs[0]?.(tamperedDelivery(life.outbox, life.disk))).toMatchObject({ problem: { code: 'fork' } });
  await everyEventOnce(database, truth);
  const forks = await database.db.selectFrom('alarm').select('terminal').where('kind', '=', 'fork').execute();
  expect(forks).toEqual([{ terminal: life.terminal }]);
};

for (const { name, skip, make } of lastingDatabases) {
  describe.skipIf(skip)(`in ${name}`, () => {
    const processes = name === 'an SQLite file' ? 1 : 2;
    test(
      `every event arrives once, with ${processes} ${processes === 1 ? 'hub' : 'hubs at once'}`,
      { timeout: 180_000 },
      () =>
        fc.assert(
          fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
            const { url, drop } = await make();
            const databases = await Promise.all(Array.from({ length: processes }, () => openDatabase(url)));
            try {
              await livesOnce(databases, seed, 25);
            } finally {
              for (const database of databases) await database.close();
              await drop();
            }
          }),
          { numRuns: 3, endOnFailure: true },
        ),
    );
  });
}
