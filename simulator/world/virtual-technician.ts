import { sleep } from '../../device-drivers/contract/clock.ts';
import type { Screen } from '../../terminal/screen.ts';
import { oneTimeCodeAt } from './one-time-code.ts';
import { type Answer, type AtTheTerminal, back, choose, enter } from './patient/at-the-terminal.ts';

const pin = '135790';
const oneTimeSecret = 'ZS4XTNPNPVAZ74YP3NQFZO5TQIQKVDM7';

/** How this world's technicians get in. The PIN is hashed as lightly as the configuration allows. */
export const technicianConfig = {
  pinHash:
    'scrypt:1024:1:1:05050505050505050505050505050505:4208f217ad6849ed2ea8b79c967075595a0a406e67a0bd74e9e0c989154c1f68',
  oneTimeSecret,
};

const mostLooks = 40;

/**
 * Opens the hidden door, tries and counts, closes the terminal or opens it, and leaves. `service`: whether the terminal
 * is to be open when the technician has gone. Resolves when the technician has left.
 */
export async function serviceBy(at: AtTheTerminal, service: 'open' | 'closed'): Promise<void> {
  const { clock, fate } = at;
  let inside = false;
  for (let looks = 0; looks < mostLooks; looks++) {
    await sleep(clock, 500 + 2000 * fate.draw('technician.thinking'));
    const shown = at.shown();
    if (!shown) return;
    const { screen, revision } = shown;
    const isOutside = screen.name === 'attract' || screen.name === 'outOfService';
    if (inside && isOutside) return;
    inside ||= screen.name === 'technician';
    const next = await answerTo(screen, at, service);
    if (next !== 'wait' && next !== 'leave') at.tap({ tap: next, revision });
  }
}

async function answerTo(screen: Screen, at: AtTheTerminal, service: 'open' | 'closed'): Promise<Answer> {
  switch (screen.name) {
    case 'attract':
    case 'outOfService':
      return { kind: 'technician' };
    case 'enterNumber':
      return typeNumber(screen, at);
    case 'technician':
      return work(screen, at, service);
    default:
      return 'wait';
  }
}

async function typeNumber(
  { what, again }: Extract<Screen, { name: 'enterNumber' }>,
  at: AtTheTerminal,
): Promise<Answer> {
  const { fate, clock, shelf } = at;
  switch (what) {
    case 'pin':
      // A code is good once: another has to come first.
      if (again !== undefined) await sleep(clock, 40_000);
      return enter(fate.draw('technician.mistypes') < 0.1 ? '000000' : pin);
    case 'oneTimeCode':
      return enter(oneTimeCodeAt(oneTimeSecret, clock.now()));
    case 'cards':
      return enter(String(shelf.cardDispenser.state().stack.length));
    case 'sheets':
      return enter(String(shelf.reportPrinter.state().sheets));
    default:
      return back;
  }
}

function work(
  { devices, inService }: Extract<Screen, { name: 'technician' }>,
  { fate, shelf, emptyBin }: AtTheTerminal,
  service: 'open' | 'closed',
): Answer {
  const actions = devices.flatMap(({ device, actions }) => actions.map((action) => `${action}:${device}`));
  const action = fate.draw('technician.works') < 0.7 ? fate.pick('technician.action', actions) : undefined;
  if (action?.startsWith('bin:')) emptyBin();
  if (action !== undefined) return choose(action);
  if (inService !== (service === 'open')) return choose('service');
  shelf.receiptPrinter.take();
  return fate.draw('technician.leaves') < 0.8 ? choose('leave') : back;
}
