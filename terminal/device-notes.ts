import { type DeviceEvent, type DeviceKind, deviceKinds } from '../device-drivers/contract/device-event.ts';
import { ability } from './device-ability.ts';
import { orLost } from './journal/journal.ts';
import type { Log } from './log-event.ts';
import type { BookedJournal } from './technician/books.ts';
import type { DeviceStatuses } from './technician/device-state.ts';

type DeviceFault = Extract<DeviceEvent, { event: 'device.fault' }>;

/** What of the devices goes into the journal: their faults, and when one stops being able to do its work, or can again. */
export interface DeviceNotes {
  /** Logs what a driver reports, and notes a fault. */
  hear(event: DeviceEvent): void;
  /** Notes whether a device can do its work, where that is not what the journal says already. */
  look(kind: DeviceKind): void;
  /** The start is in the journal. Nothing is noted before it, since an epoch begins with its start. */
  begin(): void;
}

export function createDeviceNotes(journal: BookedJournal, log: Log, statuses: () => DeviceStatuses): DeviceNotes {
  /** Faults that came before the start was written; absent once it is. */
  let early: DeviceFault[] | undefined = [];

  const note = ({ device, fault }: DeviceFault) =>
    orLost(() => journal.append({ kind: 'device.fault', device, fault }));

  function look(device: DeviceKind): void {
    if (early) return;
    const available = ability(device, statuses());
    if (available === undefined || available !== journal.books.unable.has(device)) return;
    orLost(() => journal.append({ kind: 'device.changed', device, available }));
  }

  return {
    hear(event) {
      log(event);
      if (event.event !== 'device.fault') return;
      if (early) early.push(event);
      else note(event);
    },
    look,
    begin() {
      const held = early ?? [];
      early = undefined;
      for (const event of held) note(event);
      for (const kind of deviceKinds) look(kind);
    },
  };
}
