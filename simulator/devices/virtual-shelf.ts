import type { Clock } from '../../device-drivers/contract/clock.ts';
import { type DeviceKind, deviceKinds } from '../../device-drivers/contract/device-event.ts';
import type { Links } from '../../device-drivers/links/links.ts';
import type { Ears } from '../trace/ears.ts';
import { createCardBox } from './card-box.ts';
import { createHidPlugBoard } from './hid-plug-board.ts';
import type { NumberPlace } from './hospital-card.ts';
import { createIppPlugBoard } from './ipp-plug-board.ts';
import type { Chance, LineManners } from './line.ts';
import { lineSpeeds } from './line-speeds.ts';
import { createPcscPlugBoard } from './pcsc-plug-board.ts';
import { createPlugBoard } from './plug-board.ts';
import { createVirtualCrt591 } from './virtual-crt-591.ts';
import { createVirtualHidPosScanner } from './virtual-hid-pos-scanner.ts';
import { createVirtualIdCardReader } from './virtual-id-card-reader.ts';
import { createVirtualIppPrinter } from './virtual-ipp-printer.ts';
import { createVirtualMagtekReader } from './virtual-magtek-reader.ts';
import { createVirtualPcscReader } from './virtual-pcsc-reader.ts';
import { createVirtualReceiptPrinter } from './virtual-receipt-printer.ts';

/** Lines as short and clean as inside one machine. */
const wellMannered = { chunks: true, noise: 0, flips: 0 };

/** Where this kiosk's hospital has the number on its cards, which keep the factory's keys. */
export const hospitalCardPlace: NumberPlace = { sector: 1, block: 0, number: { encoding: 'ascii' } };

const heard = <Board>(board: Board, ear: ((board: Board) => Board) | undefined): Board => ear?.(board) ?? board;

/** Cards in the dispenser when the kiosk is set up. */
const filled = 100;

interface Plug {
  in(): void;
  out(): void;
}

const plugOf = <D>(
  board: { plug(name: string, device: D): void; unplug(name: string): void },
  name: string,
  device: D,
): Plug => ({ in: () => board.plug(name, device), out: () => board.unplug(name) });

export type VirtualShelf = ReturnType<typeof createVirtualShelf>;

/**
 * Every device of a kiosk, virtual, plugged in, with the configuration by which a terminal finds them. `manners`: of the
 * serial lines, but for the speed that each device has of its own. `ears`: who listens at the devices. `newCards`:
 * where its cards come from, when they are not the only ones.
 */
export function createVirtualShelf(
  clock: Clock,
  chance: Chance,
  manners: Omit<LineManners, 'baud'> = wellMannered,
  ears?: Ears,
  newCards = createCardBox(),
) {
  let settings = manners;
  /** Looked at whenever something is sent, so that a line can be made better or worse at any time. */
  const line = (baud: number): LineManners => ({
    baud,
    get chunks() {
      return settings.chunks;
    },
    get noise() {
      return settings.noise;
    },
    get flips() {
      return settings.flips;
    },
  });
  const idCardReader = createVirtualIdCardReader({ clock, chance, manners: line(lineSpeeds.idCardReader) });
  const receiptPrinter = createVirtualReceiptPrinter({ clock, chance, manners: line(lineSpeeds.receiptPrinter) });
  const cardDispenser = createVirtualCrt591({ clock, chance, manners: line(lineSpeeds.cardDispenser) });
  const chipCardReader = createVirtualPcscReader({ clock });
  const magneticCardReader = createVirtualMagtekReader({ clock, chance });
  const barcodeScanner = createVirtualHidPosScanner({ clock, chance });
  const reportPrinter = createVirtualIppPrinter({ clock, chance });

  cardDispenser.load(newCards(filled));

  const lines = heard(createPlugBoard(), ears?.lines);
  const usb = heard(createHidPlugBoard(), ears?.usb);
  const chips = heard(createPcscPlugBoard(), ears?.chips);
  const network = heard(createIppPlugBoard(), ears?.network);
  const plugs: Readonly<Record<DeviceKind, Plug>> = {
    idCardReader: plugOf(lines, 'id-card-reader', idCardReader),
    receiptPrinter: plugOf(lines, 'receipt-printer', receiptPrinter),
    cardDispenser: plugOf(lines, 'card-dispenser', cardDispenser),
    chipCardReader: plugOf(chips, 'chip-card-reader', chipCardReader),
    magneticCardReader: plugOf(usb, 'magnetic-card-reader', magneticCardReader),
    barcodeScanner: plugOf(usb, 'barcode-scanner', barcodeScanner),
    reportPrinter: plugOf(network, 'report-printer', reportPrinter),
  };
  const plugged = new Set<DeviceKind>();
  const plugIn = (device: DeviceKind) => {
    plugs[device].in();
    plugged.add(device);
  };
  for (const device of deviceKinds) plugIn(device);

  const links: Links = {
    openLink: lines.openLink,
    openHid: usb.openHid,
    openPcsc: chips.openPcsc,
    postIpp: network.post,
  };
  return {
    idCardReader,
    receiptPrinter,
    cardDispenser,
    chipCardReader,
    magneticCardReader,
    barcodeScanner,
    reportPrinter,
    links,
    /** Where plugs are pulled: the serial lines, USB, PC/SC and the network. */
    boards: { lines, usb, chips, network },
    plugIn,
    unplug(device: DeviceKind) {
      plugs[device].out();
      plugged.delete(device);
    },
    isPlugged: (device: DeviceKind) => plugged.has(device),
    /** Of the serial lines, from now on. */
    setManners(next: Omit<LineManners, 'baud'>) {
      settings = next;
    },
    manners: () => settings,
    /** As many cards from the factory as asked for. */
    newCards,
    config: {
      idCardReader: { address: 'memory:id-card-reader' },
      receiptPrinter: { address: 'memory:receipt-printer' },
      cardDispenser: { driver: 'crt-591', address: 'memory:card-dispenser' },
      chipCardReader: {
        address: 'memory:chip-card-reader',
        hospitalCard: {
          sector: hospitalCardPlace.sector,
          block: hospitalCardPlace.block,
          key: 'A:FFFFFFFFFFFF',
          encoding: hospitalCardPlace.number.encoding,
        },
      },
      magneticCardReader: { address: 'memory:magnetic-card-reader' },
      barcodeScanner: { driver: 'hid-pos-scanner', address: 'memory:barcode-scanner' },
      reportPrinter: { address: 'memory:report-printer' },
    },
  };
}
