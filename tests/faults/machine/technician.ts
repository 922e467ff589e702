/** A technician's hands. */
import { demonstrationPin, demonstrationTechnician } from '../../../seeds/technician.ts';
import { codeAt } from '../../../terminal/technician/one-time-code.ts';
import { type ScreenOf, type Stand, untilShown } from './hands.ts';

/** Of the configuration: how technicians get in. */
export const technician = demonstrationTechnician;

/** From the welcome, or from a closed terminal, to the overview of devices. */
export async function enterAsTechnician(stand: Stand): Promise<ScreenOf<'technician'>> {
  stand.tap({ kind: 'technician' });
  stand.tap({ kind: 'enter', text: demonstrationPin });
  stand.tap({ kind: 'enter', text: codeAt(technician.oneTimeSecret, stand.clock.now()) });
  return untilShown(stand, 'technician', 10_000);
}

/** Enters a count (`cards:cardDispenser`); the overview afterwards. */
export async function technicianCounts(stand: Stand, id: string, count: number): Promise<ScreenOf<'technician'>> {
  stand.tap({ kind: 'choose', id });
  stand.tap({ kind: 'enter', text: String(count) });
  return untilShown(stand, 'technician', 10_000);
}
