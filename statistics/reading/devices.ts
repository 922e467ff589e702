import { type Kysely, sql } from 'kysely';
import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { Devices } from '../api/shapes.ts';
import type { zoneClock } from '../calendar.ts';
import type { Tables } from '../store/tables.ts';
import { heartbeatOf } from './heartbeats.ts';
import { momentsOf, type Period, shared } from './period.ts';
import type { Sight } from './sight.ts';
import type { Standing } from './standings.ts';
import { type Place, type PlaceKind, placing } from './usage-places.ts';

type DevicesRow = Devices['rows'][number];

interface Row {
  readonly place: Place;
  readonly device: DeviceKind;
  readonly terminals: Set<string>;
  readonly faults: Map<string, number>;
  outages: number;
  downMs: number;
  inPlaceMs: number;
}

/** Terminals in whose standings something happened, and where they stood then. */
interface Where {
  readonly standings: readonly Standing[];
  readonly at: (terminal: string, day: string) => Standing | undefined;
}

const whereabouts = (standings: readonly Standing[]): Where => {
  const of = Map.groupBy(standings, ({ terminal }) => terminal);
  return { standings, at: (terminal, day) => of.get(terminal)?.find(({ from, to }) => from <= day && day <= to) };
};

/** More terminals than these are not listed to the database: saying which takes longer than reading all in sight. */
const mostListed = 200;

/** Devices of terminals, by whatever told of them: what broke in the period, what stands still, what was last heard. */
const toldOf = async (
  db: Kysely<Tables>,
  { ids, strays }: Sight,
  { from, to }: Period,
  standings: readonly Standing[],
) => {
  const terminals = [...new Set(standings.map(({ terminal }) => terminal))];
  const listed =
    terminals.length <= mostListed ? sql<boolean>`terminal in (${sql.join([...terminals, ''])})` : sql<boolean>`1 = 1`;
  const inSight = strays
    ? listed
    : sql<boolean>`${listed} and terminal in (select terminal from placement where unit in (${sql.join([...ids, ''])}))`;
  const onDays = sql<boolean>`${listed} and unit in (${sql.join([...ids, ''])}) and business_day >= ${from} and business_day <= ${to}`;
  const [outages, faults, states, heartbeats] = await Promise.all([
    db
      .selectFrom('deviceDay')
      .select(['terminal', 'businessDay', 'device', 'outages', 'downSeconds'])
      .where(onDays)
      .execute(),
    db.selectFrom('faultDay').select(['terminal', 'businessDay', 'device', 'fault', 'faults']).where(onDays).execute(),
    db.selectFrom('deviceState').selectAll().where(inSight).execute(),
    db.selectFrom('terminalState').select(['terminal', 'heartbeat']).where(inSight).execute(),
  ]);
  return { outages, faults, states, heartbeats };
};

/**
 * How devices fared: outages and the time they took, an outage that goes on included up to now, over the time the
 * terminals that have one were in place. Rows in the order of the places, then of the kinds.
 */
export const readDevices = async (
  db: Kysely<Tables>,
  sight: Sight,
  standings: readonly Standing[],
  asked: {
    readonly period: Period;
    readonly place: PlaceKind;
    readonly now: number;
    /** Terminals that stand in sight now: what they say of themselves may be told here. */
    readonly present: ReadonlySet<string>;
  },
  clock: ReturnType<typeof zoneClock>,
): Promise<DevicesRow[]> => {
  const { place, period, now, present } = asked;
  const { placeOf, compare } = placing(place, sight);
  const where = whereabouts([...standings].sort(compare));
  const told = await toldOf(db, sight, period, standings);
  const rows = new Map<string, Map<DeviceKind, Row>>();

  const rowOf = (standing: Standing, device: DeviceKind): Row => {
    const there = placeOf(standing.unit, standing);
    const devices = rows.get(there.id) ?? new Map<DeviceKind, Row>();
    const row = devices.get(device) ?? {
      place: there,
      device,
      terminals: new Set(),
      faults: new Map(),
      outages: 0,
      downMs: 0,
      inPlaceMs: 0,
    };
    rows.set(there.id, devices.set(device, row));
    return row;
  };

  const owned = new Map<string, Set<DeviceKind>>();
  const has = (terminal: string, device: DeviceKind) => {
    const devices = owned.get(terminal);
    if (devices) devices.add(device);
    else owned.set(terminal, new Set([device]));
  };
  for (const { terminal, heartbeat } of told.heartbeats.filter((it) => present.has(it.terminal))) {
    for (const { device } of heartbeatOf(heartbeat).devices) has(terminal, device);
  }
  for (const { terminal, device } of told.states.filter((it) => present.has(it.terminal))) has(terminal, device);
  for (const { terminal, device } of [...told.outages, ...told.faults]) has(terminal, device);
  const downSince = new Map(
    told.states.filter(({ available }) => available === 0).map((it) => [`${it.terminal} ${it.device}`, it.since]),
  );

  const stretches = new Map<string, readonly [number, number]>();
  for (const standing of where.standings) {
    // Nearly all stood there all the time, and a calendar is slow to ask.
    const days = `${standing.from} ${standing.to}`;
    const stretch = stretches.get(days) ?? momentsOf(clock, standing, now);
    stretches.set(days, stretch);
    for (const device of owned.get(standing.terminal) ?? []) {
      const row = rowOf(standing, device);
      row.terminals.add(standing.terminal);
      row.inPlaceMs += stretch[1] - stretch[0];
      const since = downSince.get(`${standing.terminal} ${device}`);
      if (since !== undefined) row.downMs += shared([since, now], stretch);
    }
  }
  for (const { terminal, businessDay, device, outages, downSeconds } of told.outages) {
    const standing = where.at(terminal, businessDay);
    if (!standing) continue;
    const row = rowOf(standing, device);
    row.outages += outages;
    row.downMs += downSeconds * 1_000;
  }
  for (const { terminal, businessDay, device, fault, faults } of told.faults) {
    const standing = where.at(terminal, businessDay);
    if (!standing) continue;
    const row = rowOf(standing, device);
    row.faults.set(fault, (row.faults.get(fault) ?? 0) + faults);
  }
  return [...rows.values()].flatMap((devices) =>
    deviceKinds.flatMap((device) => {
      const row = devices.get(device);
      return row ? [shown(row)] : [];
    }),
  );
};

const shown = ({ place, device, terminals, faults, outages, downMs, inPlaceMs }: Row): DevicesRow => ({
  place: place.id,
  name: place.name,
  device,
  terminals: terminals.size,
  outages,
  downSeconds: Math.round(downMs / 1_000),
  availability: inPlaceMs === 0 ? null : Math.max(0, 1 - downMs / inPlaceMs),
  faults: [...faults]
    .map(([fault, times]) => ({ fault, times }))
    .sort((a, b) => b.times - a.times || (a.fault < b.fault ? -1 : 1)),
});
