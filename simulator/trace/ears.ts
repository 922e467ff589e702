import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { HidPlugBoard } from '../devices/hid-plug-board.ts';
import type { IppPlugBoard } from '../devices/ipp-plug-board.ts';
import type { PcscPlugBoard } from '../devices/pcsc-plug-board.ts';
import type { PlugBoard } from '../devices/plug-board.ts';
import { earOf, lineClosed, lineOpened } from './ears/ear.ts';
import { listenToHid } from './ears/hid-ear.ts';
import { listenToPrinter } from './ears/ipp-ear.ts';
import { listenToLink } from './ears/line-ear.ts';
import { listenToSlot } from './ears/pcsc-ear.ts';
import type { HidLanguage } from './hid-language.ts';
import type { Language } from './lane.ts';
import type { Trace } from './trace.ts';
import { crt591Language } from './words/crt-591.ts';
import { hidPosScannerLanguage } from './words/hid-pos-scanner.ts';
import { idCardReaderLanguage } from './words/id-card-reader.ts';
import { magtekReaderLanguage } from './words/magtek-reader.ts';
import { newlandScannerLanguage } from './words/newland-scanner.ts';
import { quCd720Language } from './words/qu-cd-720.ts';
import { receiptPrinterLanguage } from './words/receipt-printer.ts';

/** Boards whose devices are listened to, whenever they are plugged in; those plugged in before are not. */
export interface Ears {
  lines(board: PlugBoard): PlugBoard;
  usb(board: HidPlugBoard): HidPlugBoard;
  chips(board: PcscPlugBoard): PcscPlugBoard;
  network(board: IppPlugBoard): IppPlugBoard;
}

const dispensers = { 'crt-591': crt591Language, 'qu-cd-720': quCd720Language } as const;

interface Spoken<L> {
  readonly device: DeviceKind;
  readonly language: L;
}

const hidLanguages: Readonly<Record<string, Spoken<HidLanguage>>> = {
  'magnetic-card-reader': { device: 'magneticCardReader', language: magtekReaderLanguage },
  'barcode-scanner': { device: 'barcodeScanner', language: hidPosScannerLanguage },
};

/**
 * Ears at the devices of one machine, known by the names of their sockets on the shelf. A device under any other name is
 * not listened to.
 */
export function createEars(
  trace: Trace,
  { dispenser = 'crt-591' }: { readonly dispenser?: keyof typeof dispensers } = {},
): Ears {
  const ear = (device: DeviceKind) => earOf(trace, device);
  const lineLanguages: Readonly<Record<string, Spoken<() => Language>>> = {
    'id-card-reader': { device: 'idCardReader', language: idCardReaderLanguage },
    'receipt-printer': { device: 'receiptPrinter', language: receiptPrinterLanguage },
    'card-dispenser': { device: 'cardDispenser', language: dispensers[dispenser] },
    // On USB it speaks another one.
    'barcode-scanner': { device: 'barcodeScanner', language: newlandScannerLanguage },
  };

  return {
    lines: (board) => ({
      ...board,
      plug(name, device) {
        const spoken = lineLanguages[name];
        if (!spoken) return board.plug(name, device);
        board.plug(name, {
          attach: (link) => device.attach(listenToLink(link, ear(spoken.device), spoken.language())),
        });
      },
    }),
    usb: (board) => ({
      ...board,
      plug(name, device) {
        const spoken = hidLanguages[name];
        board.plug(name, spoken ? listenToHid(device, ear(spoken.device), spoken.language) : device);
      },
    }),
    chips: (board) => ({
      ...board,
      plug(name, reader) {
        if (name !== 'chip-card-reader') return board.plug(name, reader);
        board.plug(name, { attach: (slot) => reader.attach(listenToSlot(slot, ear('chipCardReader'))) });
      },
    }),
    // Requests are single: its line is the cable.
    network: (board) => ({
      ...board,
      plug(name, printer) {
        if (name !== 'report-printer') return board.plug(name, printer);
        board.plug(name, listenToPrinter(printer, ear('reportPrinter')));
        ear('reportPrinter').event('toDevice', lineOpened);
      },
      unplug(name) {
        board.unplug(name);
        if (name === 'report-printer') ear('reportPrinter').event('fromDevice', lineClosed);
      },
    }),
  };
}
