import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { UsageEvent } from '../../terminal/usage-event.ts';
import type { ZoneClock } from '../calendar.ts';
import { downByDay } from '../intake/down-time.ts';

/** What was last told of a device: able or not, and since when. */
export interface DeviceSince {
  readonly available: boolean;
  readonly since: number;
}

/** What outages add to one day of a device. */
export interface OutageDay {
  readonly device: DeviceKind;
  readonly businessDay: string;
  readonly outages: number;
  readonly downSeconds: number;
}

/**
 * Follows what a terminal's events tell of its devices, from what was told before; a device nobody told of is able. An
 * outage counts on the business day it began, its seconds on the days it lasted, once it is over.
 */
export const followOutages = (
  before: ReadonlyMap<DeviceKind, DeviceSince>,
  events: readonly UsageEvent[],
  clock: ZoneClock,
): { readonly states: ReadonlyMap<DeviceKind, DeviceSince>; readonly days: readonly OutageDay[] } => {
  const states = new Map<DeviceKind, DeviceSince>();
  const days: OutageDay[] = [];
  for (const event of events) {
    if (event.kind !== 'deviceChanged') continue;
    const { device, available, at, businessDay } = event;
    const last = states.get(device) ?? before.get(device);
    if (last?.available === available) continue;
    states.set(device, { available, since: at });
    if (!available) days.push({ device, businessDay, outages: 1, downSeconds: 0 });
    if (available && last) {
      for (const [day, downSeconds] of downByDay(last.since, at, clock)) {
        days.push({ device, businessDay: day, outages: 0, downSeconds });
      }
    }
  }
  return { states, days };
};
