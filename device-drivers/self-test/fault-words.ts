import type { Fault } from '../contract/fault.ts';

/** What a fault means and what to try first, in a technician's words. */
export const faultWords = {
  noDevice: 'nothing answers at this address: check power, cable, address and line speed',
  offline: 'the connection broke or the device went offline: check plug and power',
  timeOut: 'it is connected and does not answer in time: check power, line speed and the driver chosen',
  protocolError: 'it answers something its protocol does not allow: another model, another speed, or a bad cable',
  cardRemoved: 'the card was taken away too early',
  cardUnreadable: 'the card cannot be read: try another one, clean the reader',
  cardJammed: 'a card is stuck: open the transport and take it out',
  stackEmpty: 'no card is left to dispense: fill the stack',
  retainBinFull: 'the bin for retained cards is full: empty it',
  cardInvalid: 'a card that cannot be used here, or one where none may be',
  cardWriteFailed: 'the chip did not take what was written: try another card',
  barcodeInvalid: 'a code was seen that cannot be used',
  paperOut: 'no paper: put in a roll or fill the tray',
  paperJammed: 'paper is stuck: open the printer and take it out',
  coverOpen: 'a cover is open: close it',
  cutterJammed: 'the cutter is stuck: open the cover, free the blade, switch off and on',
  headOverheated: 'the print head is too hot: wait, it goes on by itself',
  tonerOut: 'no toner left: change the cartridge',
  outputFull: 'the output tray is full: empty it',
  jobRefused: 'the printer refused the job: is it accepting jobs, and does it take PDF?',
  hardwareError: 'the device says that it is broken: switch off and on, then have it repaired',
  cancelled: 'called off',
} as const satisfies Record<Fault, string>;

/** A status as the driver pushes it: `online, paper full`; `offline: paperOut (no paper: …)`. */
export function statusInWords(status: object): string {
  const { device, fault, ...rest } = status as { device: string; fault?: Fault } & Record<string, unknown>;
  if (fault !== undefined) return `${device}: ${faultInWords(fault)}`;
  return [device, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(', ');
}

export const faultInWords = (fault: Fault): string => `${fault} (${faultWords[fault]})`;
