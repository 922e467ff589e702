import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { Devices } from '../device-bay.ts';
import type { DeviceState } from '../hub-contract.ts';

/** What each device the terminal has says of itself. */
export type DeviceStatuses = {
  readonly [Kind in DeviceKind]?: ReturnType<NonNullable<Devices[Kind]>['status']>;
};

/** The kinds of device this terminal has, in the order of the shelf. */
export const kindsOf = (devices: Devices): readonly DeviceKind[] =>
  deviceKinds.filter((kind) => devices[kind] !== undefined);

export const statusesOf = (devices: Devices): DeviceStatuses =>
  Object.fromEntries(kindsOf(devices).map((kind) => [kind, devices[kind]?.status()]));

/** A device's state in one word, and the fault behind it where there is one. Nothing for a device the terminal has not. */
export function stateOf(
  kind: DeviceKind,
  statuses: DeviceStatuses,
): { readonly state: DeviceState; readonly fault?: Fault } | undefined {
  const status = statuses[kind];
  if (!status) return undefined;
  if (status.device === 'starting') return { state: 'starting' };
  if ('fault' in status) return { state: 'offline', fault: status.fault };
  return { state: onlineState(status) };
}

type Online = Extract<DeviceStatuses[DeviceKind], { readonly device: 'online' }>;

/** What will soon need a hand, before what is merely well. */
function onlineState(status: Online): DeviceState {
  if ('dispense' in status) {
    if (status.dispense === 'empty') return 'empty';
    if (status.retain === 'full') return 'full';
    return status.dispense === 'low' ? 'low' : 'online';
  }
  if ('output' in status && status.output === 'almostFull') return 'full';
  if ('toner' in status && status.toner === 'low') return 'low';
  return 'paper' in status && status.paper === 'low' ? 'low' : 'online';
}
