import type { DeviceKind } from '../device-drivers/contract/device-event.ts';
import type { DeviceStatuses } from './technician/device-state.ts';

/**
 * Whether a device can do its work now, as the errands see it: what runs low still can, what ran out or is full cannot.
 * Nothing for a device that has not said yet how it is, or is not there.
 */
export function ability(kind: DeviceKind, statuses: DeviceStatuses): boolean | undefined {
  const status = statuses[kind];
  if (!status || status.device === 'starting') return undefined;
  if (status.device !== 'online') return false;
  return !('dispense' in status) || (status.dispense !== 'empty' && status.retain !== 'full');
}
