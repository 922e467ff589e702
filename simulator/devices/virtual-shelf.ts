import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Links } from '../../device-drivers/links/links.ts';
import { createCardBox } from './card-box.ts';
import { createHidPlugBoard } from './hid-plug-board.ts';
import type { NumberPlace } from './hospital-card.ts';
import { createIppPlugBoard } from './ipp-plug-board.ts';
import type { Chance, LineManners } from './line.ts';
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

/** Cards in the dispenser when the kiosk is set up. */
const filled = 100;

export type VirtualShelf = ReturnType<typeof createVirtualShelf>;

/**
 * Every device of a kiosk, virtual, plugged in, with the configuration by which a terminal finds them. `manners`: of the
 * serial lines, but for the speed that each device has of its own.
 */
export function createVirtualShelf(clock: Clock, chance: Chance, manners: Omit<LineManners, 'baud'> = wellMannered) {
  const line = (baud: number) => ({ ...manners, baud });
  const idCardReader = createVirtualIdCardReader({ clock, chance, manners: line(115_200) });
  const receiptPrinter = createVirtualReceiptPrinter({ clock, chance, manners: line(38_400) });
  const cardDispenser = createVirtualCrt591({ clock, chance, manners: line(9600) });
  const chipCardReader = createVirtualPcscReader({ clock });
  const magneticCardReader = createVirtualMagtekReader({ clock, chance });
  const barcodeScanner = createVirtualHidPosScanner({ clock, chance });
  const reportPrinter = createVirtualIppPrinter({ clock, chance });

  const newCards = createCardBox();
  cardDispenser.load(newCards(filled));

  const lines = createPlugBoard();
  lines.plug('id-card-reader', idCardReader);
  lines.plug('receipt-printer', receiptPrinter);
  lines.plug('card-dispenser', cardDispenser);
  const usb = createHidPlugBoard();
  usb.plug('magnetic-card-reader', magneticCardReader);
  usb.plug('barcode-scanner', barcodeScanner);
  const chips = createPcscPlugBoard();
  chips.plug('chip-card-reader', chipCardReader);
  const network = createIppPlugBoard();
  network.plug('report-printer', reportPrinter);

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
