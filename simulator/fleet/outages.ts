import type { DeviceKind } from '../../device-drivers/contract/device-event.ts';
import type { Fault } from '../../device-drivers/contract/fault.ts';
import type { InventedTerminal } from './city.ts';
import { type Dice, type Shares, sharesOf } from './dice.ts';

/** A device that cannot do its work for a while; seconds after midnight. */
export interface Outage {
  readonly device: DeviceKind;
  readonly fault: Fault;
  readonly from: number;
  readonly until: number;
}

/** What each device mostly fails by. */
const usualFaults: Readonly<Record<DeviceKind, Shares<Fault>>> = {
  receiptPrinter: sharesOf([
    ['paperOut', 5],
    ['cutterJammed', 2],
    ['coverOpen', 1],
    ['offline', 1],
  ]),
  reportPrinter: sharesOf([
    ['paperOut', 4],
    ['paperJammed', 3],
    ['tonerOut', 1],
    ['outputFull', 1],
    ['offline', 1],
  ]),
  cardDispenser: sharesOf([
    ['stackEmpty', 3],
    ['cardJammed', 3],
    ['retainBinFull', 1],
  ]),
  idCardReader: sharesOf([
    ['timeOut', 2],
    ['offline', 1],
  ]),
  chipCardReader: sharesOf([
    ['noDevice', 1],
    ['protocolError', 1],
  ]),
  magneticCardReader: sharesOf([['noDevice', 1]]),
  barcodeScanner: sharesOf([['offline', 1]]),
};
/** Printers and dispensers move paper and cards; nothing moves in a reader. */
const perDay: Readonly<Record<DeviceKind, number>> = {
  receiptPrinter: 0.06,
  reportPrinter: 0.07,
  cardDispenser: 0.035,
  idCardReader: 0.008,
  chipCardReader: 0.008,
  magneticCardReader: 0.004,
  barcodeScanner: 0.006,
};

const hour = 3_600;

/** The outages of a terminal's day, at most one a device, all of them over by a quarter past nine in the evening. */
export function outagesOf({ devices, frail }: InventedTerminal, dice: Dice): Outage[] {
  return devices.flatMap((device) => {
    if (!dice.happens(1 - Math.exp(-frail * perDay[device]))) return [];
    const from = dice.between(7 * hour, 18 * hour);
    const until = Math.min(21.25 * hour, from + Math.round(dice.around(35 * 60, 0.9)));
    return [{ device, fault: dice.pick(usualFaults[device]), from, until }];
  });
}
