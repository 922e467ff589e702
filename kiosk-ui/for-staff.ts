import type { Screen } from '../terminal/screen.ts';

const typedByStaff = ['pin', 'oneTimeCode', 'cards', 'sheets'];

/** Whether a screen is a technician's: it belongs to no visit, so it is in no mode and offers none. */
export function forStaff(screen: Screen): boolean {
  if (screen.name === 'enterNumber') return typedByStaff.includes(screen.what);
  return screen.name === 'technician' || (screen.name === 'working' && screen.work === 'testingDevice');
}
