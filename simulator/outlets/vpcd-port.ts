import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { PcscLink } from '../../device-drivers/links/pcsc.ts';
import { vpcdSlot } from '../devices/vpcd-bridge.ts';
import type { Port } from './outlet.ts';
import { createStandingPort } from './standing-port.ts';

/** The reader's name in pcscd, as vsmartcard's driver tells it. */
export const vpcdReader = 'Virtual PCD 00 00';

/**
 * The chip card reader's cards in pcscd. Its driver `vpcd` shows a reader whether or not we are there: to a program, an
 * unplugged one has no card in it. `port`: where the driver listens.
 */
export const createVpcdPort = (plan: {
  readonly clock: Clock;
  readonly port: number;
  readonly openLink: () => Promise<PcscLink>;
}): Port<unknown> =>
  createStandingPort({
    ...plan,
    serve(link) {
      const slot = vpcdSlot(plan);
      slot.serve({ transmit: link.transmit, reset: link.reset });
      link.onCard((atr) => (atr ? slot.insert(atr) : slot.remove()));
      link.onClose(slot.close);
    },
  });
