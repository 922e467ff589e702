/** `GET /health`: whether the terminal is well, for the updater, for monitoring, and for whoever stands before it with a laptop. */
import * as v from 'valibot';
import { deviceKinds } from '../device-drivers/contract/device-event.ts';
import { faults } from '../device-drivers/contract/fault.ts';
import type { Condition } from './condition.ts';
import { deviceStates } from './hub-contract.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * `starting` is not yet: until the open orders are settled or have gone behind the screen. `degraded` works, and somebody
 * should come. `failed` serves nobody. `reasons` says of what is not well which it is.
 */
export const Health = v.strictObject({
  status: v.picklist(['ok', 'degraded', 'starting', 'failed']),
  reasons: v.array(v.string()),
  terminal: v.string(),
  version: v.string(),
  /** The release's folder on an installed machine: version and counter. */
  release: v.exactOptional(v.string()),
  /** When this start began, and when this was said. */
  since: Instant,
  at: Instant,
  journal: v.picklist(['ok', 'broken']),
  inService: v.boolean(),
  /** Somebody stands before the screen, patient or technician. */
  visit: v.boolean(),
  openOrders: Count,
  keptSlips: Count,
  /** A page has the screen's socket. */
  screen: v.boolean(),
  devices: v.array(
    v.strictObject({
      device: v.picklist(deviceKinds),
      state: v.picklist(deviceStates),
      fault: v.exactOptional(v.picklist(faults)),
    }),
  ),
  hospital: v.strictObject({ answers: v.boolean(), answeredAt: v.exactOptional(Instant) }),
  hub: v.exactOptional(
    v.strictObject({ waiting: Count, sentAt: v.exactOptional(Instant), refused: v.exactOptional(v.string()) }),
  ),
});
export type Health = v.InferOutput<typeof Health>;

/** What stays the same from start to end. */
export interface Identity {
  readonly terminal: string;
  readonly version: string;
  readonly release?: string;
  /** UTC milliseconds. */
  readonly since: number;
}

const instant = (at: number) => new Date(at).toISOString();

export function healthOf(condition: Condition, screen: boolean, identity: Identity, now: number): Health {
  const { phase, journal, inService, openOrders, keptSlips, devices, hospital, hub } = condition;
  const broken = !journal || phase === 'broken';
  const reasons = [
    ...(broken ? ['journal'] : []),
    ...(phase === 'starting' ? ['starting'] : []),
    ...lesser(condition, screen),
  ];
  return {
    status: broken ? 'failed' : phase === 'starting' ? 'starting' : reasons.length > 0 ? 'degraded' : 'ok',
    reasons,
    ...identity,
    since: instant(identity.since),
    at: instant(now),
    journal: broken ? 'broken' : 'ok',
    inService,
    visit: phase === 'visited' || phase === 'serviced',
    openOrders,
    keptSlips,
    screen,
    devices: devices.map((it) => ({ ...it })),
    hospital: {
      answers: hospital.answers,
      ...(hospital.answeredAt !== undefined && { answeredAt: instant(hospital.answeredAt) }),
    },
    ...(hub && {
      hub: {
        waiting: hub.waiting,
        ...(hub.sentAt !== undefined && { sentAt: instant(hub.sentAt) }),
        ...(hub.refused !== undefined && { refused: hub.refused }),
      },
    }),
  };
}

/** What wants somebody's hand and keeps no patient away altogether. */
const lesser = ({ inService, devices, hospital, hub }: Condition, screen: boolean): string[] => [
  ...(inService ? [] : ['outOfService']),
  ...(hospital.answers ? [] : ['hospital']),
  ...(hub?.refused === undefined ? [] : ['hub']),
  ...(screen ? [] : ['screen']),
  ...devices.filter(({ state }) => state !== 'online' && state !== 'low').map(({ device }) => device),
];

/** 200 while patients are served, however well; 503 otherwise. */
export const statusCodeOf = ({ status }: Health): 200 | 503 => (status === 'ok' || status === 'degraded' ? 200 : 503);
