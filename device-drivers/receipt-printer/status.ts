/**
 * What an ESC/POS printer tells of itself, as data and in bits. Real-time status: "Epson TM-T88III specification",
 * DLE EOT. Automatic status (ASB): the same, GS a.
 */

/** The printer's condition. Everything at once may be wrong. */
export interface PrinterCondition {
  readonly online: boolean;
  readonly cover: 'closed' | 'open';
  readonly paper: 'full' | 'low' | 'out';
  /** Recoverable mechanical error, a paper jam for instance. */
  readonly mechanicalError: boolean;
  readonly cutterError: boolean;
  readonly unrecoverableError: boolean;
  /** An error that passes by itself: the head is too hot, or the cover was opened while printing. */
  readonly passingError: boolean;
  /** The level of the drawer connector's pin 3: high where nothing is connected. */
  readonly drawerPinHigh: boolean;
}

export const readyCondition: PrinterCondition = {
  online: true,
  cover: 'closed',
  paper: 'full',
  mechanicalError: false,
  cutterError: false,
  unrecoverableError: false,
  passingError: false,
  drawerPinHigh: true,
};

export type StatusNumber = 1 | 2 | 3 | 4;

const bit = (set: boolean, mask: number) => (set ? mask : 0);
const anyError = (it: PrinterCondition) =>
  it.mechanicalError || it.cutterError || it.unrecoverableError || it.passingError;

/**
 * Whether the parts cannot be true together: whatever stops a printer takes it offline. Answers to DLE EOT carry no mark
 * of their question, so one that came late and was taken for the next shows itself like this.
 */
export const contradictory = (it: PrinterCondition): boolean =>
  it.online && (it.cover === 'open' || it.paper === 'out' || anyError(it));

/** The byte that answers DLE EOT `of`. */
export function encodeRealTime(of: StatusNumber, it: PrinterCondition): number {
  switch (of) {
    case 1:
      return 0x12 | bit(it.drawerPinHigh, 0x04) | bit(!it.online, 0x08);
    case 2:
      return 0x12 | bit(it.cover === 'open', 0x04) | bit(it.paper === 'out', 0x20) | bit(anyError(it), 0x40);
    case 3:
      return (
        0x12 |
        bit(it.mechanicalError, 0x04) |
        bit(it.cutterError, 0x08) |
        bit(it.unrecoverableError, 0x20) |
        bit(it.passingError, 0x40)
      );
    case 4:
      return 0x12 | bit(it.paper !== 'full', 0x0c) | bit(it.paper === 'out', 0x60);
  }
}

/** The condition in the answers to DLE EOT 1, 2, 3 and 4. */
export function decodeRealTime(
  printer: number,
  offlineCause: number,
  errorCause: number,
  paper: number,
): PrinterCondition {
  return {
    online: (printer & 0x08) === 0,
    cover: offlineCause & 0x04 ? 'open' : 'closed',
    paper: paper & 0x60 ? 'out' : paper & 0x0c ? 'low' : 'full',
    mechanicalError: (errorCause & 0x04) !== 0,
    cutterError: (errorCause & 0x08) !== 0,
    unrecoverableError: (errorCause & 0x20) !== 0,
    passingError: (errorCause & 0x40) !== 0,
    drawerPinHigh: (printer & 0x04) !== 0,
  };
}

/** The four bytes of an automatic status. */
export function encodeAutomatic(it: PrinterCondition): Uint8Array {
  return Uint8Array.of(
    0x10 | bit(it.drawerPinHigh, 0x04) | bit(!it.online, 0x08) | bit(it.cover === 'open', 0x20),
    bit(it.mechanicalError, 0x04) |
      bit(it.cutterError, 0x08) |
      bit(it.unrecoverableError, 0x20) |
      bit(it.passingError, 0x40),
    bit(it.paper !== 'full', 0x03) | bit(it.paper === 'out', 0x0c),
    0,
  );
}

export function decodeAutomatic(printer: number, errors: number, paper: number): PrinterCondition {
  return {
    online: (printer & 0x08) === 0,
    cover: printer & 0x20 ? 'open' : 'closed',
    paper: paper & 0x0c ? 'out' : paper & 0x03 ? 'low' : 'full',
    mechanicalError: (errors & 0x04) !== 0,
    cutterError: (errors & 0x08) !== 0,
    unrecoverableError: (errors & 0x20) !== 0,
    passingError: (errors & 0x40) !== 0,
    drawerPinHigh: (printer & 0x04) !== 0,
  };
}

/** The groups of items in GS a: bit 0 drawer, 1 online or offline, 2 errors, 3 paper. */
export const automaticItems = { drawer: 0x01, online: 0x02, errors: 0x04, paper: 0x08 } as const;

/** The bits of the four bytes whose change the groups of GS a make the printer tell. */
export function automaticMask(items: number): Uint8Array {
  const has = (item: keyof typeof automaticItems) => (items & automaticItems[item]) !== 0;
  return Uint8Array.of(
    bit(has('drawer'), 0x04) | bit(has('online'), 0x68),
    bit(has('online'), 0x01) | bit(has('errors'), 0x6c),
    bit(has('paper'), 0x0f),
    0,
  );
}

/** The byte that answers GS r for the paper or the drawer. */
export const encodeInOrder = (of: 'paper' | 'drawer', it: PrinterCondition): number =>
  of === 'paper' ? (encodeAutomatic(it)[2] ?? 0) : bit(it.drawerPinHigh, 0x01);
