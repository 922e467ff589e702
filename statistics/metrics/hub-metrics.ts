import { Counter, collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import { version } from '../../terminal/version.ts';
import type { HubLog, HubPorts } from '../ports.ts';
import type { AlarmKind } from '../store/tables.ts';
import { countedLog } from './counted-log.ts';
import { enrolmentCounts, heardSince, openAlarms } from './fleet.ts';
import { routeClassOf } from './route-class.ts';

const alarmKinds = {
  silent: true,
  deviceDown: true,
  supplyLow: true,
  supplyOut: true,
  binFull: true,
  restored: true,
  fork: true,
  clockAhead: true,
  refused: true,
} satisfies Record<AlarmKind, true>;

/** How long ago enrolled terminals were heard: a heartbeat, the patience of an alarm, an hour, a day. In seconds. */
const heardWithin = [120, 600, 3_600, 86_400];

/** A request that was answered. */
export interface Answered {
  readonly method: string;
  /** As it stood in the request's first line. */
  readonly target: string;
  readonly status: number;
  readonly seconds: number;
}

export interface HubMetrics {
  /** Counts what is logged. */
  readonly log: HubLog;
  answered(answer: Answered): void;
  swept(seconds: number): void;
  readonly contentType: string;
  /** Everything, as OpenMetrics has it. */
  text(): Promise<string>;
}

/** Figures for whoever watches the hub's health. Labels are few and fixed; none names a person, a terminal or a unit. */
export const createHubMetrics = ({ clock, database }: Pick<HubPorts, 'clock' | 'database'>): HubMetrics => {
  const { db, kind } = database;
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'hub_requests',
    help: 'Requests by what they are for and how they were answered',
    labelNames: ['route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'hub_request_seconds',
    help: 'From a request’s headers to the end of its answer',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const sweeps = new Histogram({
    name: 'hub_sweep_seconds',
    help: 'Looking for terminals that fell silent, for sessions that ended and for what is too old',
    buckets: [0.01, 0.1, 1, 10],
    registers,
  });
  new Gauge({
    name: 'hub_build',
    help: 'The program’s version and its kind of database; always 1',
    labelNames: ['version', 'database'],
    registers,
  }).set({ version, database: kind }, 1);
  new Gauge({
    name: 'hub_database_connections',
    help: 'Connections to the database that work, rest, and are waited for',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(database.connections())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'hub_alarms_open',
    help: 'Alarms that are open, by kind',
    labelNames: ['kind'],
    registers,
    async collect() {
      const open = await openAlarms(db);
      for (const it of Object.keys(alarmKinds) as AlarmKind[]) this.set({ kind: it }, open.get(it) ?? 0);
    },
  });
  new Gauge({
    name: 'hub_terminals',
    help: 'Terminals by whether their key is known',
    labelNames: ['enrolment'],
    registers,
    async collect() {
      for (const [enrolment, count] of Object.entries(await enrolmentCounts(db))) this.set({ enrolment }, count);
    },
  });
  new Gauge({
    name: 'hub_terminals_heard',
    help: 'Enrolled terminals that were last heard within so many seconds',
    labelNames: ['within'],
    registers,
    async collect() {
      const now = clock.now();
      for (const seconds of heardWithin) {
        this.set({ within: String(seconds) }, await heardSince(db, now - seconds * 1_000));
      }
    },
  });

  return {
    log: countedLog(registry),
    answered: ({ method, target, status, seconds }) => {
      const route = routeClassOf(method, target);
      requests.inc({ route, status });
      durations.observe({ route }, seconds);
    },
    swept: (seconds) => sweeps.observe(seconds),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
};
