import type { BenchCommand } from './command.ts';
import { createDeviceHands, type DeviceHandsParts } from './device-hands.ts';
import { createHospitalHands, type HospitalHandsParts, isHospitalCommand } from './hospital-hands.ts';

export type HandsParts = DeviceHandsParts & HospitalHandsParts;

/** Hands that do what a command says. They return why not, when it cannot be done. */
export function createHands(parts: HandsParts): (command: BenchCommand) => string | undefined {
  const atDevices = createDeviceHands(parts);
  const atHospital = createHospitalHands(parts);
  return (command) => (isHospitalCommand(command) ? atHospital(command) : atDevices(command));
}
