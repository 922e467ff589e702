/** Where a terminal's drivers are put in, from its configuration and the shelf. */
import type { CardDispenser } from '../device-drivers/contract/card-dispenser.ts';
import { type Clock, sleep } from '../device-drivers/contract/clock.ts';
import type { DeviceKind, DeviceLog } from '../device-drivers/contract/device-event.ts';
import type { Links } from '../device-drivers/links/links.ts';
import { type DeviceOf, shelf } from '../device-drivers/shelf.ts';
import { countedBy } from './card-custody.ts';
import type { ChipCardConfig, DeviceConfig } from './device-config.ts';

/** The devices a terminal has. The first two are what no errand does without. */
export type Devices = Pick<DeviceOf, 'idCardReader' | 'receiptPrinter'> & Partial<DeviceOf>;

/** Whether a card stood in the dispenser; `unknown` where the machine does not say. */
export type FoundCard = 'none' | 'captured' | 'unknown';

export interface Drained {
  readonly card: FoundCard;
  readonly counted: number | undefined;
}

export type DeviceBay = Devices & {
  /**
   * Before a patient comes: clears the printers of what an earlier run left in them, and takes a card that stands in the
   * dispenser into its bin, of which `capturing` is told before, with the machine's count of the bin where it has one.
   * Resolves when each device has said what came of it; `counted` is the count then.
   */
  drain(capturing: (counted: number | undefined) => void): Promise<Drained>;
  close(): void;
};

export interface BayPorts {
  readonly links: Links;
  readonly clock: Clock;
  readonly log: DeviceLog;
}

export function openDevices(config: DeviceConfig, { links, clock, log }: BayPorts): DeviceBay {
  const ports = { ...links, clock, log };

  function open<Kind extends DeviceKind>(kind: Kind): DeviceOf[Kind] | undefined {
    const named = config[kind];
    if (!named) return undefined;
    const driver = shelf.find((it) => it.kind === kind && it.name === named.driver);
    if (!driver) throw new TypeError(`${named.driver} is not on the shelf`);
    const chipCards = config.chipCardReader && chipCardProfile(config.chipCardReader);
    return driver.create(named.address, ports, chipCards) as DeviceOf[Kind];
  }

  function needed<Kind extends keyof Devices>(kind: Kind): DeviceOf[Kind] {
    const device = open(kind);
    if (!device) throw new TypeError(`the configuration names no ${kind}`);
    return device;
  }

  const always = { idCardReader: needed('idCardReader'), receiptPrinter: needed('receiptPrinter') };
  const cardDispenser = open('cardDispenser');
  const chipCardReader = open('chipCardReader');
  const magneticCardReader = open('magneticCardReader');
  const barcodeScanner = open('barcodeScanner');
  const reportPrinter = open('reportPrinter');
  const present = {
    ...always,
    ...(cardDispenser && { cardDispenser }),
    ...(chipCardReader && { chipCardReader }),
    ...(magneticCardReader && { magneticCardReader }),
    ...(barcodeScanner && { barcodeScanner }),
    ...(reportPrinter && { reportPrinter }),
  };
  return {
    ...present,
    async drain(capturing) {
      const [drained] = await Promise.all([
        cardDispenser ? captured(cardDispenser, clock, capturing) : noDispenser,
        always.receiptPrinter.drain(),
        reportPrinter?.drain(),
      ]);
      return drained;
    },
    close() {
      for (const device of Object.values(present)) device.close();
    },
  };
}

/** How long a dispenser may take to say whether a card is in it, in milliseconds. */
const firstWord = 10_000;

const noDispenser: Drained = { card: 'none', counted: undefined };

/** Takes a card that stands in the machine into its bin. */
async function captured(
  dispenser: CardDispenser,
  clock: Clock,
  capturing: (counted: number | undefined) => void,
): Promise<Drained> {
  const known = new AbortController();
  const stop = dispenser.subscribe(({ device }) => device !== 'starting' && known.abort());
  if (dispenser.status().device === 'starting') await sleep(clock, firstWord, known.signal);
  stop();
  const status = dispenser.status();
  const isThere = status.device === 'online' && status.media !== 'notPresent';
  if (isThere) capturing(await countedBy(dispenser));
  const reset = await dispenser.reset('retain');
  const counted = await countedBy(dispenser);
  if (status.device !== 'online') return { card: 'unknown', counted };
  if (!isThere) return { card: 'none', counted };
  return { card: reset.ok ? 'captured' : 'unknown', counted };
}

/** The chip card reader's cards; keys come as text in the configuration. */
function chipCardProfile({ socialSecurityCard, hospitalCard }: ChipCardConfig) {
  if (!hospitalCard) return { socialSecurityCard };
  const { sector, block, key, encoding, length } = hospitalCard;
  const which = key.startsWith('A') ? ('A' as const) : ('B' as const);
  const bytes = Uint8Array.from(key.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const number = { encoding, ...(length !== undefined && { length }) };
  return { socialSecurityCard, hospitalCard: { sector, block, key: { which, bytes }, number } };
}
