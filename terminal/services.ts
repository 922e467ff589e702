import type { BarcodeScannerStatus } from '../device-drivers/contract/barcode-scanner.ts';
import type { CardDispenserStatus } from '../device-drivers/contract/card-dispenser.ts';
import type { ChipCardReaderStatus } from '../device-drivers/contract/chip-card-reader.ts';
import type { IdCardReaderStatus } from '../device-drivers/contract/id-card-reader.ts';
import type { MagneticCardReaderStatus } from '../device-drivers/contract/magnetic-card-reader.ts';
import type { ReceiptPrinterStatus } from '../device-drivers/contract/receipt-printer.ts';
import type { ReportPrinterStatus } from '../device-drivers/contract/report-printer.ts';
import type { Capabilities } from './hospital/contract/capabilities.ts';
import type { Presence } from './hospital/presence.ts';
import { type ErrandClosed, type ErrandName, type ErrandTile, errandNames } from './screen/errands.ts';
import type { Thing, Way } from './screen/words.ts';

/** What the terminal senses of its surroundings. A device it does not have has no status. */
export interface Sensed {
  readonly idCardReader: IdCardReaderStatus;
  readonly receiptPrinter: ReceiptPrinterStatus;
  readonly chipCardReader: ChipCardReaderStatus | undefined;
  readonly magneticCardReader: MagneticCardReaderStatus | undefined;
  readonly barcodeScanner: BarcodeScannerStatus | undefined;
  readonly cardDispenser: CardDispenserStatus | undefined;
  readonly reportPrinter: ReportPrinterStatus | undefined;
  /** Whether the dispenser can write the cards it gives out. */
  readonly writesCards: boolean;
  readonly hospital: Presence;
  /** The journal can be written. */
  readonly journal: boolean;
  /** No technician has closed the terminal. */
  readonly inService: boolean;
}

const works = (status: { readonly device: string } | undefined) => status?.device === 'online';

const readers: Record<Exclude<Way, 'typedId'>, (sensed: Sensed) => boolean> = {
  idCard: ({ idCardReader }) => works(idCardReader),
  hospitalCard: ({ chipCardReader, magneticCardReader }) => works(chipCardReader) || works(magneticCardReader),
  socialSecurityCard: ({ chipCardReader }) => works(chipCardReader),
  code: ({ barcodeScanner }) => works(barcodeScanner),
  // Where nothing scans it, a booking's code is typed.
  booking: () => true,
};

/** The ways to say who one is for an errand: what the hospital takes for it and this terminal can read now. */
export function waysOf(errand: ErrandName, sensed: Sensed): readonly Way[] {
  const policy = sensed.hospital.capabilities;
  if (!policy) return [];
  return policy.credentials.filter((way) => {
    if (errand === 'card') return way === 'idCard' && readers.idCard(sensed);
    if (way === 'booking') return errand === 'collection';
    return way === 'typedId' ? policy.typedIdFor.includes(errand) : readers[way](sensed);
  });
}

/** The same for every errand. */
export const allWays = (sensed: Sensed): Record<ErrandName, readonly Way[]> => ({
  registration: waysOf('registration', sensed),
  collection: waysOf('collection', sensed),
  payment: waysOf('payment', sensed),
  report: waysOf('report', sensed),
  card: waysOf('card', sensed),
  refund: waysOf('refund', sensed),
  records: waysOf('records', sensed),
  reprint: waysOf('reprint', sensed),
});

const faultOf = (status: { readonly device: string } | undefined) =>
  status && 'fault' in status ? status.fault : undefined;

/** Why a slip cannot be printed. */
function slipClosed({ receiptPrinter }: Sensed): ErrandClosed | undefined {
  if (works(receiptPrinter)) return undefined;
  return faultOf(receiptPrinter) === 'paperOut' ? 'paperOut' : 'printerDown';
}

function cardsClosed({ cardDispenser, writesCards }: Sensed, policy: Capabilities): ErrandClosed | undefined {
  if (!policy.card || !cardDispenser || !writesCards) return 'notOffered';
  if (cardDispenser.device !== 'online')
    return faultOf(cardDispenser) === 'stackEmpty' ? 'noCards' : 'cardDispenserDown';
  if (cardDispenser.dispense === 'empty') return 'noCards';
  return cardDispenser.retain === 'full' ? 'cardBinFull' : undefined;
}

function reportsClosed({ reportPrinter }: Sensed): ErrandClosed | undefined {
  if (!reportPrinter) return 'notOffered';
  if (works(reportPrinter)) return undefined;
  return faultOf(reportPrinter) === 'paperOut' ? 'reportPaperOut' : 'reportPrinterDown';
}

function daysClosed({ registration }: Capabilities): ErrandClosed | undefined {
  return registration.sameDay === 'off' && registration.daysAhead === 0 ? 'notOffered' : undefined;
}

/** Why an errand cannot be begun now: what cannot be delivered is refused before anybody has paid. */
function closed(errand: ErrandName, sensed: Sensed): ErrandClosed | undefined {
  const { capabilities: policy, answers } = sensed.hospital;
  if (!sensed.journal || !sensed.inService) return 'outOfService';
  if (!answers || !policy) return 'hospitalSilent';
  if (!policy.errands.includes(errand)) return 'notOffered';
  // Prices are for everybody; whoever asks for their own transactions is told then.
  if (errand !== 'records' && waysOf(errand, sensed).length === 0) return 'noReader';
  switch (errand) {
    case 'registration':
      return daysClosed(policy) ?? slipClosed(sensed);
    case 'card':
      return cardsClosed(sensed, policy) ?? slipClosed(sensed);
    case 'report':
      return reportsClosed(sensed);
    case 'records':
      return undefined;
    case 'collection':
    case 'payment':
    case 'refund':
    case 'reprint':
      return slipClosed(sensed);
  }
}

/** The tiles of the menu, in their fixed order. */
export function errandTiles(sensed: Sensed): readonly ErrandTile[] {
  return errandNames.map((errand): ErrandTile => {
    const why = closed(errand, sensed);
    if (why !== undefined) return { errand, open: false, why };
    const sameDay = errand === 'registration' ? sensed.hospital.capabilities?.registration.sameDay : undefined;
    if (sameDay === 'off') return { errand, open: true, note: 'sameDayOff' };
    return sameDay === 'emergencyOnly' ? { errand, open: true, note: 'emergencyOnly' } : { errand, open: true };
  });
}

/** Cards that still lie in or on the machine. */
export function thingsLeft({ idCardReader, chipCardReader }: Sensed): readonly Thing[] {
  const lies = (status: IdCardReaderStatus | ChipCardReaderStatus | undefined) =>
    status?.device === 'online' && status.media === 'present';
  const things: Thing[] = [];
  if (lies(idCardReader)) things.push('idCard');
  if (lies(chipCardReader)) things.push('hospitalCard');
  return things;
}
