/** The dispenser's stack and bin in the words of the interface `Storage`. */
import type { CardDispenser, CardDispenserStatus } from '../../device-drivers/contract/card-dispenser.ts';
import type { Tell } from './plan.ts';

export const dispenseUnit = 'unit1';
export const retainUnit = 'unit2';

/** What the sensors of each say; nothing while the machine says nothing. */
const replenishmentOf = (status: CardDispenserStatus) => ({
  [dispenseUnit]: status.device === 'online' ? status.dispense : undefined,
  [retainUnit]: status.device === 'online' ? status.retain : undefined,
});

const unitStatusOf = (status: CardDispenserStatus) => (status.device === 'online' ? 'ok' : 'inoperative');

/** How many cards are in the bin by the machine's own counter, where it has one and answers. */
export async function countOf({ retainedCounter }: CardDispenser): Promise<number | undefined> {
  const read = await retainedCounter?.read();
  return read?.ok ? read.count : undefined;
}

/** Both units as `Storage.GetStorage` tells them. No sensor counts the stack, so that its number is not told. */
export async function storageOf(dispenser: CardDispenser): Promise<object> {
  const count = await countOf(dispenser);
  const status = dispenser.status();
  const replenishment = replenishmentOf(status);
  const unit = (id: typeof dispenseUnit | typeof retainUnit, type: string, positionName: string, counts: object) => ({
    [id]: {
      positionName,
      // Unknown.
      capacity: 0,
      status: unitStatusOf(status),
      card: {
        capabilities: { type, hardwareSensors: true },
        // The sensors tell of thresholds.
        configuration: { threshold: 0 },
        status: { ...counts, replenishmentStatus: replenishment[id] },
      },
    },
  });
  return {
    ...unit(dispenseUnit, 'dispense', 'Stack', {}),
    ...unit(retainUnit, 'retain', 'Retain bin', { count }),
  };
}

/** Tells what a change of the machine's status is to its storage. Events carry what changed and nothing else. */
export function tellOfStorage(tell: Tell, before: CardDispenserStatus, after: CardDispenserStatus): void {
  if (before.device !== 'starting' && unitStatusOf(before) !== unitStatusOf(after)) {
    const status = unitStatusOf(after);
    tell.event('Storage.StorageChangedEvent', { [dispenseUnit]: { status }, [retainUnit]: { status } });
  }
  const was = replenishmentOf(before);
  const is = replenishmentOf(after);
  for (const unit of [dispenseUnit, retainUnit] as const) {
    const replenishmentStatus = is[unit];
    if (replenishmentStatus === undefined || replenishmentStatus === (was[unit] ?? 'ok')) continue;
    tell.event('Storage.StorageThresholdEvent', { [unit]: { card: { status: { replenishmentStatus } } } });
  }
}
