import { type Unit, units } from '../../seeds/units.ts';
import type { Hub } from '../../statistics/hub.ts';
import { nodeSeals } from '../../statistics/intake/node-seals.ts';
import type { HubDatabase, IntakeStore } from '../../statistics/store/hub-store.ts';
import { type Heartbeat, hubPaths, signatureHeader, signedText } from '../../terminal/hub-contract.ts';
import { dayAfter, dayOf } from '../../terminal/zone.ts';
import { instantOf } from '../hospital/local-time.ts';
import type { InventedTerminal } from './city.ts';
import { enrolFleet } from './enrol.ts';
import { createFleet } from './fleet.ts';
import { heartbeatAt } from './heartbeat.ts';
import { inventedMonth } from './month.ts';
import { fleetSigner } from './signer.ts';

/** Units with terminals: some of the bulletin's hospitals and districts, in its order. */
const peopled = [
  'jiangsu-renmin',
  'jiangsu-zhongyi',
  'nanjing-ertong',
  'nanjing-gulou',
  'nanjing-diyi',
  'nanjing-fuyou',
  'nanjing-jiangning',
  'dongda-zhongda',
  'nanjing-kouqiang',
  'xuanwu',
  'qinhuai',
  'pukou',
  'jiangbei',
];
/** A unit without any still has its row. */
const empty = ['nanjing-mingji', 'gaochun'];
const among = (ids: readonly string[]): Unit[] => units.filter(({ id }) => ids.includes(id));

/** The rows of the demonstration's bulletin. */
export const demonstrationUnits = among([...peopled, ...empty]);

/** Not more than is invented within a few seconds. */
const days = 57;

export interface NeighboursParts {
  readonly database: HubDatabase;
  readonly intake: IntakeStore;
  readonly hub: Hub;
  readonly terminals: number;
  readonly zone: string;
  /** The time it is where they stand. */
  readonly now: () => number;
}

/** The other terminals of the city: invented, so that the hub has something to show beside what is done at the kiosks. */
export interface Neighbours {
  /** The hub has never heard of them. */
  readonly areNew: boolean;
  /** Tells the hub what they did since it last heard of them, of eight weeks at most, and how they are. */
  catchUp(): Promise<number>;
}

export async function createNeighbours(parts: NeighboursParts): Promise<Neighbours> {
  const { database, intake, hub, zone, now } = parts;
  const from = dayAfter(dayOf(now(), zone), -days);
  const month = inventedMonth({
    seed: 20_260,
    units: among(peopled),
    terminals: parts.terminals,
    from,
    days,
    transactionsPerTerminalDay: 33,
    zone,
  });
  const signer = fleetSigner();
  const known = await database.db
    .selectFrom('terminal')
    .select('terminal')
    .where('publicKey', 'is not', null)
    .execute();
  const enrolled = new Set(known.map(({ terminal }) => terminal));
  const terminals = month.terminals.filter(({ terminal }) => !enrolled.has(terminal));
  await enrolFleet(
    database,
    { ...month, terminals },
    signer.publicKey,
    instantOf(zone, from, 0, '00:00'),
    demonstrationUnits,
  );
  const fleet = createFleet({ month, intake, seals: nodeSeals(), signer });

  /** How a terminal is; before it is started in the morning as it was left in the evening. */
  function beatOf(terminal: InventedTerminal, instant: number): Heartbeat | undefined {
    const today = dayOf(instant, zone);
    for (const day of [today, dayAfter(today, -1)]) {
      const midnight = instantOf(zone, day, 0, '00:00');
      const heartbeat = heartbeatAt(month.plan.seed, terminal, month.day(terminal, day), midnight, instant);
      if (heartbeat) return heartbeat;
    }
    return undefined;
  }

  async function beat(instant: number): Promise<void> {
    for (const terminal of month.terminals) {
      const body = JSON.stringify(beatOf(terminal, instant));
      const signature = signer.sign(signedText(hubPaths.heartbeats, body));
      const headers = { 'content-type': 'application/json', [signatureHeader]: signature };
      await hub.fetch(new Request(`http://hub.invalid${hubPaths.heartbeats}`, { method: 'POST', headers, body }));
    }
  }

  return {
    areNew: terminals.length === month.terminals.length,
    async catchUp() {
      const instant = now();
      const events = await fleet.reportUpTo(instant);
      await beat(instant);
      return events;
    },
  };
}
