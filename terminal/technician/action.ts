import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { TechnicianDevice } from '../screen/parts.ts';

export type ActionName = TechnicianDevice['actions'][number];

/** What a technician can do to a device: try it, say how many cards or sheets are in it now, say that its bin is empty. */
export const actionsOf: Record<DeviceKind, readonly ActionName[]> = {
  idCardReader: ['test'],
  receiptPrinter: ['test'],
  cardDispenser: ['test', 'cards', 'bin'],
  chipCardReader: ['test'],
  magneticCardReader: ['test'],
  barcodeScanner: ['test'],
  reportPrinter: ['test', 'sheets'],
};

export interface Action {
  readonly name: ActionName;
  readonly device: DeviceKind;
}

/** The action a tile stands for by its id (`test:receiptPrinter`), or nothing when one of these devices does not have it. */
export function actionIn(id: string, devices: readonly DeviceKind[]): Action | undefined {
  for (const device of deviceKinds.filter((kind) => devices.includes(kind))) {
    const name = actionsOf[device].find((it) => id === `${it}:${device}`);
    if (name) return { name, device };
  }
  return undefined;
}
