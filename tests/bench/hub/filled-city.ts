import { units } from '../../../seeds/units.ts';
import { enrolFleet } from '../../../simulator/fleet/enrol.ts';
import { createFleet } from '../../../simulator/fleet/fleet.ts';
import { heartbeatAt } from '../../../simulator/fleet/heartbeat.ts';
import { inventedMonth } from '../../../simulator/fleet/month.ts';
import { instantOf } from '../../../simulator/hospital/local-time.ts';
import { createHub, type Hub, usualConfig } from '../../../statistics/hub.ts';
import { heartbeatTaker } from '../../../statistics/intake/heartbeats.ts';
import { nodeSeals } from '../../../statistics/intake/node-seals.ts';
import { portsOver } from '../../../statistics/start-hub.ts';
import { openDatabase } from '../../../statistics/store/open-database.ts';
import { hubPaths, signedText } from '../../../terminal/hub-contract.ts';
import { hubTime, signer, zone } from './talk.ts';

const firstDay = '2026-10-01';
const lastDay = '2026-10-31';

export interface CityHub {
  readonly hub: Hub;
  /** What was told now: none when it had been told before. */
  readonly events: number;
  close(): Promise<void>;
}

export interface FilledCity {
  readonly events: number;
  /** Answers as a reader of the whole city gets it; throws when it is none. */
  ask(path: string): Promise<string>;
  close(): Promise<void>;
}

/** A hub with a month of a city's usage in its database, and what every terminal last said of itself. */
export async function openCity(url: string, terminals: number): Promise<CityHub> {
  const database = await openDatabase(url);
  const month = inventedMonth({
    seed: 6,
    units,
    terminals,
    from: firstDay,
    days: 31,
    transactionsPerTerminalDay: 33,
    zone,
  });
  const config = { ...usualConfig, zone, limits: 'none' as const };
  const ports = { ...portsOver(database, config), clock: { now: () => hubTime } };
  const hub = createHub(ports, config);
  await enrolFleet(database, month, signer.publicKey, hubTime);
  const events = await createFleet({ month, intake: ports.intake, seals: nodeSeals(), signer }).reportUpTo(hubTime);
  const hear = heartbeatTaker(ports, config);
  const midnight = instantOf(zone, lastDay, 0, '00:00');
  for (const terminal of month.terminals) {
    const heartbeat = heartbeatAt(month.plan.seed, terminal, month.day(terminal, lastDay), midnight, hubTime);
    const body = JSON.stringify(heartbeat);
    const signature = signer.sign(signedText(hubPaths.heartbeats, body));
    if (heartbeat) await hear({ path: hubPaths.heartbeats, body, signature });
  }
  return { hub, events, close: () => database.close() };
}

/** The same, and somebody who asks it. */
export async function fillCity(url: string, terminals: number): Promise<FilledCity> {
  const { hub, events, close } = await openCity(url, terminals);
  const cookie = await cookieOf(hub);
  return {
    events,
    async ask(path) {
      const answer = await hub.fetch(new Request(`http://hub.invalid${path}`, { headers: { cookie } }));
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
      return text;
    },
    close,
  };
}

async function cookieOf(hub: Hub): Promise<string> {
  const seated = await hub.fetch(new Request(`http://hub.invalid${hub.invite()}`));
  const [cookie = ''] = seated.headers.get('set-cookie')?.split(';') ?? [];
  return cookie;
}
