/**
 * Everything a device can report as having gone wrong, in one closed union. Results carry these as plain values;
 * a driver throws for a bug only. Words for patients and technicians are kept in tables over this union, so that a new
 * fault without words does not compile.
 */
export const faults = [
  /** The address names nothing that answers: no port, no cable, no device. */
  'noDevice',
  /** The link was there and broke: unplugged, switched off. */
  'offline',
  /** The device is connected and did not answer in time. */
  'timeOut',
  /** The device answered something its protocol does not allow. */
  'protocolError',
  /** The card left the reader before it was read. */
  'cardRemoved',
  /** A card lies on the reader and cannot be read; it has to be taken off and put on again. */
  'cardUnreadable',
  /** A card is stuck in a transport. */
  'cardJammed',
  /** No card left to dispense. */
  'stackEmpty',
  /** The bin for retained cards is full. */
  'retainBinFull',
  /** A card is where none may be, or of a kind that cannot be used here. */
  'cardInvalid',
  /** The chip did not take what was written, or holds something else than was written. */
  'cardWriteFailed',
  /** A code was seen and cannot be used. */
  'barcodeInvalid',
  'paperOut',
  'paperJammed',
  'coverOpen',
  'cutterJammed',
  'headOverheated',
  'tonerOut',
  /** The tray printed sheets fall into is full. */
  'outputFull',
  /** The printer refused or aborted the job. */
  'jobRefused',
  /** The device says that it is broken; only a technician helps. */
  'hardwareError',
  /** The caller called it off. */
  'cancelled',
] as const;

export type Fault = (typeof faults)[number];

/** What an operation of a device comes to: its value, or the fault that prevented it. Plain and serialisable. */
export type Outcome<T extends object = object> = ({ readonly ok: true } & T) | Failure;

export interface Failure {
  readonly ok: false;
  readonly fault: Fault;
}

export const failed = (fault: Fault): Failure => ({ ok: false, fault });
