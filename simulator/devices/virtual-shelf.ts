import type { Clock } from '../../device-drivers/contract/clock.ts';
import type { Links } from '../../device-drivers/links/links.ts';
import { createHidPlugBoard } from './hid-plug-board.ts';
import { createIppPlugBoard } from './ipp-plug-board.ts';
import type { Chance } from './line.ts';
import { createPcscPlugBoard } from './pcsc-plug-board.ts';
import { createPlugBoard } from './plug-board.ts';
import { createVirtualCrt591 } from './virtual-crt-591.ts';
import { createVirtualHidPosScanner } from './virtual-hid-pos-scanner.ts';
import { createVirtualIdCardReader } from './virtual-id-card-reader.ts';
import { createVirtualIppPrinter } from './virtual-ipp-printer.ts';
import { createVirtualMagtekReader } from './virtual-magtek-reader.ts';
import { createVirtualPcscReader } from './virtual-pcsc-reader.ts';
import { createVirtualReceiptPrinter } from './virtual-receipt-printer.ts';

/** A line as short and clean as inside one machine, at the speed each device leaves its factory with. */
const lineAt = (baud: number) => ({ baud, chunks: true, noise: 0, flips: 0 });

/** Every device of a kiosk, virtual, plugged in, with the configuration by which a terminal finds them. */
export function createVirtualShelf(clock: Clock, chance: Chance) {
  const idCardReader = createVirtualIdCardReader({ clock, chance, manners: lineAt(115_200) });
  const receiptPrinter = createVirtualReceiptPrinter({ clock, chance, manners: lineAt(38_400) });
  const cardDispenser = createVirtualCrt591({ clock, chance, manners: lineAt(9600) });
  const chipCardReader = createVirtualPcscReader({ clock });
  const magneticCardReader = createVirtualMagtekReader({ clock, chance });
  const barcodeScanner = createVirtualHidPosScanner({ clock, chance });
  const reportPrinter = createVirtualIppPrinter({ clock, chance });

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
    config: {
      idCardReader: { address: 'memory:id-card-reader' },
      receiptPrinter: { address: 'memory:receipt-printer' },
      cardDispenser: { driver: 'crt-591', address: 'memory:card-dispenser' },
      chipCardReader: {
        address: 'memory:chip-card-reader',
        hospitalCard: { sector: 1, block: 0, key: 'A:FFFFFFFFFFFF', encoding: 'ascii' },
      },
      magneticCardReader: { address: 'memory:magnetic-card-reader' },
      barcodeScanner: { driver: 'hid-pos-scanner', address: 'memory:barcode-scanner' },
      reportPrinter: { address: 'memory:report-printer' },
    },
  };
}
