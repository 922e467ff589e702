import type { IdCardReaderStatus } from '../device-drivers/contract/id-card-reader.ts';
import type { ReceiptPrinterStatus } from '../device-drivers/contract/receipt-printer.ts';
import type { Presence } from './hospital/presence.ts';
import type { ErrandClosed, ErrandName, ErrandTile } from './screen.ts';

/** What the terminal senses of its surroundings. */
export interface Sensed {
  readonly reader: IdCardReaderStatus;
  readonly printer: ReceiptPrinterStatus;
  readonly hospital: Presence;
  /** The journal can be written. */
  readonly journal: boolean;
}

const errands: readonly ErrandName[] = ['registration', 'card', 'collection', 'payment', 'report', 'records'];

/** Why a registration cannot be begun now: what cannot be delivered is refused before anybody has paid. */
function registrationClosed({ reader, printer, hospital, journal }: Sensed): ErrandClosed | undefined {
  if (!journal) return 'outOfService';
  if (!hospital.answers || !hospital.capabilities) return 'hospitalSilent';
  if (!hospital.capabilities.errands.includes('registration')) return 'notOffered';
  if (reader.device !== 'online') return 'idReaderDown';
  if (printer.device === 'online') return undefined;
  return 'fault' in printer && printer.fault === 'paperOut' ? 'paperOut' : 'printerDown';
}

/** The tiles of the menu, in their fixed order. This terminal does registrations; the windows do the rest. */
export function errandTiles(sensed: Sensed): readonly ErrandTile[] {
  return errands.map((errand) => {
    const why = errand === 'registration' ? registrationClosed(sensed) : 'notOffered';
    return why === undefined ? { errand, open: true } : { errand, open: false, why };
  });
}
